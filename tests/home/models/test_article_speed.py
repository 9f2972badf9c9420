"""How little a reader waits for an article: few queries, and no photo that has still to be drawn."""

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from submissions.chain import drawing
from submissions.models import NewsAuthor, NewsDocument, NewsRendition
from tests import factories, workflow

MOST_QUERIES = 24


def photo(unit, *, colour="teal"):
    return factories.photo(unit, file=factories.picture_file(size=(1500, 1000), colour=colour))


def shown(image):
    return {"image": image, "caption": "Tàu về bến", "credit": "", "alt": ""}


def document(unit, name):
    content = ContentFile(b"ID3" + bytes(2045), name=name)
    return NewsDocument.objects.create(title=name, collection=unit.collection, file=content)


@pytest.fixture
def at_board(newsroom):
    """A function: a piece with `body` (block type, value) on the board's desk."""

    def piece(unit, body, *, authors=(), **fields):
        contributor, leader = newsroom.people_of(unit)
        draft = factories.news(unit, owner=contributor, **fields)
        draft.body = body
        draft.authors = [NewsAuthor(name=name, share=100 // len(authors)) for name in authors]
        draft.save_revision(user=contributor)
        return workflow.approve_as(workflow.submit(draft, contributor), leader)

    return piece


def renditions():
    return set(NewsRendition.objects.values_list("image", "filter_spec"))


def test_the_first_reader_waits_for_no_photo(newsroom, ward, client, at_board, django_capture_on_commit_callbacks):
    gallery = {"photos": [shown(photo(ward)), shown(photo(ward, colour="sienna"))]}
    page = at_board(ward, [("gallery", gallery)])
    with django_capture_on_commit_callbacks(execute=True):
        page = workflow.approve_as(page, newsroom.editor)
    drawing.draw_due()
    made = renditions()
    for address in (page.url, "/", "/tin-tuc/", ward.page.url):
        assert "/media/images/" in client.get(address).content.decode()
    assert renditions() == made


def test_a_photo_that_cannot_be_drawn_stops_neither_publication_nor_the_next_photo(
    newsroom, ward, client, at_board, django_capture_on_commit_callbacks, monkeypatch
):
    broken, good = photo(ward), photo(ward, colour="sienna")
    page = at_board(ward, [("photo", shown(broken)), ("photo", shown(good))])
    broken.file.storage.delete(broken.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        page = workflow.approve_as(page, newsroom.editor)
    assert drawing.draw_due() == (0, 1)
    assert {image for image, _spec in renditions()} == {good.pk}
    assert client.get(page.url).status_code == 200


def test_num_queries(newsroom, ward, client, at_board):
    def queries(page):
        client.get(page.url)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(page.url).status_code == 200
        return len(captured)

    def of_everything(count):
        """`count` of every kind of block that reads something."""
        files = [document(ward, f"tep-{number}.mp3") for number in range(count)]
        return [
            *(("photo", shown(photo(ward))) for _number in range(count)),
            ("gallery", {"photos": [shown(photo(ward)) for _number in range(2 * count)]}),
            *(("audio", {"file": file, "title": "Bản tin"}) for file in files),
            *(("file", {"file": file, "title": "Tệp"}) for file in files),
        ]

    def publish(count, **fields):
        return workflow.approve_as(at_board(ward, of_everything(count), **fields), newsroom.editor)

    one = publish(1, authors=["Hoa"])
    for _number in range(2):
        newsroom.publish(ward, photo=True)
        newsroom.publish(factories.UnitFactory(), photo=True)
    few = queries(one)
    assert few <= MOST_QUERIES
    for _number in range(2):
        newsroom.publish(ward, photo=True)
    assert queries(publish(2, authors=["Hoa", "Hà"])) == few
