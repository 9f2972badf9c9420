"""What LibreOffice itself writes is read as it was meant."""

import pytest

from submissions.word.inner import read
from submissions.word.words import sentence
from tests.submissions.word.libreoffice import CASES, written
from tests.submissions.word.test_corpus import as_told

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    return written(tmp_path_factory.mktemp("libreoffice"))


@pytest.mark.parametrize("name", CASES)
def test_is_read_as_it_was_meant(name, files):
    piece = read(files[name])
    told, expected = as_told(piece), CASES[name][2]
    assert {key: told[key] for key in expected} == expected
    for note in (*piece.left_out, *piece.problems):
        assert sentence(note).endswith(".")
