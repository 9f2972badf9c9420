"""What a piece must have before it is sent in: asked by the editor's form and by the piece's own page alike."""

WHOLE = 100


def source_is_missing(*, origin, source):
    """Whether a text that is not the unit's own fails to say where it is from."""
    return origin in ("compiled", "reprinted") and not (source or "").strip()


def shares_do_not_add_up(shares):
    """Whether the authors' `shares` of the royalty (whole per cents), if there are any, miss the whole."""
    return bool(shares) and sum(shares) != WHOLE
