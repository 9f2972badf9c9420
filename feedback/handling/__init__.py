"""What happens to a question: received, forwarded, answered, published, emptied; each step with its entry."""
