"""The way back for who lost a second factor: one administrator asks, another confirms, all of them are told."""
