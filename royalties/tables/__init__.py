"""The screens and files of tables."""
