"""Letting nobody in: the second factor, passwords that anybody would try, sessions, the way back without a factor."""
