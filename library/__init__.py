"""The library of official documents: found by number as typed, with what is in force and what replaced it."""
