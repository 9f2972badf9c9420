"""Saving and sending from the quick form: what is stored is what was typed."""

import pytest
from django.urls import reverse

from submissions.models import NewsImage, NewsPage
from submissions.rights.stages import Stage, stage_of
from tests import factories
from tests.browserform import form_of
from tests.workflow import fresh

pytestmark = pytest.mark.django_db
FORM = "#quick-form"


def opened(client, address):
    return form_of(client.get(address), FORM)


def add_address(unit):
    return reverse("submissions:quick_add", args=[unit.pk])


def quick_address(piece):
    return reverse("submissions:quick", args=[piece.pk])


TYPED = {
    "title": "Ra quân dọn vệ sinh bãi biển Đồi Dương",
    "lead": "Sáng 29/11, hơn 100 đoàn viên dọn rác ven biển.",
    "text-0": "Từ 6 giờ sáng, lực lượng có mặt.\r\n\r\nĐến 9 giờ, bãi biển sạch.",
}


def test_a_new_piece_is_stored_as_typed(client, unit, contributor):
    client.force_login(contributor)
    data = opened(client, add_address(unit)) | TYPED | {"do": "save"}
    response = client.post(
        add_address(unit), data | {"photos": [factories.picture_file(), factories.picture_file("b.png", colour="red")]}
    )
    piece = NewsPage.objects.get()
    assert response["Location"] == quick_address(piece)
    text = piece.get_latest_revision_as_object()
    assert (text.title, text.lead, text.owner) == (TYPED["title"], TYPED["lead"], contributor)
    assert stage_of(piece) == Stage.DRAFT
    first, second = NewsImage.objects.order_by("pk")
    assert [(block["type"], block["value"]) for block in text.body.raw_data] == [
        ("text", "<p>Từ 6 giờ sáng, lực lượng có mặt.</p>"),
        ("photo", {"image": first.pk, "caption": "", "credit": "", "alt": ""}),
        ("text", "<p>Đến 9 giờ, bãi biển sạch.</p>"),
        ("photo", {"image": second.pk, "caption": "", "credit": "", "alt": ""}),
    ]


def test_it_is_sent_with_two_captions(client, unit, contributor, leader):
    client.force_login(contributor)
    data = opened(client, add_address(unit)) | TYPED | {"do": "send"}
    response = client.post(add_address(unit), data | {"photos": [factories.picture_file()]}, follow=True)
    piece = NewsPage.objects.get()
    assert stage_of(piece) == Stage.DRAFT
    assert "chú thích" in response.content.decode()
    pk = NewsImage.objects.get().pk
    data = form_of(response, FORM) | {f"caption-{pk}": "Đoàn viên dọn rác", "do": "send"}
    response = client.post(quick_address(piece), data)
    assert response["Location"] == reverse("submissions:piece", args=[piece.pk])
    assert stage_of(fresh(piece)) == Stage.AT_LEADER
