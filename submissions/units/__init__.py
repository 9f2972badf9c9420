"""Units and their people: provisioned, kept in the admin, read in from lists."""
