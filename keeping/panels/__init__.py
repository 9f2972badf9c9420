"""What the administrator reads of backups on the first page of the back office."""
