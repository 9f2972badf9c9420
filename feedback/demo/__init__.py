"""Questions of the demonstration city, in every state."""
