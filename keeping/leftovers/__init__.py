"""Files that nothing needs: half-written ones go by themselves, those that no row names are named until told to go."""
