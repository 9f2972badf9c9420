"""Who may open and send the quick form, and in how many queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from submissions.models import NewsPage, UnitMembership
from tests import factories, workflow
from tests.submissions.quick.quickly import TYPED, address_of, new_address, opened, piece_address
from tests.workflow import fresh

pytestmark = pytest.mark.django_db
HOME = reverse("wagtailadmin_home")
STRANGERS = ["other_contributor", "other_leader", "official", "editor", "desk", "administrator", "expired", "superuser"]


@pytest.mark.parametrize("actor", STRANGERS)
class TestStrangers:
    def test_write_nothing_for_the_unit(self, client, cast, actor):
        client.force_login(cast.contributor)
        form = opened(client, new_address(cast.unit), **TYPED)
        client.force_login(getattr(cast, actor))
        for response in (client.get(new_address(cast.unit)), client.post(new_address(cast.unit), form)):
            assert response.status_code == 302
            assert response.get("Location", HOME).startswith((HOME, "/admin/login"))
        assert not NewsPage.objects.exists()

    def test_change_no_draft_of_it(self, client, cast, actor):
        piece = factories.news(cast.unit, owner=cast.contributor, title="Bản nháp kín")
        client.force_login(cast.contributor)
        form = opened(client, address_of(piece), title="Người ngoài sửa")
        client.force_login(getattr(cast, actor))
        for response in (client.get(address_of(piece)), client.post(address_of(piece), form)):
            assert response.status_code in (302, 403, 404)
            assert "Bản nháp kín" not in response.content.decode()
        assert fresh(piece).get_latest_revision_as_object().title == "Bản nháp kín"


def test_members_write_and_change(client, cast):
    for actor in ("contributor", "leader", "leader_contributor", "contributor_editor"):
        client.force_login(getattr(cast, actor))
        client.post(new_address(cast.unit), opened(client, new_address(cast.unit), **TYPED))
        piece = NewsPage.objects.get(owner=getattr(cast, actor))
        client.post(address_of(piece), opened(client, address_of(piece), title="Sửa"))
        assert fresh(piece).get_latest_revision_as_object().title == "Sửa"


def test_nothing_new_is_written_for_a_closed_unit(client, cast):
    client.force_login(cast.contributor)
    form = opened(client, new_address(cast.unit), **TYPED)
    type(cast.unit).objects.filter(pk=cast.unit.pk).update(valid_to="2019-01-01")
    client.post(new_address(cast.unit), form)
    assert client.get(new_address(cast.unit)).status_code == 302
    assert not NewsPage.objects.exists()


def test_a_piece_that_was_sent_is_not_written_here(client, cast):
    piece = factories.news(cast.unit, owner=cast.contributor)
    workflow.submit(piece, cast.contributor)
    for member in (cast.contributor, cast.leader):
        client.force_login(member)
        assert client.get(address_of(piece))["Location"] == piece_address(piece)


def test_who_has_left_the_unit_reads_nothing_new_of_an_own_piece(client, cast):
    """By the key of a piece that they began, sent with the form of another unit; as one of the board they see it."""
    writer, other = factories.contributor_of(cast.unit), factories.UnitFactory()
    piece = factories.news(cast.unit, owner=writer)
    workflow.send_back_as(workflow.approve_as(workflow.submit(piece, writer), cast.leader), cast.editor)
    UnitMembership.objects.filter(user=writer).update(valid_to=timezone.localdate())
    factories.MembershipFactory(user=writer, unit=other)
    writer.groups.add(*cast.editor.groups.all())
    text = fresh(piece).get_latest_revision_as_object()
    text.body.append(("quote", {"text": "Chưa ai duyệt", "source": ""}))
    text.save_revision(user=cast.contributor)
    client.force_login(writer)
    form = opened(client, new_address(other), **TYPED) | {"piece_key": str(piece.translation_key)}
    answer = client.post(new_address(other), form)
    assert answer.status_code == 302 and "Chưa ai duyệt" not in answer.content.decode()
    assert fresh(piece).get_latest_revision().user == cast.contributor


def test_num_queries(client, cast, django_assert_max_num_queries):
    piece = factories.news(cast.unit, owner=cast.contributor, image=factories.photo(cast.unit))
    client.force_login(cast.contributor)
    client.get(address_of(piece))
    with CaptureQueriesContext(connection) as first:
        client.get(address_of(piece))
    number = len(first)
    assert 0 < number <= 60
    text = fresh(piece).get_latest_revision_as_object()
    photos = [("photo", {"image": factories.photo(cast.unit), "caption": "Chú thích"}) for _number in range(5)]
    text.body = [*((block.block_type, block.value) for block in text.body), *photos]
    text.save_revision(user=cast.contributor)
    for _number in range(5):
        factories.news(cast.unit, owner=cast.contributor)
    client.get(address_of(piece))
    with django_assert_max_num_queries(number):
        client.get(address_of(piece))
