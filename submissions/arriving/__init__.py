"""Pieces that come as files or mails: each becomes one draft of its unit, with what was left out told beside it."""
