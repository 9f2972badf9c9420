"""Files that nothing needs: half-written ones, and those that no row names; named first, and after a time removed."""
