"""A leader who is away: who signs in the place of the leader, from when to when."""
