"""Where a piece stands, who a person is today, and what the one may do to the other."""
