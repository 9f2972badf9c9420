"""Links in the text: to a draft or a file of somebody else's there are none."""

import json

import pytest
from django.urls import reverse
from wagtail.models import Page

from tests import factories, workflow
from tests.browserform import stream
from tests.soup import said
from tests.submissions import attempts
from tests.submissions.states import SECRET, make_piece, secret_document
from tests.workflow import fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(cast):
    cast.photo.title = SECRET
    cast.photo.save()
    return cast


def piece_of_the_other_unit(cast):
    return factories.news(cast.other_unit, owner=cast.other_contributor, title="Tin riêng của đơn vị khác")


def link(entity, data):
    """A rich text as the editor posts it, with one link of type `entity`."""
    place = [{"offset": 0, "length": 3, "key": 0}]
    block = {"key": "0", "type": "unstyled", "depth": 0, "text": "xem", "inlineStyleRanges": [], "entityRanges": place}
    return json.dumps({"blocks": [block], "entityMap": {"0": {"type": entity, "mutability": "MUTABLE", "data": data}}})


def preview_with(client, own, text):
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[own.pk])
    posted = client.post(address, attempts.edit_form(own) | stream("body", [("text", text)]))
    return said(posted) + said(client.get(f"{address}?mode="))


WRITINGS = ["{}", "{} ", "0{}", "+{}", "fullwidth"]


def written(number, how):
    return "".join(chr(0xFF10 + int(digit)) for digit in str(number)) if how == "fullwidth" else how.format(number)


@pytest.mark.parametrize("how", WRITINGS)
def test_a_link_to_a_foreign_draft_is_refused_in_words(client, cast, how):
    secret, own = make_piece("draft", cast), piece_of_the_other_unit(cast)
    text = link("LINK", {"id": written(secret.pk, how)})
    client.force_login(cast.other_contributor)
    assert secret.slug not in preview_with(client, own, text)
    response = attempts.post_edit(client, own, **stream("body", [("text", text)]))
    assert secret.slug not in said(response)
    body = said(client.get(reverse("wagtailadmin_pages:edit", args=[own.pk])))
    body += said(client.get(reverse("submissions:piece", args=[own.pk])))
    assert secret.slug not in body


def test_the_refusal_says_why(client, cast):
    secret, own = make_piece("draft", cast), piece_of_the_other_unit(cast)
    client.force_login(cast.other_contributor)
    response = attempts.post_edit(client, own, **stream("body", [("text", link("LINK", {"id": secret.pk}))]))
    assert "Liên kết trong nội dung dẫn đến một trang chưa đăng" in said(response)
    assert own.revisions.count() == 1


@pytest.mark.parametrize("state", ["published", "draft"])
def test_a_link_to_what_is_live_or_ones_own_is_saved(client, cast, state):
    unit, who = (cast.other_unit, cast.other_contributor) if state == "published" else (cast.unit, cast.contributor)
    target, own = make_piece(state, cast), factories.news(unit, owner=who, title="Tin dẫn liên kết")
    client.force_login(who)
    attempts.post_edit(client, own, **stream("body", [("text", link("LINK", {"id": target.pk}))]))
    assert f'id="{target.pk}"' in fresh(own).get_latest_revision_as_object().body.raw_data[0]["value"]


def test_a_link_that_was_there_before_does_not_stop_the_next_save(client, cast):
    target, own = make_piece("published", cast), piece_of_the_other_unit(cast)
    text = link("LINK", {"id": target.pk})
    client.force_login(cast.other_contributor)
    attempts.post_edit(client, own, **stream("body", [("text", text)]))
    Page.objects.filter(pk=target.pk).update(live=False)
    attempts.post_edit(client, own, title="Sửa lần nữa", **stream("body", [("text", text)]))
    assert fresh(own).get_latest_revision_as_object().title == "Sửa lần nữa"


@pytest.mark.parametrize("how", WRITINGS)
def test_a_link_to_a_foreign_document_is_refused_however_written(client, cast, how):
    secret, own = secret_document(cast), piece_of_the_other_unit(cast)
    client.force_login(cast.other_contributor)
    assert "ke-hoach-mat" not in preview_with(client, own, link("DOCUMENT", {"id": written(secret.pk, how)}))


def test_a_refused_form_shows_no_foreign_file(client, cast):
    secret, own = secret_document(cast), piece_of_the_other_unit(cast)
    client.force_login(cast.other_contributor)
    photo = {"image": str(cast.photo.pk), "caption": "chu-thich-con-lai", "credit": "", "alt": ""}
    blocks = [
        ("text", link("DOCUMENT", {"id": secret.pk})),
        ("photo", photo),
        ("file", {"file": str(secret.pk), "title": "Tệp"}),
    ]
    body = said(attempts.post_edit(client, own, **stream("body", blocks)))
    assert "thuộc" in body and "chu-thich-con-lai" in body
    assert SECRET not in body and "ke-hoach-mat" not in body


@pytest.mark.parametrize("how", WRITINGS)
def test_an_own_document_is_held_however_written(client, cast, how):
    file, own = secret_document(cast), factories.news(cast.unit, owner=cast.contributor)
    client.force_login(cast.contributor)
    text = link("DOCUMENT", {"id": written(file.pk, how)})
    attempts.post_edit(client, own, **stream("body", [("text", text)]))
    workflow.submit(own, cast.contributor)
    file.refresh_from_db()
    shown = str(fresh(own).get_latest_revision_as_object().body[0].value)
    assert file.is_held or "ke-hoach-mat" not in shown
