"""What keeps a piece from counting is said while it can be put right, in the same words wherever it stands."""

import pytest
from django.urls import reverse

from compliance.models import Exemption, Quota
from submissions.standing.not_counted import not_counted_because
from tests import factories, workflow

pytestmark = pytest.mark.django_db
WORDS = "Chưa có ảnh: tin này sẽ không được tính chỉ tiêu."


@pytest.fixture
def unit():
    return factories.UnitFactory()


@pytest.fixture
def writer(unit):
    factories.leader_of(unit)
    return factories.contributor_of(unit)


def test_without_a_photo_where_the_minimum_asks_for_one(unit, writer):
    assert not_counted_because(factories.news(unit, owner=writer)) == [WORDS]
    assert not_counted_because(factories.news(unit, owner=writer, image=factories.photo(unit))) == []


def test_a_photo_in_a_gallery_is_one(unit, writer):
    piece = factories.news(unit, owner=writer)
    photos = [{"image": factories.photo(unit), "caption": "Ảnh"} for _number in range(2)]
    piece.body = [("gallery", {"photos": photos})]
    assert not_counted_because(piece) == []


def test_a_reprint_does_not_count(unit, writer):
    [sentence] = not_counted_because(
        factories.news(unit, owner=writer, image=factories.photo(unit), origin="reprinted", source="Báo Bình Thuận")
    )
    assert "Đăng lại" in sentence


def test_nothing_is_said_where_no_photo_is_asked_or_nothing_is_owed(unit, writer):
    piece = factories.news(unit, owner=writer)
    Quota.objects.filter(kind=unit.kind_id).update(photo_required=False)
    assert not_counted_because(piece) == []
    Quota.objects.filter(kind=unit.kind_id).update(photo_required=True, minimum=0)
    assert not_counted_because(piece) == []


def test_nothing_is_said_of_an_exempt_unit(unit, writer):
    Exemption.objects.create(
        unit=unit, reason="Đang sắp xếp lại", document_number="1/UBND", valid_from=factories.LETTER
    )
    assert not_counted_because(factories.news(unit, owner=writer)) == []


def test_writer_and_leader_read_the_same_words(client, unit, writer):
    piece = factories.news(unit, owner=writer)
    client.force_login(writer)
    for address in (
        reverse("submissions:quick_add", args=[unit.pk]),
        reverse("submissions:quick", args=[piece.pk]),
        reverse("submissions:piece", args=[piece.pk]),
    ):
        assert WORDS in client.get(address).content.decode(), address
    workflow.submit(piece, writer)
    client.force_login(factories.leader_of(unit))
    assert WORDS in client.get(reverse("submissions:piece", args=[piece.pk])).content.decode()
