"""Records that stay as they are: dated rows, one change at a time, canonical lines, sealed tables, the outbox."""
