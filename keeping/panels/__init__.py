"""What the administrator reads of backups and of the doctor on the first page of the back office."""
