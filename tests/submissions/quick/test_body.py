"""The body taken apart and put together: what nobody changed is the same to the byte, what was typed is all there."""

import itertools

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from submissions.models import NewsPage
from submissions.quick.parts import elements_of, photos_in, sections_of
from submissions.quick.rewriting import rewritten

STREAM = NewsPage._meta.get_field("body").stream_block


def photo(pk, caption="Đoàn viên", **more):
    return {"image": pk, "caption": caption, "credit": "", "alt": "", **more}


def blocks(*made):
    """Raw blocks of (type, value), with ids."""
    return [{"type": kind, "value": value, "id": f"id-{n}"} for n, (kind, value) in enumerate(made)]


def body_of(raw):
    return STREAM.to_python(raw)


def texts_in(body):
    return [section.text for section in sections_of(body) if section.number is not None]


def values(raw):
    return [(block["type"], block["value"]) for block in raw]


TABLE = ("table", {"data": [["Thôn", "Hộ"], ["Một", "120"]], "first_row_is_table_header": True})
QUOTE = ("quote", {"text": "Sạch là đẹp", "source": ""})
RICH = '<p data-block-key="a1">Một <b>chữ đậm</b></p>'
PLAIN = [
    "<p>Sáng nay.</p>",
    '<p data-block-key="k3x1a">Giá 5 &lt; 6 &amp; “tốt”.</p>',
    "<p>Dòng một<br/>dòng hai</p>",
    "<p>Không\u00a0ngắt</p>",
]
OTHER = [RICH, "<h2>Đề mục</h2>", "<ul><li>Một</li><li>Hai</li></ul>", '<p><a linktype="page" id="3">liên kết</a></p>']
EMPTY = ["", "<p></p>", '<p data-block-key="z"></p>', "<p>  </p>", "chữ trần", "<hr/>"]
HTML = st.lists(st.sampled_from([*PLAIN, *OTHER, *EMPTY]), max_size=5).map("".join)
NUMBERS = st.one_of(st.integers(1, 6), st.none())
BLOCK = st.one_of(
    st.tuples(st.just("text"), HTML),
    st.tuples(st.just("photo"), NUMBERS.map(photo)),
    st.sampled_from([TABLE, QUOTE, ("gallery", {"photos": []})]),
)
BODY = st.lists(BLOCK, max_size=7).map(lambda made: blocks(*made))


@given(BODY)
def test_saved_unchanged_it_is_the_same_to_the_byte(raw):
    body = body_of(raw)
    assert rewritten(body, texts=texts_in(body), photos=photos_in(body)) == raw


@given(BODY)
def test_a_browser_s_line_breaks_change_nothing(raw):
    body = body_of(raw)
    posted = [text.replace("\n", "\r\n") for text in texts_in(body)]
    assert rewritten(body, texts=posted, photos=photos_in(body)) == raw


def in_order(raw, kinds):
    return [block for block in raw if block["type"] in kinds]


@given(BODY, st.lists(st.text("ab <&\n", max_size=12), min_size=1, max_size=3), st.permutations([1, 2, 7, 8]))
def test_whatever_is_typed_nothing_kept_is_lost(raw, typed, numbers):
    body = body_of(raw)
    stored = [block["value"]["image"] for block in in_order(raw, ["photo"])]
    assume(len(stored) == len(set(stored)))  # The second of two is kept, as the test below has it.
    chosen = [photo(pk, "mới") for pk in numbers[:3]]
    after = rewritten(body, texts=typed, photos=chosen)
    kinds = ("table", "quote", "gallery")
    assert in_order(after, kinds) == in_order(raw, kinds)
    assert photos_in(body_of(after)) == chosen
    words = " ".join("\n\n".join(texts_in(body_of(after))).split())
    assert words == " ".join("\n\n".join(typed).split())
    rich = [part for block in in_order(raw, ["text"]) for part in elements_of(block["value"]) or []]
    kept = "".join(block["value"] for block in in_order(after, ["text"]))
    for element in OTHER:
        assert kept.count(element) >= rich.count(element)
    assert len({block["id"] for block in after}) == len(after)


@given(st.lists(st.sampled_from([*PLAIN, *OTHER, *EMPTY, " ", "\n", "</p>", "<p>"]), max_size=6).map("".join))
def test_elements_joined_are_the_text(html):
    elements = elements_of(html)
    assert elements is None or "".join(elements) == html or not html.strip()


def test_a_new_piece_has_its_first_photo_after_the_first_paragraph():
    raw = rewritten(body_of([]), texts=["Một\n\nHai\n\nBa"], photos=[photo(4), photo(5), photo(6)])
    assert values(raw) == [
        ("text", "<p>Một</p>"),
        ("photo", photo(4)),
        ("text", "<p>Hai</p><p>Ba</p>"),
        ("photo", photo(5)),
        ("photo", photo(6)),
    ]


def test_text_typed_is_text_and_no_html():
    raw = rewritten(body_of([]), texts=["<b>a</b> & “b”\ndòng hai"], photos=[])
    assert values(raw) == [("text", "<p>&lt;b&gt;a&lt;/b&gt; &amp; “b”<br/>dòng hai</p>")]


