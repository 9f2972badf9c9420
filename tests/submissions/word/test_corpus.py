"""What people send is read as they meant it, whatever wrote it; what is not taken over is named with its place."""

import pytest

from submissions.word.inner import read
from submissions.word.pieces import PhotoHere, Text
from submissions.word.words import LEFT_OUT, PROBLEMS, sentence
from tests.submissions.word.corpus import CASES


def as_told(piece):
    """What the corpus says of `piece`."""

    def block(one):
        if isinstance(one, Text):
            return one.html
        return one.number if isinstance(one, PhotoHere) else [list(row) for row in one.rows]

    return {
        "title": piece.title,
        "lead": piece.lead,
        "author": piece.author,
        "blocks": list(map(block, piece.blocks)),
        "photos": [(photo.caption, photo.credit) for photo in piece.photos],
        "alts": [photo.alt for photo in piece.photos],
        "left_out": [note.kind for note in piece.left_out],
        "problems": [note.kind for note in piece.problems],
        "words": [note.text for note in piece.problems if note.text],
        "places": [note.near for note in piece.problems if note.near],
    }


@pytest.mark.parametrize("name", CASES)
def test_is_read_as_it_was_meant(name):
    content, expected = CASES[name]
    piece = read(content)
    told = as_told(piece)
    assert {key: told[key] for key in expected} == expected
    for note in (*piece.left_out, *piece.problems):
        assert sentence(note).endswith(".")


def test_there_are_many():
    assert len(CASES) >= 40


def test_each_kind_of_note_has_a_sentence_of_its_own():
    assert not set(LEFT_OUT) & set(PROBLEMS)
