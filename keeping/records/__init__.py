"""What was done against a bad day, and when: backups, rehearsals, looks of the doctor."""
