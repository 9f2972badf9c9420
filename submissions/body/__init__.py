"""What a piece says, read without loading it, and the digest of it."""
