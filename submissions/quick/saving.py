"""Saving the quick form: under the page's lock, once, with everything typed or not at all."""

from uuid import uuid4

from django.utils.translation import gettext as _
from wagtail.models import Page

from submissions.chain.decisions import locked_page
from submissions.models import NewsPage
from submissions.rights import positions, rights
from submissions.screens.refusals import Refusal


def empty_piece(unit, *, user, key=None):
    """A new piece of `unit` by `user`, not saved, under `key` (UUID, or one of its own)."""
    return NewsPage(live=False, owner=user, unit=unit, translation_key=key or uuid4(), body=[])


def free(key):
    """`key` (UUID or None) unless another piece has it already: it is nothing to write under."""
    return None if key is None or Page.objects.filter(translation_key=key).exists() else key


def hold_place(unit):
    """Let forms of new pieces of `unit` arrive one after the other, until the transaction ends."""
    Page.objects.select_for_update(of=("self",)).filter(pk=unit.page_id).first()


def require_place(page, *, user, position):
    """Raise Refusal unless `page` (fresh, locked) stands at `position` still and is written by `user` here."""
    if position != positions.chain_position(page):
        raise positions.what_happened(position or "")
    if not rights.user_can_write_quickly(user, page):
        raise Refusal(_("This piece cannot be changed by you now."))


def save_new(page, *, unit, user):
    """Put the new `page` (of empty_piece, filled) below the page of `unit`, whose place is held, with a version."""
    Page.objects.get(pk=unit.page_id).add_child(instance=page)
    page.save_revision(user=user, log_action=True, clean=False)
    return page


def save(page, *, user):
    """A new version of `page` (the newest as a NewsPage, filled) by `user`; its row is locked by the caller."""
    body = page.body.raw_data
    if not page.live:
        page.save()
        # Indexing has read every block, and what Wagtail has read it writes anew: the body stays as it is stored.
        page.body = page.body.stream_block.to_python(list(body))
    page.save_revision(user=user, log_action=True, clean=False)
    return page


def newest(pk):
    """(the piece `pk` with its row locked, its newest version as a NewsPage)."""
    page = locked_page(pk)
    return page, page.get_latest_revision_as_object()
