"""The tags of a unit's photos and documents: words of what it is working on, its own until a leader passed it on."""

import json

import pytest
from django.urls import reverse

from submissions.models import NewsDocument, NewsImage
from tests.submissions.states import secret_document

pytestmark = pytest.mark.django_db

# Without marks: the chooser's answer is JSON, which writes them otherwise.
TAG = "thanh tra"
OWN = "bai bien"
COMPLETIONS = [
    reverse("wagtailadmin_tag_autocomplete"),
    reverse("wagtailadmin_tag_model_autocomplete", args=["taggit", "tag"]),
]
LISTS = [
    reverse(name)
    for name in (
        "wagtailimages:index",
        "wagtailimages:index_results",
        "wagtailimages_chooser:choose",
        "wagtailimages_chooser:choose_results",
        "wagtaildocs:index",
        "wagtaildocs:index_results",
        "wagtaildocs_chooser:choose",
    )
]
# Who opens lists of photos and documents at all.
WITH_LISTS = ("contributor", "leader")
FROM_OTHER_UNITS = ["other_contributor", "other_leader"]
STRANGERS = [*FROM_OTHER_UNITS, "editor", "desk", "official", "accountant", "director", "administrator"]


@pytest.fixture
def files(cast):
    """A photo and a document with the unit's tag; the other unit has one of its own, used more often."""
    files = [cast.photo, secret_document(cast)]
    for file in files:
        file.tags.add(TAG)
    return files


def completed(client, begin="th"):
    return [client.get(address, {"term": begin}).json() for address in COMPLETIONS]


@pytest.mark.parametrize("who", STRANGERS)
def test_nobody_else_is_told_the_tags_of_drafts(client, cast, files, who):
    client.force_login(getattr(cast, who))
    assert completed(client) == [[], []]
    told = [address for address in LISTS if TAG in client.get(address, follow=True).content.decode()]
    assert told == []


@pytest.mark.parametrize("who", STRANGERS)
def test_a_tag_that_is_guessed_finds_nothing(client, cast, files, who):
    client.force_login(getattr(cast, who))
    for address in LISTS:
        body = client.get(address, {"tag": TAG}, follow=True).content.decode()
        assert not [file for file in files if file.title in body or file.filename in body], address


@pytest.mark.parametrize("who", WITH_LISTS)
def test_the_unit_is_offered_its_own(client, cast, files, who):
    client.force_login(getattr(cast, who))
    assert completed(client) == [[TAG], [TAG]]
    assert completed(client, "THANH T") == [[TAG], [TAG]]
    assert completed(client, "") == [[], []]
    for name in ("wagtailimages:index", "wagtailimages_chooser:choose", "wagtaildocs:index"):
        assert TAG in client.get(reverse(name)).content.decode(), name
    assert cast.photo.title in client.get(reverse("wagtailimages:index"), {"tag": TAG}).content.decode()


def test_what_others_tag_alike_is_not_counted(client, cast, files):
    """The most used come first, by the person's own files."""
    other = NewsImage.objects.create(
        title="Ảnh đơn vị khác", file=cast.photo.file, width=1, height=1, collection=cast.other_unit.collection
    )
    other.tags.add(TAG, OWN)
    second = NewsImage.objects.create(
        title="Ảnh thứ hai", file=cast.photo.file, width=1, height=1, collection=cast.other_unit.collection
    )
    second.tags.add(OWN)
    client.force_login(cast.other_contributor)
    soup = client.get(reverse("wagtailimages:index")).content.decode()
    assert 0 < soup.index(OWN) < soup.index(TAG)
    assert completed(client) == [[TAG], [TAG]]


@pytest.mark.parametrize("who", ["editor", "desk"])
def test_board_and_desk_are_offered_those_of_what_reached_the_board(client, cast, files, who):
    NewsDocument.objects.update(is_held=True, reached_board=True)
    client.force_login(getattr(cast, who))
    assert completed(client) == [[TAG], [TAG]]


def test_the_public_is_told_none(client, cast, files):
    for address in COMPLETIONS:
        response = client.get(address, {"term": "th"})
        assert response.status_code == 302
        assert TAG not in json.dumps(response.content.decode())
