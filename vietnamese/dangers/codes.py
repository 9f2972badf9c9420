"""What may be wrong with a file, by a word each."""

MACROS, OUTSIDE, PROGRAM, BOMB, NESTED = "macros", "outside", "program", "bomb", "nested"
SCRIPT, UNREADABLE = "script", "unreadable"
CODES = (MACROS, OUTSIDE, PROGRAM, BOMB, NESTED, SCRIPT, UNREADABLE)
