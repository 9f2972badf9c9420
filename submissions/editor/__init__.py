"""The form of a piece: what it asks for and what it refuses."""
