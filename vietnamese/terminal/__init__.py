"""What commands say on a terminal."""
