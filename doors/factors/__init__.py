"""The second factor: who needs one, codes of a telephone, passkeys, and codes on paper; stored encrypted."""
