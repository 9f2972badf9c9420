"""Pages of consultations are kept as all others are."""

from tests.home.conftest import keeping, process

__all__ = ["keeping", "process"]
