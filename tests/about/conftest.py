"""Pages that show the introduction are kept as all others are."""

from tests.home.conftest import keeping, process

__all__ = ["keeping", "process"]
