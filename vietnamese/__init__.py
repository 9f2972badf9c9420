"""Rules of written Vietnamese that every app needs; depends on Django and on no other app."""
