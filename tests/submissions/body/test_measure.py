"""What a digest covers: all that the public reads of a piece, and of an older piece the same as ever."""

import copy
import datetime
import json

import pytest
from modelcluster.models import get_all_child_relations
from wagtail.blocks import CharBlock, ListBlock, RichTextBlock, StructBlock, TextBlock, URLBlock
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.documents.blocks import DocumentChooserBlock

from submissions.body import content
from submissions.body.blocks import BodyBlock, LoadedPhotoBlock
from submissions.models import NewsAuthor, NewsDocument, NewsImage, NewsPage

pytestmark = pytest.mark.django_db

# Columns of a piece that are no part of what the leader approves, and why.
NOT_MEASURED = {
    "page_ptr_id": "the piece itself",
    "unit_id": "by the place in the tree; no form and no revision changes it",
    "published_at": "derived from Wagtail's own",
    "is_live": "derived from Wagtail's own",
    "has_photo": "derived from the body",
    "cover_id": "derived from the body",
    "recording_id": "derived from the body",
    "sent_at": "of the chain",
    "duplicate_of_id": "the board's mark",
    "public_reason": "the board's, and read only where the piece is gone",
    "issued_here": "says which deadline counts; the public reads nothing of it",
    "cleared_digest": "of the chain",
    "cleared_revision_id": "of the chain",
}
# What Wagtail's page brings along, and a person could type somewhere.
NOT_MEASURED_OF_A_PAGE = {
    "slug": "follows the title until the first publication, and never changes after it",
    "seo_title": "asked for by no form and shown by no template",
    "search_description": "asked for by no form and shown by no template",
    "show_in_menus": "there are no menus",
    "go_live_at": "the board's to set",
    "expire_at": "in no form",
}
NOT_MEASURED_OF_AN_AUTHOR = {
    "id": "the row",
    "page_id": "the piece",
    "sort_order": "the order is measured, not its number",
}
NOT_MEASURED_RELATIONS = {"wagtail_admin_comments": "notes among those who write"}


class TestTheMeasureIsWhole:
    """A column, a row or a part that is added is measured, or stands here with the reason why it is not."""

    def test_the_columns_of_a_piece(self):
        columns = {field.attname for field in NewsPage._meta.local_fields}
        measured = {*content.PUBLIC_FIELDS, *content.ADDED_FIELDS, "body"} - {"title"}
        assert columns == measured | NOT_MEASURED.keys()
        assert not measured & NOT_MEASURED.keys()

    def test_what_can_be_typed_of_a_page(self):
        page = NewsPage._meta.get_field("page_ptr").related_model
        typed = {field.attname for field in page._meta.local_fields if field.editable and not field.is_relation}
        # "live", "expired", "locked", …: Wagtail's own bookkeeping, which it leaves out of revisions' text.
        assert {"title"} | NOT_MEASURED_OF_A_PAGE.keys() <= typed
        form = NewsPage.edit_handler.bind_to_model(NewsPage).get_form_class()
        assert set(form.base_fields) & (typed - {"title"}) <= {"go_live_at", "expire_at"}

    def test_the_rows_of_a_piece(self):
        relations = {relation.get_accessor_name() for relation in get_all_child_relations(NewsPage)}
        assert relations == {"authors"} | NOT_MEASURED_RELATIONS.keys()
        columns = {field.attname for field in NewsAuthor._meta.local_fields}
        assert columns == {"name", "share", *content.ADDED_TO_AUTHORS} | NOT_MEASURED_OF_AN_AUTHOR.keys()

    def test_every_part_of_the_body_and_every_field_of_it(self):
        for kind, block in BodyBlock().child_blocks.items():
            first = piece(body=[{"type": kind, "value": sample(block), "id": "1"}])
            again = piece(body=[{"type": kind, "value": sample(block), "id": "2"}])
            assert content.content_digest(first) == content.content_digest(again), kind
            for changed in changes(block):
                other = piece(body=[{"type": kind, "value": changed, "id": "1"}])
                assert content.content_digest(first) != content.content_digest(other), (kind, changed)

    def test_the_order_of_the_parts(self):
        parts = [{"type": "text", "value": "<p>Một</p>"}, {"type": "text", "value": "<p>Hai</p>"}]
        assert content.content_digest(piece(body=parts)) != content.content_digest(piece(body=parts[::-1]))


# Of each kind of field a value and another one. A new kind of part fails here until it has them.
VALUES = {
    RichTextBlock: ("<p>Một</p>", "<p>Hai</p>"),
    CharBlock: ("Một", "Hai"),
    TextBlock: ("Một", "Hai"),
    URLBlock: ("https://a.example/", "https://b.example/"),
    LoadedPhotoBlock: (1, 2),
    DocumentChooserBlock: (1, 2),
    TableBlock: ({"data": [["Một"]]}, {"data": [["Hai"]]}),
}


def sample(block):
    if isinstance(block, StructBlock):
        return {name: sample(child) for name, child in block.child_blocks.items()}
    if isinstance(block, ListBlock):
        return [{"type": "item", "value": sample(block.child_block), "id": "3"}]
    return VALUES[type(block)][0]


def changes(block):
    """`sample(block)` once with each field of it changed."""
    if isinstance(block, StructBlock):
        for name, child in block.child_blocks.items():
            for changed in changes(child):
                yield sample(block) | {name: changed}
    elif isinstance(block, ListBlock):
        for changed in changes(block.child_block):
            yield [{"type": "item", "value": changed, "id": "3"}]
        yield sample(block) * 2
    else:
        yield VALUES[type(block)][1]


