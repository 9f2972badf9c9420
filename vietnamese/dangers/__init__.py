"""What a file from outside could do to whoever opens it: found inside it, and asked of a scanner for viruses."""
