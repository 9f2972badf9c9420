"""Only what is live and open to everybody is found: every way in which something else might be."""

import datetime
import hashlib

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from home.models import SearchEntry
from home.search import indexing
from home.search.entry import place
from submissions.models import NewsPage
from submissions.units.provisioning import provision
from tests import factories, workflow


def closed(page):
    return PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


@pytest.fixture
def seen(found, client):
    """`seen(q)`: titles on the page of results, among what is proposed while typing, and what the page says at all."""

    def seen(q):
        typed = client.get("/tim-kiem/goi-y/", {"q": q}).json()["titles"]
        return found(q), [title["title"] for title in typed]

    return seen


def test_no_draft_nothing_that_waits_nothing_taken_down_no_newer_text(newsroom, ward, found, client):
    """Nor by the words of the text; and whatever page of the site search shows."""
    for title in newsroom.unseen(ward):
        assert found(title) in ([], ["Tiêu đề đã duyệt"]), title
        for path in ("/tim-kiem/", "/tim-kiem/goi-y/"):
            said = client.get(path, {"q": title}).content.decode()
            assert title not in said.replace(f"“{title}”", "").replace(f'value="{title}"', "").replace(
                f"<title>{title}", ""
            )
    assert found("Tiêu đề đã duyệt") == ["Tiêu đề đã duyệt"]


def test_a_newer_draft_changes_nothing_until_it_is_approved(newsroom, ward, found):
    piece = newsroom.publish(ward, title="Ra quân dọn bãi biển", text="<p>Trồng dừa.</p>")
    contributor, leader = newsroom.people_of(ward)
    workflow.edit(piece, contributor, title="Trồng phi lao chắn cát")
    assert found("phi lao") == []
    workflow.submit(workflow.fresh(piece), contributor)
    workflow.approve_as(workflow.fresh(piece), leader)
    assert found("phi lao") == []
    workflow.approve_as(workflow.fresh(piece), newsroom.editor)
    assert found("phi lao") == ["Trồng phi lao chắn cát"]
    assert found("bãi biển dọn") == []


def test_through_the_chain_taken_down_and_published_again(newsroom, ward, found):
    contributor, leader = newsroom.people_of(ward)
    piece = factories.news(ward, owner=contributor, title="Mở chợ đêm hải sản")
    assert found("chợ đêm") == []
    piece = workflow.publish_through_chain(piece, contributor=contributor, leader=leader, editor=newsroom.editor)
    assert found("cho dem") == ["Mở chợ đêm hải sản"]
    newsroom.take_down(piece)
    assert found("chợ đêm") == []
    workflow.fresh(piece).latest_revision.publish(skip_permission_checks=True)
    assert found("chợ đêm") == ["Mở chợ đêm hải sản"]


def test_closed_pages_and_what_lies_below_them(newsroom, ward, seen):
    title = "Tài liệu chỉ dành cho cán bộ"
    piece = newsroom.publish(ward, title=title)
    assert seen("chỉ dành cho cán bộ") == ([title], [title])
    restriction = closed(piece)
    assert seen("chỉ dành cho cán bộ") == ([], [])
    restriction.delete()
    assert seen("chỉ dành cho cán bộ") == ([title], [title])
    closed(ward.page)
    assert seen("chỉ dành cho cán bộ") == ([], [])
    assert seen("phường Phú Thủy") == ([], [])
    # Saved while it is closed, and the whole index made anew.
    workflow.fresh(piece).save()
    call_command("rebuild_search", verbosity=0)
    assert seen("chỉ dành cho cán bộ") == ([], [])


def test_what_slips_past_the_index_is_unseen_all_the_same(newsroom, ward, seen):
    """Rows changed without a word to Django: the index still has them, nobody reads them."""
    piece = newsroom.publish(ward, title="Bài trong chỉ mục")
    Page.objects.filter(pk=piece.pk).update(live=False)
    assert SearchEntry.objects.filter(page=piece.pk).exists()
    assert seen("bài trong chỉ mục") == ([], [])
    Page.objects.filter(pk=piece.pk).update(live=True)
    PageViewRestriction.objects.bulk_create(
        [PageViewRestriction(page=ward.page, restriction_type=PageViewRestriction.LOGIN)]
    )
    assert seen("bài trong chỉ mục") == ([], [])


