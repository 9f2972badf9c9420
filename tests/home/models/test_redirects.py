"""Old addresses lead on, as administrators enter them."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect

from tests import factories, statements


def test_an_old_address_leads_to_the_page(newsroom, ward, client, django_assert_max_num_queries):
    piece = newsroom.publish(ward)
    Redirect.add_redirect("/index.php?option=com_content&id=12", piece)
    response = client.get("/index.php?option=com_content&id=12")
    assert (response.status_code, response["Location"]) == (301, piece.url)
    assert client.get("/index.php?id=13").status_code == 404
    with django_assert_max_num_queries(3):
        client.get("/robots.txt")


def test_an_address_that_is_taken_stays_what_it_is(newsroom, ward, client):
    piece = newsroom.publish(ward)
    Redirect.add_redirect(piece.url, ward.page)
    assert client.get(piece.url).status_code == 200
    newsroom.take_down(piece)
    assert client.get(piece.url).status_code == 410, "what is gone is told to be gone"


def test_a_draft_with_another_title_leaves_no_trace(ward, client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        draft = factories.news(ward, title="Bản nháp kín")
        old = draft.url
        draft.title = "Tên khác"
        draft.save()
    assert draft.url != old
    assert not Redirect.objects.exists()
    assert client.get(old).status_code == 404


@pytest.mark.parametrize(
    ("group", "allowed"),
    [("Quản trị", True), ("Biên tập viên", False), ("Thường trực Ban Biên tập", False), ("Người xem báo cáo", False)],
)
def test_who_keeps_them(client, db, group, allowed):
    person = factories.UserFactory()
    person.groups.set(Group.objects.filter(name__in=[group, "Người xem báo cáo"]))
    client.force_login(person)
    index = reverse("wagtailredirects:index")
    assert (client.get(index).status_code == 200) is allowed
    assert (f'"{index}"' in client.get(reverse("wagtailadmin_home")).content.decode()) is allowed
    form = {"old_path": "/cu", "is_permanent": "on", "redirect_link": "https://phanthiet.example/tin-tuc/", "site": ""}
    client.post(reverse("wagtailredirects:add"), form)
    assert Redirect.objects.exists() is allowed


@pytest.mark.parametrize("taken", ["/tin-tuc", "/admin", "/admin/login", "/healthz"])
def test_an_address_without_its_last_slash_is_taken_as_well(newsroom, ward, client, taken):
    piece = newsroom.publish(ward)
    for path in (taken, piece.url):
        Redirect.add_redirect(path, "https://elsewhere.example/")
        assert "elsewhere" not in client.get(path.rstrip("/")).get("Location", "")


def test_nobody_learns_of_a_draft_by_a_redirect(ward, client):
    """The list shows the title of a page's newest draft, and a redirect leads to its address."""
    draft = factories.news(ward, owner=factories.contributor_of(ward), title="Bản nháp kín")
    administrator = factories.UserFactory()
    administrator.groups.set(Group.objects.filter(name="Quản trị"))
    client.force_login(administrator)
    form = {"old_path": "/cu", "is_permanent": "on", "redirect_link": "", "site": ""}
    unpublished = statements.document(by=factories.editor())
    for posted in (draft.pk, f"{draft.pk} ", "x", unpublished.pk):
        assert client.post(reverse("wagtailredirects:add"), form | {"redirect_page": posted}).status_code == 404
    assert not Redirect.objects.exists()
    client.post(reverse("wagtailredirects:add"), form | {"redirect_page": ward.page.pk})
    assert Redirect.objects.get().redirect_page_id == ward.page.pk
