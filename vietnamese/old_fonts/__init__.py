"""Vietnamese from before Unicode, known by its letters and its syllables."""
