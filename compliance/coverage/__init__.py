"""The decree's categories: which are fed, which are stale."""
