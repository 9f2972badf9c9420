"""Letting nobody in: the second factor, passwords that anybody would try, sessions, and a way back for who lost a factor."""
