"""What happens when disk, database, mail server, clock or power fail: what a person sees, and that nothing is lost."""
