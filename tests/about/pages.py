"""Pages of the introduction for the tests, as the board writes and publishes them."""

from about.models import IntroductionPage, LeadersPage, OrganisationPage, SubjectPage, WardMapPage
from submissions.models import Category
from tests import statements

PLACE = "/gioi-thieu/"


def draft(kind, *, by, rows=None, **fields):
    """A draft of a page of the type `kind` that `by` has written; `rows` are {relation: [columns (dicts), …]}."""
    fields.setdefault("title", kind.TITLE or "Lịch sử hình thành")
    fields.setdefault("category", Category.objects.get(slug="gioi-thieu"))
    page = kind(owner=by, **fields)
    for relation, found in (rows or {}).items():
        for row in found:
            getattr(page, relation).create(**row)
    IntroductionPage.objects.get().add_child(instance=page)
    page.save_revision(user=by, clean=False)
    return statements.fresh(page)


def public(board, kind, **fields):
    """The same, published by the second of `board` (two people)."""
    writer, second = board
    return statements.publish(draft(kind, by=writer, **fields), by=second)


def leaders(board, *rows, **fields):
    rows = rows or [{"name": "Nguyễn Văn An", "post": "Chủ tịch UBND", "heading": "Lãnh đạo UBND"}]
    return public(board, LeadersPage, rows={"leaders": rows}, **fields)


def organisation(board, *duties, **fields):
    return public(board, OrganisationPage, rows={"duties": duties}, **fields)


def ward_map(board, *cells, **fields):
    return public(board, WardMapPage, rows={"cells": cells}, **fields)


def subject(board, **fields):
    fields.setdefault("lead", "Từ làng chài ven cửa sông Cà Ty đến đô thị biển.")
    return public(board, SubjectPage, **fields)
