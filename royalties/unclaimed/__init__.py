"""The screens and the file of what nobody has collected."""
