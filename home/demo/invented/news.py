"""The news of the demo city: written for it, nothing in it happened, nobody in it exists.

The texts are in ``pieces/``: a file per unit for the units shown in full, and short pieces that the other
units share. Placeholders keep them true on any day and for any unit:

- of the day: ``{ngay}`` "ngày 12/5", ``{ngay_so}`` "12/5", ``{ngay_sau}`` a week later, ``{thang}`` "tháng
  5", ``{thang_sau}`` the month after, ``{nam}`` "năm 2019";
- of the unit: ``{don_vi}`` its name, ``{dia_ban}`` its ward or commune, ``{khu}`` a part of it, ``{ten}`` a
  woman, ``{a}``, ``{b}``, ``{c}`` numbers (tens, about a hundred, hundreds).

With a capital first letter, a placeholder begins a sentence.
"""

import random
import tomllib
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from home.demo.invented.names import female_name
from vietnamese.dates import short_date

PIECES_DIR = Path(__file__).parent / "pieces"
# The texts of some pieces of the radio, read by a machine's voice (espeak-ng, then lame).
RECORDINGS_DIR = Path(__file__).parent / "recordings"

# Slugs of the units that are shown in full.
FULL_UNITS = (
    "phong-van-hoa-va-thong-tin",
    "phong-giao-duc-va-dao-tao",
    "phuong-phu-thuy",
    "phuong-mui-ne",
    "xa-tien-thanh",
    "dai-truyen-thanh",
)

# The credit of every picture, so that no reader takes a drawing for a report.
CREDIT = "Tranh minh họa"


@dataclass(frozen=True)
class Quote:
    text: str
    source: str


@dataclass(frozen=True)
class Piece:
    """A piece of news; ``genre`` is the key of the news pages, ``category`` the slug of one.

    ``scene`` is a key of ``pictures.SCENES``, ``recording`` the name of a file in RECORDINGS_DIR. ``author`` is the
    key of one of the unit's people. ``months`` holds the months in which the piece is credible; empty means any.
    """

    title: str
    lead: str
    body: tuple[str, ...]
    scene: str
    caption: str
    alt: str
    genre: str = "tin"
    category: str = "tin-tuc-su-kien"
    author: str = "contributor"
    programme: str = ""
    recording: str = ""
    quote: Quote | None = None
    months: tuple[int, ...] = ()


def full_pieces(unit_slug: str) -> tuple[Piece, ...]:
    """Return the pieces written for one of ``FULL_UNITS``, dates still open; raises KeyError for another unit."""
    if unit_slug not in FULL_UNITS:
        raise KeyError(unit_slug)
    return tuple(_piece(entry, title=entry["title"]) for entry in _entries(unit_slug))


def short_pieces(unit_slug: str, *, name: str, kind: str) -> tuple[Piece, ...]:
    """Return the short pieces that suit a unit, those written for it first, dates still open.

    ``name`` is the unit's name ("UBND phường Hàm Tiến"), ``kind`` one of division, service_unit, ward,
    commune, radio.
    """
    rng = random.Random(unit_slug)
    local = kind in {"ward", "commune"}
    entries = [
        entry
        for entry in _entries("short-wards" if local else "short-offices")
        if unit_slug in entry.get("units", [unit_slug])
    ]
    rng.shuffle(entries)
    # What only this unit could have written comes first: few then read the same piece of two units.
    entries.sort(key=lambda entry: "units" not in entry)
    pieces = []
    for entry in entries:
        piece = _piece(entry, title=rng.choice(entry["titles"]))
        pieces.append(_fill(piece, _unit_words(name=name, kind=kind, rng=rng)))
    return tuple(pieces)


def dated(piece: Piece, event: date) -> Piece:
    """Return ``piece`` with the placeholders of the day filled for something that happened on ``event``."""
    day = short_date(event).rpartition("/")[0]
    week_later = short_date(event + timedelta(days=7)).rpartition("/")[0]
    return _fill(
        piece,
        {
            "ngay": f"ngày {day}",
            "ngay_so": day,
            "ngay_sau": f"ngày {week_later}",
            "thang": f"tháng {event.month}",
            "thang_sau": f"tháng {event.month % 12 + 1}",
            "nam": f"năm {event.year}",
        },
    )


def in_season(piece: Piece, event: date) -> bool:
    """Return whether ``piece`` is credible at that time of the year."""
    return not piece.months or event.month in piece.months


class _Words(dict):
    """Fills what it knows, leaves the other placeholders for a later pass."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


@cache
def _entries(stem: str) -> list[dict]:
    return tomllib.loads((PIECES_DIR / f"{stem}.toml").read_text(encoding="utf-8"))["piece"]


def _piece(entry: dict, *, title: str) -> Piece:
    optional = ("genre", "category", "author", "programme", "recording")
    return Piece(
        title=title,
        lead=entry["lead"],
        body=tuple(entry["body"]),
        scene=entry["scene"],
        caption=entry["caption"],
        alt=entry["alt"],
        quote=Quote(**entry["quote"]) if "quote" in entry else None,
        months=tuple(entry.get("months", ())),
        **{key: entry[key] for key in optional if key in entry},
    )


def _unit_words(*, name: str, kind: str, rng: random.Random) -> dict[str, str]:
    place = name.removeprefix("UBND ") if kind in {"ward", "commune"} else "thành phố"
    part = "thôn" if kind == "commune" else "khu phố"
    return {
        "don_vi": name,
        "dia_ban": place,
        "khu": f"{part} {rng.randint(1, 4 if kind == 'commune' else 9)}",
        "ten": female_name(rng),
        "a": str(rng.randint(12, 38)),
        "b": str(rng.randint(46, 184)),
        "c": str(rng.randint(214, 936)),
    }


def _fill(piece: Piece, values: dict[str, str]) -> Piece:
    words = _Words(values)
    words.update({key.capitalize(): value[:1].upper() + value[1:] for key, value in values.items()})
    fields = ("title", "lead", "caption", "alt")
    return replace(
        piece,
        body=tuple(paragraph.format_map(words) for paragraph in piece.body),
        **{field: getattr(piece, field).format_map(words) for field in fields},
    )
