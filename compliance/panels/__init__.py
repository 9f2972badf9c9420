"""What the first page of the back office says about periods."""
