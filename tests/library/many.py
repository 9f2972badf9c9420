"""Many documents at once, for lists: rows as publishing leaves them, without their versions and records."""

import datetime
import uuid

from wagtail.models import Page

from library.models import DocumentPage


def many_like(page, number, **fields):
    """`number` live documents beside `page`, a day apart by their day of issue and each with a number of its own."""
    parent = page.get_parent()
    first = parent.numchild + 1
    made = []
    for place in range(first, first + number):
        copy = DocumentPage(
            **{field.attname: getattr(page, field.attname) for field in DocumentPage._meta.concrete_fields}
        )
        copy.pk = copy.id = copy.page_ptr_id = None
        copy.number = f"{place}/UBND-VX"
        copy.issued_on = page.issued_on - datetime.timedelta(days=place % 2000)
        for name, value in fields.items():
            setattr(copy, name, value)
        copy.derive_columns()
        copy.draft_title, copy.slug = copy.title, f"van-ban-{place}"
        copy.path, copy.translation_key = Page._get_path(parent.path, page.depth, place), uuid.uuid4()
        copy.set_url_path(parent)
        copy.latest_revision_id = copy.live_revision_id = None
        made.append(copy)
    names = [field.attname for field in Page._meta.concrete_fields]
    bases = Page.objects.bulk_create([Page(**{name: getattr(copy, name) for name in names}) for copy in made])
    for copy, base in zip(made, bases, strict=True):
        copy.pk = copy.id = copy.page_ptr_id = base.pk
        copy.save_base(raw=True)
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + number)
    return made
