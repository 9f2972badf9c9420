"""Rows: who asked that a lost second factor be taken away, who confirmed it, and since when they may."""

from .administrators import AdministratorSince
from .resets import FactorReset

__all__ = ["AdministratorSince", "FactorReset"]
