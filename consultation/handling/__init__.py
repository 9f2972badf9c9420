"""What happens to an opinion: received, answered by two people, taken back, emptied; each step with its entry."""
