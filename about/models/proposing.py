"""The cells that a new map begins with: those of the places in office that the project knows."""

from about.tiles.known import known_places

from .organisation import units_in_office


def proposed_cells():
    """[{"unit", "label", "row", "column"}, …] as the form of a cell takes them; empty where it knows no place."""
    keys = dict(units_in_office().filter(kind__is_locality=True).values_list("slug", "pk"))
    known = [place for place in known_places() if place[0] in keys]
    if not known:
        return []
    signs = [place for place in known_places() if not place[0]]
    return [
        {"unit": keys.get(slug), "label": label, "row": row, "column": column}
        for slug, row, column, label in known + signs
    ]
