"""The screens and files of payment lists."""
