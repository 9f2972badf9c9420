"""What was done against a bad day, and when: backups and rehearsals."""
