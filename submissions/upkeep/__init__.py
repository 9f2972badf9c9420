"""What the administrator looks after: mails that wait or failed, accounts that are locked, and who changed what."""
