"""What a paper about a period says."""
