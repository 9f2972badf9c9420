"""What would do something to whoever opens it is found, by whatever name; what offices send is taken."""

import pytest

from vietnamese.dangers import codes, looking
from vietnamese.files import limited

from .made import DANGEROUS, HARMLESS


@pytest.mark.parametrize("name", DANGEROUS)
def test_found(name):
    content, code = DANGEROUS[name]
    assert looking.danger_in(content) == code


@pytest.mark.parametrize("name", HARMLESS)
def test_taken(name):
    assert looking.danger_in(HARMLESS[name]) == ""


def test_there_is_a_file_of_each_kind_but_the_one_that_takes_too_long():
    assert {code for _content, code in DANGEROUS.values()} | {codes.UNREADABLE} == set(codes.CODES)


@pytest.mark.parametrize("reason", [limited.OutOfTime, limited.Died])
def test_what_could_not_be_looked_through_is_not_taken(monkeypatch, reason):
    def late(*arguments, **options):
        raise reason

    monkeypatch.setattr(limited, "output_of", late)
    assert looking.danger_in(HARMLESS["a PDF"]) == looking.danger_in(HARMLESS["a Word file"]) == codes.UNREADABLE
