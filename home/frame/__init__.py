"""What head, menu and foot offer on every public page."""
