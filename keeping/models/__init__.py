"""Rows: by what the site knows its own secret again."""

from keeping.models.secrets import SecretMark

__all__ = ["SecretMark"]
