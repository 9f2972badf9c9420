"""The drawn cards as files: each under the digest of what stands on it, so that a reader's request looks for it only.

Drawn when a piece is published, when a unit or the agency is saved, and by `manage.py draw_share_cards`.
"""

import hashlib
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from home.models import AgencyDetails
from home.sharing import cards
from submissions.models import Locality

FOLDER = "share"


@dataclass(frozen=True)
class Card:
    """What stands on a card, and the folder that holds it and no other: a new title leaves none with the old one."""

    place: str
    title: str
    kicker: str

    @property
    def folder(self):
        return f"{FOLDER}/{self.place}"

    @property
    def name(self):
        digest = hashlib.sha256(f"{self.title}\n{self.kicker}".encode()).hexdigest()
        return f"{self.folder}/{digest[:32]}.jpg"

    @property
    def address(self):
        """The address (a path) of its file, or None where it was not drawn."""
        return default_storage.url(self.name) if default_storage.is_there(self.name) else None


def card_of_site(agency):
    return Card("trang", title=agency.agency, kicker=agency.site_name)


def card_of_unit(unit):
    return Card(f"don-vi-{unit.pk}", title=unit.name, kicker=_("Agencies and units"))


def card_of_section(category):
    return Card(f"chuyen-muc-{category.pk}", title=category.title, kicker=pgettext("news", "Section"))


def card_of_piece(piece):
    return Card(f"tin-{piece.pk}", title=piece.title, kicker=piece.unit.name)


def draw(card, *, again=False):
    """Draw `card` and throw its predecessors away; returns whether it was drawn now. `again`: even if it is there."""
    if default_storage.exists(card.name) and not again:
        return False
    agency = AgencyDetails.objects.first() or AgencyDetails()
    emblem = Locality.load().emblem or None
    content = cards.drawn(card.title, kicker=card.kicker, foot=agency.agency, emblem=emblem)
    throw_away(card.folder)
    default_storage.save(card.name, ContentFile(content))
    return True


def throw_away(folder):
    """Delete every card in `folder`."""
    try:
        _folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for file in files:
        default_storage.delete(f"{folder}/{file}")


def throw_away_those_of_pieces():
    """Delete the cards of all pieces, which are drawn again by `draw_missing`; the site's stands for them."""
    folders, _files = default_storage.listdir(FOLDER)
    for folder in folders:
        if folder.startswith("tin-"):
            throw_away(f"{FOLDER}/{folder}")
