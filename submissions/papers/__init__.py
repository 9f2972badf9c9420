"""Approvals on paper: attached by the unit, confirmed by the desk, listed for audit."""
