"""Deciding from a mail: its link, the devices that people called their own, and what neither may do."""
