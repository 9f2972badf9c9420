"""What a citizen meets: the form of an opinion, and the page that tells with a code what became of it."""
