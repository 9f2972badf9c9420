"""Photos that arrive in pieces and go on after a break, and where a photo was used before."""