def test_a_deleted_page_leaves_with_its_restriction(db, ward, found):
    unit = factories.UnitFactory(name="UBND xã Tiến Lợi")
    page = unit.page
    assert found("xã Tiến Lợi") == ["UBND xã Tiến Lợi"]
    restriction = closed(page)
    unit.page = None
    unit.save()
    Page.objects.get(pk=page.pk).delete()
    assert not PageViewRestriction.objects.filter(pk=restriction.pk).exists()
    assert not SearchEntry.objects.filter(page=page.pk).exists()


def test_a_unit_by_its_new_name(db, ward, found):
    assert found("phu thuy") == ["UBND phường Phú Thủy"]
    ward.name = "UBND phường Phú Hải"
    ward.save()
    provision(ward)
    assert found("phu thuy") == []
    assert found("phu hai") == ["UBND phường Phú Hải"]


def test_saving_a_draft_asks_nothing_of_the_index(newsroom, ward, django_assert_num_queries):
    piece = newsroom.publish(ward)
    with django_assert_num_queries(0):
        indexing.on_saved(NewsPage, piece, created=False, raw=False, update_fields={"draft_title", "latest_revision"})
        indexing.on_saved(NewsPage, NewsPage(live=False), created=True, raw=False, update_fields=None)


def test_rebuilt_as_it_was(newsroom, ward, capsys):
    newsroom.publish(ward, title="Một")
    newsroom.publish(ward, title="Hai", genre=NewsPage.Genre.ANNOUNCEMENT)
    newsroom.take_down(newsroom.publish(ward, title="Ba"))
    before = list(SearchEntry.objects.order_by("pk").values())
    SearchEntry.objects.filter(title="Một").delete()
    SearchEntry.objects.filter(title="Hai").update(words="khac", title="Khác")
    call_command("rebuild_search")
    assert list(SearchEntry.objects.order_by("pk").values()) == before
    assert f"{len(before)} trang" in capsys.readouterr().out


def test_places_are_in_the_order_of_lists(db):
    now = timezone.now()
    second = datetime.timedelta(seconds=1)
    assert place(now - second, 9) < place(now, 3) < place(now, 4) < place(now + second, 1) < place(None, 1)


def test_a_newer_text_in_memory_is_not_what_is_entered(newsroom, ward, found):
    piece = newsroom.publish(ward, title="Tên đã duyệt")
    piece.title = "Tên chưa duyệt"
    piece.save_revision(user=newsroom.people_of(ward)[0], clean=False)
    piece.get_latest_revision_as_object().save(update_fields=["locked"])
    assert (found("tên chưa duyệt"), found("tên đã duyệt")) == ([], ["Tên đã duyệt"])


def test_what_cannot_be_entered_is_published_all_the_same(newsroom, ward, client, found, monkeypatch, caplog):
    def broken(*texts):
        raise RuntimeError("no words today")

    with monkeypatch.context() as patch:
        patch.setattr(indexing, "words_of", broken)
        contributor, leader = newsroom.people_of(ward)
        draft = factories.news(ward, owner=contributor, title="Ra quân dọn bãi biển")
        piece = workflow.publish_through_chain(draft, contributor=contributor, leader=leader, editor=newsroom.editor)
    assert client.get(piece.url).status_code == 200
    assert "not entered in the index" in caplog.text
    assert found("ra quân") == []
    call_command("rebuild_search")
    assert found("ra quân") == ["Ra quân dọn bãi biển"]


def test_more_words_than_a_database_takes(newsroom, ward, found):
    """An annex of codes, each a word of its own; PostgreSQL takes a megabyte of words and not a byte more."""
    codes = [hashlib.sha1(str(number).encode()).hexdigest() for number in range(9000)]
    newsroom.publish(ward, title="Danh sách mã hồ sơ", text=f"<p>{' '.join(codes)}</p>")
    assert found("danh sách mã hồ sơ") == found(codes[5]) == ["Danh sách mã hồ sơ"]
