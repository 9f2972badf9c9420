"""What only a mail of ours holds: links and return addresses that nobody can make up, and no database gives away."""
