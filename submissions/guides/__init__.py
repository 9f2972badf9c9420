"""The guides for each role, shown as help."""
