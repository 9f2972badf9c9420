"""What an author and a unit see of theirs."""
