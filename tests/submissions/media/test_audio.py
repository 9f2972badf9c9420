"""Recordings in parts: a player that seeks asks for some bytes of a file, and iOS plays nothing without them."""

import pytest
from django.core.files.base import ContentFile

from submissions.models import NewsDocument
from tests import workflow
from tests.factories import UnitFactory, contributor_of, editor, leader_of, news

pytestmark = pytest.mark.django_db
SOUND = b"ID3" + bytes(range(256)) * 400
SIZE = len(SOUND)


def draft_with_sound():
    """A piece with a recording, and the recording."""
    unit = UnitFactory()
    sound = NewsDocument.objects.create(
        title="Bản tin", collection=unit.collection, file=ContentFile(SOUND, name="ban-tin.mp3")
    )
    piece = news(unit, owner=contributor_of(unit))
    piece.body = [("audio", {"file": sound, "title": "Bản tin"})]
    piece.save()
    piece.save_revision(user=piece.owner)
    return piece, sound


def published_sound():
    piece, sound = draft_with_sound()
    leader = leader_of(piece.unit)
    workflow.publish_through_chain(piece, contributor=piece.owner, leader=leader, editor=editor())
    return sound


@pytest.fixture(scope="module")
def sound_told(tell):
    return tell(published_sound)


@pytest.fixture
def sound(sound_told):
    return sound_told()


def content_of(response):
    return b"".join(response.streaming_content)


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("bytes=0-1", 0, 1),  # what iOS begins with
        ("bytes=0-", 0, SIZE - 1),
        ("bytes=100-299", 100, 299),
        ("bytes=70000-", 70_000, SIZE - 1),
        ("bytes=-10", SIZE - 10, SIZE - 1),
        (f"bytes=0-{10 * SIZE}", 0, SIZE - 1),
        (f"bytes=-{10 * SIZE}", 0, SIZE - 1),
        (f"bytes={SIZE - 1}-", SIZE - 1, SIZE - 1),
    ],
)
def test_a_part_is_handed_out(client, sound, asked, start, end):
    response = client.get(sound.url, headers={"range": asked})
    assert response.status_code == 206
    assert response["Content-Range"] == f"bytes {start}-{end}/{SIZE}"
    assert response["Content-Length"] == str(end - start + 1)
    assert response["Content-Type"] == "audio/mpeg"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert content_of(response) == SOUND[start : end + 1]


@pytest.mark.parametrize("asked", ["bytes=5-2", "bytes=-", "bytes=", "lines=1-2", "bytes=0-1,4-5", "bytes=²-3", ""])
def test_what_is_no_single_part_gets_the_whole_file(client, sound, asked):
    response = client.get(sound.url, headers={"range": asked})
    assert response.status_code == 200
    assert response["Accept-Ranges"] == "bytes"
    assert content_of(response) == SOUND


@pytest.mark.parametrize("asked", [f"bytes={SIZE}-", "bytes=999999999-", "bytes=-0"])
def test_a_part_that_the_file_does_not_have(client, sound, asked):
    response = client.get(sound.url, headers={"range": asked})
    assert response.status_code == 416
    assert response["Content-Range"] == f"bytes */{SIZE}"
    assert response.content == b""


def test_the_rest_of_another_version_is_not_put_behind_the_beginning_of_this(client, sound):
    whole = client.get(sound.url)
    for known, status in (
        (whole["ETag"], 206),
        (whole["Last-Modified"], 206),
        ('"khac"', 200),
        ("W/" + whole["ETag"], 200),
    ):
        response = client.get(sound.url, headers={"range": "bytes=10-", "if-range": known})
        assert response.status_code == status, known


def test_a_player_that_only_asks_about_the_file(client, sound):
    response = client.head(sound.url, headers={"range": "bytes=0-1"})
    assert (response.status_code, response["Accept-Ranges"], response["Content-Length"]) == (200, "bytes", str(SIZE))


def test_no_part_of_a_draft_is_handed_to_the_public(client):
    piece, sound = draft_with_sound()
    assert client.get(sound.url, headers={"range": "bytes=0-1"}).status_code == 404
    client.force_login(piece.owner)
    assert client.get(sound.url, headers={"range": "bytes=0-1"}).status_code == 206
