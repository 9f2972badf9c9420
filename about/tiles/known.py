"""Where places that the project knows stand on a new map: a proposal, which the board changes."""

import csv
from pathlib import Path

FILE = Path(__file__).parents[1] / "data" / "tiles.csv"


def known_places():
    """[(slug, row, column, label)] in the order of the file; without a slug it is no unit, as the sea."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        return [(line["slug"], int(line["row"]), int(line["column"]), line["label"]) for line in csv.DictReader(lines)]