def piece(*, body=(), authors=(), **fields):
    """An unsaved piece as a revision of those days holds it."""
    page = NewsPage(body=json.dumps(list(body)), **fields)
    page.authors = [NewsAuthor(name=name, share=share) for name, share in authors]
    return page


PHOTO = {"image": 900001, "caption": "Đoàn viên ra quân", "credit": "Minh Hằng", "alt": ""}
PLAIN = {
    "title": "Ra quân dọn vệ sinh bãi biển",
    "lead": "Hơn 100 đoàn viên tham gia dọn rác ven biển.",
    "genre": "tin",
    "category_id": 21,
    "origin": "own",
    "authors": [("Nguyễn Thị Hoa", 100)],
    "body": [
        {"type": "text", "value": '<p data-block-key="a1">Sáng nay, phường ra quân.</p>', "id": "u1"},
        {"type": "photo", "value": PHOTO, "id": "u2"},
    ],
}
# Pieces of every kind and age, and their digests as they are stored with approvals: these never change.
GOLDEN = {
    "a plain piece": (PLAIN, "c3e3152c068e11f7b01e65fdf986a902f11c4c5bc2696e7f78520370be8e0f04"),
    "one that nobody signed, from before the first photo": (
        PLAIN | {"authors": [], "body": PLAIN["body"][:1]},
        "8959464b9afc843f92b12e17619da238de48f42a3de7358a50a757365fbe032a",
    ),
    "a photo from before captions had several lines and photos a description": (
        PLAIN | {"body": [{"type": "photo", "value": {"image": 900001, "caption": "Ra quân", "credit": ""}}]},
        "94d980e111328a6f17a780a810bbcbc9a1907b61be56f24d5156a4b1d191c538",
    ),
    "a compiled article of two authors": (
        PLAIN
        | {
            "genre": "bai_phan_anh",
            "origin": "compiled",
            "source": "Báo Bình Thuận",
            "event_date": datetime.date(2019, 4, 4),
            "milestone_date": datetime.date(2019, 4, 1),
            "authors": [("Nguyễn Thị Hoa", 60), ("Biển Xanh", 40)],
            "body": [
                {"type": "quote", "value": {"text": "Sạch là đẹp.", "source": "Ông An"}, "id": "u1"},
                {
                    "type": "gallery",
                    "value": {"photos": [{"type": "item", "value": PHOTO, "id": "u2"}] * 2},
                    "id": "u3",
                },
                {"type": "table", "value": {"data": [["Phường", None], ["Đức Long", "3"]]}, "id": "u4"},
                {"type": "video", "value": {"url": "https://video.example/1", "title": "Ra quân"}, "id": "u5"},
            ],
        },
        "77dd3fbf92441a7e257556b063820a7cb0924638220c2c8254c95ea91199fd76",
    ),
    "a piece of the radio station": (
        PLAIN
        | {
            "programme": "Thời sự sáng",
            "broadcast_date": datetime.date(2019, 4, 5),
            "body": [
                {"type": "audio", "value": {"file": 900001, "title": "Bản tin sáng"}, "id": "u1"},
                {"type": "file", "value": {"file": 900001, "title": "Lời bản tin"}, "id": "u2"},
            ],
        },
        "17980f9ba360ec88960e58a93c3393804efbc96f82a197d695b82d1ffa7aca76",
    ),
}


@pytest.fixture
def files():
    """The photo and the recording that the golden pieces name, with the sums of their contents."""
    NewsImage.objects.bulk_create([NewsImage(pk=900001, title="Ảnh", width=1, height=1, file_hash="a" * 40)])
    NewsDocument.objects.bulk_create([NewsDocument(pk=900001, title="Bản tin", file_hash="b" * 40)])


@pytest.mark.parametrize("age", GOLDEN)
def test_what_was_approved_reads_as_it_did(files, age):
    fields, digest = GOLDEN[age]
    assert content.content_digest(piece(**copy.deepcopy(fields))) == digest


class TestAFieldThatIsAddedLater:
    """README's way to a new field: in no digest where it is empty, and in those of the pieces that have it."""

    @pytest.fixture(autouse=True)
    def added(self, monkeypatch, files):
        monkeypatch.setattr(content, "ADDED_FIELDS", ("search_description", "expire_at"))
        monkeypatch.setattr(content, "ADDED_TO_AUTHORS", ("role",))
        monkeypatch.setattr(content, "ADDED_TO_PARTS", ("licence", "tags"))
        monkeypatch.setattr(NewsAuthor, "role", "", raising=False)

    @pytest.mark.parametrize("age", GOLDEN)
    def test_what_was_approved_before_reads_as_it_did(self, age):
        fields, digest = copy.deepcopy(GOLDEN[age])
        for part in fields["body"]:
            if isinstance(part["value"], dict):
                part["value"] |= {"licence": "", "tags": []}
        assert content.content_digest(piece(**fields)) == digest

    @pytest.mark.parametrize("place", ["piece", "author", "part"])
    def test_what_has_it_is_measured_by_it(self, place):
        digests = set()
        for value in ("", "CC BY", "CC BY-SA"):
            page = piece(**copy.deepcopy(PLAIN))
            if place == "piece":
                page.search_description = value
            elif place == "author":
                page.authors.all()[0].role = value
            else:
                parts = copy.deepcopy(PLAIN["body"])
                parts[1]["value"]["licence"] = value
                page = piece(**PLAIN | {"body": parts})
            digests.add(content.content_digest(page))
        assert len(digests) == 3
        assert GOLDEN["a plain piece"][1] in digests
