"""A disk without room, by the kernel: no file of this process grows beyond a size (EFBIG, as a quota's EDQUOT)."""

import resource
from contextlib import contextmanager


@contextmanager
def room_for(size):
    """Inside, no file of this process grows beyond `size` (bytes)."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
