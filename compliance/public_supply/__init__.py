"""What the public reads of the units' supply: the closed periods of a year, as a page and as files."""
