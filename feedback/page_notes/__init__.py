"""What readers say of a page: a form without a script, and the list for the desk."""
