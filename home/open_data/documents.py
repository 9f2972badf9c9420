"""The library of documents as a table of open data; the other tables of this app are in datasets.py."""

import datetime

from django.utils.translation import gettext_lazy as _

from library.models import DocumentPage
from library.models.listing import behind, newest, start_of
from library.models.standing import effects_on
from submissions.public import open_data
from submissions.public.open_data import ADDRESS, DAY, MOMENT, STRING, TEXTS, Column, Dataset, told, told_day
from submissions.templatetags.public_news import absolute
from vietnamese.text import normalise

DAY_AFTER = datetime.timedelta(days=1)
# The text of a document stays in the database; the page at its address has it.
LEFT_OUT = ("body", "words_key")


class Documents(Dataset):
    slug = "van-ban"
    title = _("Official documents")
    about = _("Every document of the library that is public now, the one issued last first.")
    columns = (
        Column("ma", STRING, _("Key of the document; it never changes.")),
        Column("ten", STRING, _("Form and number; without a number, form and extract.")),
        Column("so_ky_hieu", STRING, _("Number and sign"), may_be_empty=True),
        Column("hinh_thuc", STRING, _("Form of the document"), may_be_empty=True),
        Column("co_quan_ban_hanh", STRING, _("Issuing authority"), may_be_empty=True),
        Column("ngay_ban_hanh", DAY, _("Day of issue."), may_be_empty=True),
        Column("trich_yeu", STRING, _("Extract")),
        Column("linh_vuc", STRING, _("Field of the document"), may_be_empty=True),
        Column("nguoi_ky", STRING, _("Who signed it."), may_be_empty=True),
        Column("hieu_luc_tu", DAY, _("Day from which it is in force."), may_be_empty=True),
        Column(
            "het_hieu_luc_tu",
            DAY,
            _("Day from which it is no longer in force, by its own words or by another document of the library."),
            may_be_empty=True,
        ),
        Column(
            "thay_the_boi",
            TEXTS,
            _("Keys of the documents that replace or repeal the whole of it; in CSV with blanks between them."),
        ),
        Column("dia_chi", ADDRESS, _("Address of the page of the document.")),
        Column("tep", TEXTS, _("Addresses of its files; in CSV with blanks between them.")),
        Column("sua_luc", MOMENT, _("Last changed, with the time zone.")),
    )

    def page(self, request):
        documents = newest().public()
        start = start_of(request.GET.get("truoc", ""))
        if start is not None:
            documents = documents.filter(behind(start))
        shown, following = open_data.keyed(documents.values_list("pk", flat=True))
        pages = DocumentPage.objects.live().filter(pk__in=shown).order_by().defer(*LEFT_OUT)
        pages = pages.select_related("form", "authority", "field")
        pages = pages.prefetch_related("acted_on_by__page", "files__file")
        by_key = {page.pk: page for page in pages} if shown else {}
        return [self.row(by_key[key], request) for key in shown if key in by_key], following

    def row(self, page, request):
        ending = [one for one in effects_on(page) if one.kind in one.ENDING]
        return {
            "ma": str(page.pk),
            "ten": normalise(page.title),
            "so_ky_hieu": page.number or None,
            "hinh_thuc": page.form.title if page.form else None,
            "co_quan_ban_hanh": page.authority.title if page.authority else None,
            "ngay_ban_hanh": told_day(page.issued_on),
            "trich_yeu": normalise(page.extract),
            "linh_vuc": page.field.title if page.field else None,
            "nguoi_ky": normalise(page.signer) or None,
            "hieu_luc_tu": told_day(page.starts_on),
            "het_hieu_luc_tu": told_day(end_of(page, ending)),
            "thay_the_boi": [str(one.page_id) for one in ending],
            "dia_chi": absolute(page.get_url(request)),
            "tep": [absolute(one.file.url) for one in page.files.all()],
            "sua_luc": told(page.last_published_at),
        }


def end_of(page, ending):
    """The first day on which `page` is no longer in force (a date, or None); `ending` are what ends it."""
    days = [one.starts_on for one in ending if one.starts_on]
    if page.in_force_to:
        days.append(page.in_force_to + DAY_AFTER)
    return min(days, default=None)
