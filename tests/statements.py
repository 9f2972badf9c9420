"""Statements of the board for the tests, by documents of the library: written, published, withdrawn."""

import datetime

from wagtail.models import Page

from library.models import Authority, DocumentForm, DocumentPage, DocumentsPage
from submissions.models import Category
from submissions.statements import measure, publishing

DAY = datetime.date(2019, 8, 12)


def document(*, by, number="2485/UBND-VX", files=(), **fields):
    """A draft of a document that `by` has written, as the create view leaves it."""
    fields.setdefault("form", DocumentForm.objects.get(slug="cong-van"))
    if "authority" not in fields:
        fields["authority"], _is_new = Authority.objects.get_or_create(title="UBND thành phố Phan Thiết")
    fields.setdefault("category", Category.objects.get(slug="van-ban"))
    fields.setdefault("extract", "V/v tăng cường phòng, chống dịch sốt xuất huyết")
    fields.setdefault("issued_on", DAY)
    page = DocumentPage(number=number, owner=by, **fields)
    for file in files:
        page.files.create(file=file)
    DocumentsPage.objects.get().add_child(instance=page)
    page.save_revision(user=by, clean=False)
    return fresh(page)


def change(page, *, by, **fields):
    """A new version of `page` by `by`."""
    text = page.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(text, name, value)
    text.save_revision(user=by)
    return fresh(page)


def publish(page, *, by):
    publishing.publish(pk=page.pk, user=by, position=measure.position(page))
    return fresh(page)


def fresh(page):
    return Page.objects.get(pk=page.pk).specific
