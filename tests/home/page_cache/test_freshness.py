"""After each kind of change, each address shows the next reader in every process what it would if nothing were kept."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Site

from home.models import AgencyDetails
from home.page_cache.version import renew_pieces
from home.sharing import card_files
from submissions.chain import decisions
from submissions.media.renditions import make_ready
from submissions.models import Category, Decree, DecreePoint, NewsPage, UnitContact, UnitHours, UnitLeader
from submissions.units.provisioning import provision
from tests import factories, workflow

pytestmark = pytest.mark.usefixtures("keeping")


def publish(newsroom, piece):
    contributor, leader = newsroom.people_of(piece.unit)
    new = factories.news(piece.unit, owner=contributor, title="Bài mới đăng")
    workflow.publish_through_chain(new, contributor=contributor, leader=leader, editor=newsroom.editor)


def correct(newsroom, piece):
    piece = workflow.fresh(piece)
    piece.title = "Tiêu đề đã đính chính"
    piece.save_revision(user=newsroom.editor).publish(user=newsroom.editor, skip_permission_checks=True)


def take_down(newsroom, piece):
    decisions.take_down(pk=piece.pk, user=workflow.again(newsroom.editor), reason="Sai số liệu.")


def save_plainly(newsroom, piece):
    piece = workflow.fresh(piece)
    piece.lead = "Lời dẫn được sửa bằng lệnh"
    piece.save(clean=False)


def rename_the_unit(newsroom, piece):
    piece.unit.name = "UBND phường Phú Thủy mới"
    piece.unit.save()
    provision(piece.unit)


def end_a_unit(newsroom, piece):
    piece.unit.valid_to = timezone.localdate()
    piece.unit.save()


def add_a_unit(newsroom, piece):
    factories.UnitFactory(name="UBND phường Bình Hưng", kind_id="ward")


def rename_a_section(newsroom, piece):
    category = Category.objects.get(pk=piece.category_id)
    category.title = "Chuyên mục đổi tên"
    category.save()


def add_a_section(newsroom, piece):
    category = Category.objects.create(title="Chuyên mục thêm", slug="them", valid_from="2019-01-01")
    decree = Decree.objects.create(number="Nghị định 1/2019/NĐ-CP", valid_from="2019-01-01")
    DecreePoint.objects.create(decree=decree, category=category, article=1, title="Chuyên mục thêm")


def change_the_telephone(newsroom, piece):
    details = AgencyDetails.for_site(Site.objects.get(is_default_site=True))
    details.telephone = "0252 3999 111"
    details.save()


def enter_how_the_unit_is_reached(newsroom, piece):
    UnitContact.objects.create(unit=piece.unit, address="21 Tôn Đức Thắng")


def enter_a_leader(newsroom, piece):
    UnitLeader.objects.create(contact=piece.unit.contact, name="Nguyễn Văn An", post="Chủ tịch UBND phường")


def enter_hours(newsroom, piece):
    UnitHours.objects.create(contact=piece.unit.contact, opens="07:00", closes="11:30")


# One after the other: what leaves less to be seen comes last.
CHANGES = (
    publish,
    correct,
    save_plainly,
    rename_the_unit,
    add_a_unit,
    rename_a_section,
    add_a_section,
    change_the_telephone,
    enter_how_the_unit_is_reached,
    enter_a_leader,
    enter_hours,
    take_down,
    end_a_unit,
)
PROCESSES = ("first", "second")
# Whoever is logged in gets no kept pages, but pages made with the kept menu.
WITH_THE_MENU = ("/", "/so-do-trang/")


def addresses(piece):
    section = f"/tin-tuc/chuyen-muc/{piece.category.slug}/"
    files = ("/tin-moi.rss", f"/tin-moi/don-vi/{piece.unit.slug}.atom", "/sitemap.xml", "/so-do-trang/")
    sheets = (f"/ban-doc-loa/{piece.pk}/", f"/ban-dan-bang-tin/{piece.pk}/", "/danh-ba/")
    return ("/", *sheets, "/tin-tuc/", f"/tin-tuc/?truoc={piece.pk}", section, piece.unit.page.url, piece.url, *files)


def test_nothing_stale_is_shown(newsroom, ward, client, process, settings, django_capture_on_commit_callbacks):
    """Both processes kept every address before each change, and show after it what a site without a memory does."""
    piece = newsroom.publish(ward, title="Bài đang đăng", photo=True)
    newsroom.publish(ward, title="Bài khác")
    to_readers = addresses(piece)
    member = Client()
    member.force_login(newsroom.editor)

    def shown():
        pages = {address: client.get(address).content for address in to_readers}
        return pages | {f"{address} for a member": member.get(address).content for address in WITH_THE_MENU}

    def shown_by_each():
        found = {}
        for name in PROCESSES:
            process(name)
            found[name] = shown()
        return found

    kept, stale = shown_by_each(), []
    for change in CHANGES:
        before = kept["first"]
        with django_capture_on_commit_callbacks(execute=True):
            change(newsroom, workflow.fresh(piece))
        kept = shown_by_each()
        settings.PAGE_CACHE_SECONDS = 0
        truth = shown()
        settings.PAGE_CACHE_SECONDS = 60
        assert truth != before, f"{change.__name__} is no change that the public sees"
        stale += [
            (change.__name__, process_, address)
            for process_, pages in kept.items()
            for address, page in pages.items()
            if page != truth[address]
        ]
    assert stale == []


def test_what_changes_while_a_page_is_made_is_not_hidden_by_it(
    newsroom, ward, client, monkeypatch, django_capture_on_commit_callbacks
):
    """The page that was being made is of before; whoever reads next gets one of after."""
    piece = newsroom.publish(ward, title="Bài đang đăng")
    serve = NewsPage.serve

    def changed_meanwhile(page, request, *args, **kwargs):
        response = serve(page, request, *args, **kwargs).render()
        monkeypatch.setattr(NewsPage, "serve", serve)
        with django_capture_on_commit_callbacks(execute=True):
            correct(newsroom, piece)
        return response

    monkeypatch.setattr(NewsPage, "serve", changed_meanwhile)
    assert "Bài đang đăng" in client.get(piece.url).text
    assert "Tiêu đề đã đính chính" in client.get(piece.url).text


def test_a_draft_changes_nothing_public(newsroom, ward, client, django_assert_num_queries):
    piece = newsroom.publish(ward, title="Bài đang đăng")
    client.get(piece.url)
    contributor = newsroom.people_of(ward)[0]
    factories.news(ward, owner=contributor, title="Bản nháp")
    piece.title = "Tiêu đề chưa duyệt"
    piece.save_revision(user=contributor)
    with django_assert_num_queries(1):
        client.get(piece.url)


def test_a_new_day_is_another_page(newsroom, ward, client, time_machine, django_assert_num_queries):
    """Units and sections begin and end with a day, and nothing has to run at midnight."""
    ward.valid_to = timezone.localdate() + datetime.timedelta(days=1)
    ward.save()
    assert ward.name in client.get("/").text
    time_machine.move_to(timezone.now() + datetime.timedelta(days=2))
    assert ward.name not in client.get("/").text


class TestWhatLasts:
    """What says all that it shows of a piece outlives what is published beside it, and nothing else does."""

    def test_a_publication_elsewhere_leaves_a_piece_and_the_frame(
        self, newsroom, ward, client, django_capture_on_commit_callbacks, django_assert_num_queries
    ):
        piece = newsroom.publish(ward, title="Bài đang đăng")
        card_files.draw(card_files.card_of_piece(piece))
        elsewhere = newsroom.publish(factories.UnitFactory(), title="Nơi khác", category=piece.category)
        renew_pieces()
        client.get(piece.url)
        with django_capture_on_commit_callbacks(execute=True):
            correct(newsroom, elsewhere)
        # Version, piece, who may see it, newest of the unit and of the section; the new card with what is drawn for it.
        with django_assert_num_queries(6):
            assert "Tiêu đề đã đính chính" in client.get(piece.url).text

    def test_a_section_stands_in_the_menu_while_it_holds_a_piece(
        self, newsroom, ward, client, django_capture_on_commit_callbacks
    ):
        section = Category.objects.create(title="Chuyên mục tự đặt", slug="tu-dat", valid_from="2019-01-01")
        section.save()
        assert section.title not in client.get("/").text
        with django_capture_on_commit_callbacks(execute=True):
            piece = newsroom.publish(ward, title="Bài đầu tiên", category=section)
        assert section.title in client.get("/so-do-trang/").text
        with django_capture_on_commit_callbacks(execute=True):
            take_down(newsroom, piece)
        assert section.title not in client.get("/so-do-trang/").text

    def test_a_piece_whose_photos_are_still_drawn_is_made_anew(
        self, newsroom, ward, client, django_capture_on_commit_callbacks
    ):
        piece = newsroom.publish(ward, title="Có ảnh", photo=True)
        other = newsroom.publish(ward, title="Bên cạnh")
        for address in (piece.url, other.url, "/"):
            assert "480w" not in client.get(address).text
        with django_capture_on_commit_callbacks(execute=True):
            make_ready(piece)
        for address in (piece.url, other.url, "/"):
            assert "480w" in client.get(address).text

    def test_a_piece_that_leads_to_another_page_follows_its_address(
        self, newsroom, ward, client, django_capture_on_commit_callbacks
    ):
        """The address of a draft is another one until it is published."""
        draft = factories.news(ward, owner=newsroom.people_of(ward)[0], title="Tên ban đầu")
        text = f'<p>Xem <a linktype="page" id="{draft.pk}">bài sau</a>.</p>'
        piece = newsroom.publish(ward, title="Bài trước", text=text)
        assert draft.url in client.get(piece.url).text
        draft = workflow.fresh(draft)
        draft.title = "Tên đã đổi"
        with django_capture_on_commit_callbacks(execute=True):
            draft.save_revision(clean=False).publish(skip_permission_checks=True)
        assert workflow.fresh(draft).url in client.get(piece.url).text
