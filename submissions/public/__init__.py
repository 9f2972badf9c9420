"""What any app shows the public under addresses of its own: how it is found, and when it is made anew."""
