"""The screens about pieces: lists, one piece, decisions, writing."""
