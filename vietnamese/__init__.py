"""Rules of written Vietnamese that every app needs; depends on no other app and on no settings."""
