"""What subscribers are told: pieces in the order of their publication, each once, in batches that hold up nothing."""
