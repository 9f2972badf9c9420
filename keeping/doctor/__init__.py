"""What the site rests on, looked at one thing after the other; a look that fails stops no other."""
