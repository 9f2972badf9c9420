"""Personal numbers: read, noted, kept out of reports, encrypted again."""
