"""The tables of open data that this app offers: news, units, categories, projects, and the documents beside them."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from home.frame.navigation import menu_sections
from home.open_data.documents import Documents
from planning.models import ProjectPage
from planning.models import listing as planning
from submissions.models import NewsIndexPage, NewsPage, Unit
from submissions.models.listing import newest, start_of
from submissions.public import open_data
from submissions.public.open_data import ADDRESS, DAY, MOMENT, STRING, TEXTS, Column, Dataset, told, told_day
from submissions.templatetags.public_news import absolute
from vietnamese.text import normalise

OF_A_PIECE = (
    *("title", "lead", "slug", "url_path", "genre", "event_date", "published_at", "last_published_at", "source"),
    *("programme", "category", "category__slug", "category__title", "unit", "unit__slug", "unit__name"),
)


class Pieces(Dataset):
    slug = "tin-bai"
    title = _("Published news")
    about = _("Every piece of news that is public now, newest first.")
    columns = (
        Column("ma", STRING, _("Key of the piece; it never changes.")),
        Column("tieu_de", STRING, _("Title")),
        Column("tom_tat", STRING, _("Lead")),
        Column("dia_chi", ADDRESS, _("Address of the page with the whole text.")),
        Column("don_vi", STRING, _("Code of the unit that supplied it, as in the table of units.")),
        Column("ten_don_vi", STRING, _("Name of that unit.")),
        Column("chuyen_muc", STRING, _("Code of the category, as in the table of categories."), may_be_empty=True),
        Column("ten_chuyen_muc", STRING, _("Title of that category."), may_be_empty=True),
        Column("the_loai", STRING, _("Genre")),
        Column("ngay_su_kien", DAY, _("Day of the event."), may_be_empty=True),
        Column("dang_luc", MOMENT, _("First published, with the time zone.")),
        Column("sua_luc", MOMENT, _("Last changed, with the time zone.")),
        Column("nguon", STRING, _("Where it was taken over from."), may_be_empty=True),
        Column("chuong_trinh", STRING, _("Radio programme in which it was broadcast."), may_be_empty=True),
    )

    def page(self, request):
        start = start_of(request.GET)
        keys = newest().filter(start.older()) if start else newest()
        shown, following = open_data.keyed(keys)
        pieces = NewsPage.objects.live().filter(pk__in=shown).order_by().select_related("unit", "category")
        by_key = {piece.pk: piece for piece in pieces.only(*OF_A_PIECE)} if shown else {}
        return [self.row(by_key[key], request) for key in shown if key in by_key], following

    def row(self, piece, request):
        return {
            "ma": str(piece.pk),
            "tieu_de": normalise(piece.title),
            "tom_tat": normalise(piece.lead),
            "dia_chi": absolute(piece.get_url(request)),
            "don_vi": piece.unit.slug,
            "ten_don_vi": piece.unit.name,
            "chuyen_muc": piece.category.slug if piece.category else None,
            "ten_chuyen_muc": piece.category.title if piece.category else None,
            "the_loai": str(piece.get_genre_display()),
            "ngay_su_kien": told_day(piece.event_date),
            "dang_luc": told(piece.published_at),
            "sua_luc": told(piece.last_published_at or piece.published_at),
            "nguon": normalise(piece.source) or None,
            "chuong_trinh": normalise(piece.programme) or None,
        }


class Units(Dataset):
    slug = "don-vi"
    title = _("Agencies and units")
    about = _("The bodies that supply news, those that ended included, with what continues them.")
    columns = (
        Column("ma", STRING, _("Code of the unit; it never changes.")),
        Column("ten", STRING, _("Name")),
        Column("loai", STRING, _("Kind of unit")),
        Column("dia_chi", ADDRESS, _("Address of its page.")),
        Column("dia_chi_rss", ADDRESS, _("Address of its news as RSS.")),
        Column("tu_ngay", DAY, _("First day."), may_be_empty=True),
        Column("den_ngay", DAY, _("Day from which it is no more."), may_be_empty=True),
        Column("ke_thua", TEXTS, _("Codes of the units that continue it; in CSV with blanks between them.")),
    )

    def page(self, request):
        units = Unit.objects.filter(page__isnull=False).select_related("page", "kind").prefetch_related("successors")
        return [self.row(unit, request) for unit in units.order_by("kind__sort_order", "display_order", "pk")], None

    def row(self, unit, request):
        return {
            "ma": unit.slug,
            "ten": unit.name,
            "loai": unit.kind.name,
            "dia_chi": absolute(unit.page.get_url(request)),
            "dia_chi_rss": absolute(reverse("feeds:unit_rss", args=[unit.slug])),
            "tu_ngay": told_day(unit.valid_from),
            "den_ngay": told_day(unit.valid_to),
            "ke_thua": sorted(one.slug for one in unit.successors.all()),
        }


class Sections(Dataset):
    slug = "chuyen-muc"
    title = _("Categories")
    about = _("The categories under which news are filed today.")
    columns = (
        Column("ma", STRING, _("Code of the category; it never changes.")),
        Column("tieu_de", STRING, _("Title")),
        Column("dia_chi", ADDRESS, _("Address of the list of its news.")),
        Column("dia_chi_rss", ADDRESS, _("Address of its news as RSS.")),
    )

    def page(self, request):
        root = NewsIndexPage.of(request)
        return [self.row(one, root, request) for one in (menu_sections() if root else ())], None

    def row(self, section, root, request):
        return {
            "ma": section.slug,
            "tieu_de": section.title,
            "dia_chi": absolute(root.section_address(request, section)),
            "dia_chi_rss": absolute(reverse("feeds:section_rss", args=[section.slug])),
        }


class Projects(Dataset):
    """The nine fields of Decree 43/2011/NĐ-CP, Article 10, clause 1, point h, and what belongs to them."""

    slug = "du-an"
    title = _("Investment projects")
    about = _("Every project that is public now, as it stands today; what is not approved yet first.")
    columns = (
        Column("ma", STRING, _("Key of the project; it never changes.")),
        Column("ten", STRING, _("Name of the project")),
        Column("dia_chi", ADDRESS, _("Address of the page of the project.")),
        Column("muc_tieu", STRING, _("Main goal")),
        Column("linh_vuc", STRING, _("Specialised field")),
        Column("loai", STRING, _("Kind of project")),
        Column("tu_nam", STRING, _("Year in which it begins.")),
        Column("den_nam", STRING, _("Year in which it ends.")),
        Column("kinh_phi_tu", STRING, _("Cost in đồng; of an amount that is not settled yet, the smaller one.")),
        Column("kinh_phi_den", STRING, _("Cost in đồng at most.")),
        Column("loai_hinh_tai_tro", STRING, _("Kind of funding")),
        Column("nha_tai_tro", STRING, _("Sponsor")),
        Column("tinh_trang", STRING, _("State of the project")),
        Column("ngay_phe_duyet", DAY, _("Approved on"), may_be_empty=True),
        Column("don_vi", STRING, _("Code of the unit in charge, as in the table of units."), may_be_empty=True),
        Column("dia_diem", STRING, _("Where it is."), may_be_empty=True),
        Column("sua_luc", MOMENT, _("Last changed, with the time zone.")),
    )

    def page(self, request):
        projects, behind = open_data.numbered(planning.newest(ProjectPage), request)
        return [self.row(project, request) for project in projects], behind

    def row(self, project, request):
        return {
            "ma": str(project.pk),
            "ten": normalise(project.title),
            "dia_chi": absolute(project.get_url(request)),
            "muc_tieu": normalise(project.goal),
            "linh_vuc": str(project.field),
            "loai": normalise(project.kind),
            "tu_nam": str(project.first_year),
            "den_nam": str(project.last_year or project.first_year),
            "kinh_phi_tu": str(project.cost_from),
            "kinh_phi_den": str(project.cost_to or project.cost_from),
            "loai_hinh_tai_tro": str(project.get_funding_display()),
            "nha_tai_tro": normalise(project.sponsor),
            "tinh_trang": str(project.state_words),
            "ngay_phe_duyet": told_day(project.approved_on),
            "don_vi": project.in_charge.slug if project.in_charge else None,
            "dia_diem": normalise(project.place) or None,
            "sua_luc": told(project.last_published_at),
        }


def tables():
    """The tables of this app, in the order of the catalogue."""
    return [Pieces(), Documents(), Projects(), Units(), Sections()]
