"""The way back for who lost a second factor: one administrator asks, another confirms, the person is told."""
