"""Numbers of documents as people type them: "2485/UBND-VX", "2485 ubnd vx", "2485/UBND - VX"."""

from vietnamese.slugs import slugify


def number_key(text):
    """Letters and digits of `text` alone, without marks (str): what two writings of one number share."""
    return slugify(text).replace("-", "")
