"""Pictures drawn by code, so that nobody's photograph has to be borrowed."""
