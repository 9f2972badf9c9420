"""From the log-in form to a session: the password, the second factor or its set-up, an office's own log-in (OIDC)."""