def test_decomposed_letters_are_stored_composed():
    raw = rewritten(body_of([]), texts=["Pha\u0306\u0301n"], photos=[])
    assert values(raw) == [("text", "<p>Phắn</p>")]


def test_what_a_piece_of_this_form_gets_later_is_laid_out_like_the_rest():
    raw = blocks(("text", "<p>Một</p>"), ("photo", photo(4)), ("photo", photo(5)))
    after = rewritten(body_of(raw), texts=["Một\n\nHai"], photos=[photo(5), photo(4), photo(6)])
    assert values(after) == [
        ("text", "<p>Một</p>"),
        ("photo", photo(5)),
        ("text", "<p>Hai</p>"),
        ("photo", photo(4)),
        ("photo", photo(6)),
    ]


SET = blocks(
    ("photo", photo(1)),
    ("text", '<p data-block-key="a">Một</p><p data-block-key="b">Hai</p>'),
    ("photo", photo(2)),
    ("text", "<p>Ba</p>"),
    ("photo", photo(3)),
)


def test_photos_that_were_set_in_the_full_editor_keep_their_places():
    after = rewritten(body_of(SET), texts=["Một\n\nHai sửa\n\nBa"], photos=[photo(1), photo(3)])
    assert values(after) == [
        ("photo", photo(1)),
        ("text", '<p data-block-key="a">Một</p><p>Hai sửa</p>'),
        ("text", "<p>Ba</p>"),
        ("photo", photo(3)),
    ]
    assert [block["id"] for block in after] == ["id-0", "id-1", "id-3", "id-4"]


def test_another_order_of_photos_goes_into_the_same_places():
    after = rewritten(body_of(SET), texts=["Một\n\nHai\n\nBa"], photos=[photo(3), photo(1), photo(2)])
    assert [block["value"]["image"] for block in after if block["type"] == "photo"] == [3, 1, 2]
    assert [block["type"] for block in after] == [block["type"] for block in SET]


@pytest.mark.parametrize(("place", "expected"), [(0, [9, 1, 2, 3]), (1, [1, 9, 2, 3]), (3, [1, 2, 3, 9])])
def test_a_new_photo_stands_after_the_one_before_it(place, expected):
    chosen = [photo(1), photo(2), photo(3)]
    chosen.insert(place, photo(9))
    after = rewritten(body_of(SET), texts=["Một\n\nHai\n\nBa"], photos=chosen)
    assert [block["value"]["image"] for block in after if block["type"] == "photo"] == expected


def test_a_caption_changes_and_what_else_is_said_of_the_photo_stays():
    raw = blocks(("text", "<p>Một</p>"), ("photo", photo(4, consent=True)))
    after = rewritten(body_of(raw), texts=["Một"], photos=[photo(4, "Chú thích mới")])
    assert after[1] == {"type": "photo", "id": "id-1", "value": photo(4, "Chú thích mới", consent=True)}
    assert after[0] == raw[0]


def test_text_around_what_is_kept_is_typed_in_fields_of_its_own():
    raw = blocks(("text", f"<p>Trước</p>{RICH}<p>Sau</p>"), TABLE, ("text", "<p>Cuối</p>"))
    body = body_of(raw)
    shown = [section.text if section.number is not None else len(section.kept) for section in sections_of(body)]
    assert shown == ["Trước", 1, "Sau", 1, "Cuối"]
    after = rewritten(body, texts=["Trước", "Sau nữa\n\nvà nữa", "Cuối"], photos=[])
    assert values(after) == [
        ("text", f"<p>Trước</p>{RICH}<p>Sau nữa</p><p>và nữa</p>"),
        TABLE,
        ("text", "<p>Cuối</p>"),
    ]
    assert [block["id"] for block in after] == ["id-0", "id-1", "id-2"]


def test_the_same_photo_twice_is_shown_once_and_kept():
    raw = blocks(("text", "<p>Một</p>"), ("photo", photo(4)), ("photo", photo(4, "lần hai")))
    body = body_of(raw)
    assert photos_in(body) == [photo(4)]
    after = rewritten(body, texts=["Một sửa"], photos=[])
    assert values(after) == [("text", "<p>Một sửa</p>"), ("photo", photo(4, "lần hai"))]


def test_every_way_to_leave_out_paragraphs_keeps_the_others_as_they_are():
    paragraphs = ['<p data-block-key="a">Một</p>', '<p data-block-key="b">Hai</p>', '<p data-block-key="c">Ba</p>']
    raw = blocks(("text", "".join(paragraphs)))
    names = ["Một", "Hai", "Ba"]
    for chosen in itertools.chain.from_iterable(itertools.combinations(range(3), size) for size in (1, 2, 3)):
        after = rewritten(body_of(raw), texts=["\n\n".join(names[n] for n in chosen)], photos=[])
        assert values(after) == [("text", "".join(paragraphs[n] for n in chosen))]


def test_a_hundred_thousand_paragraphs_hold_nobody_up():
    """Comparing each with each would take hours, with the page's row held; what was typed is there all the same."""
    many = "a\n\n" * 100_000
    first = body_of(rewritten(body_of([]), texts=[many], photos=[]))
    (raw,) = rewritten(first, texts=[many + "Hết."], photos=[])
    assert raw["value"].count("<p>a</p>") == 100_000 and raw["value"].endswith("<p>Hết.</p>")
