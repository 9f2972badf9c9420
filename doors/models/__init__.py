"""Rows: who asked that a lost second factor be taken away, and who confirmed it."""

from .resets import FactorReset

__all__ = ["FactorReset"]
