"""Templates of the report that are damaged, foreign, hostile or endless: a sentence each; good ones are taken."""

import time

import pytest

from compliance.papers import filling, merging_child
from compliance.papers.fields import DRAFT, sample
from compliance.papers.merging import filled, text_of
from compliance.papers.shipped import report_template
from compliance.papers.template_parts import looked_through
from submissions.screens.refusals import Refusal
from tests.compliance.papers.hostile_templates import ENDLESS, REFUSED, TAKEN, TOO_MUCH
from vietnamese.files import limited
from vietnamese.files.official import ND30


@pytest.fixture(scope="module")
def shipped():
    return report_template(ND30)


def said(content):
    """What is said of a template, tried in this process: a sentence, or "" where it is taken."""
    refused, _file = merging_child.answer(filling.trial(), content)
    return filling.sentence(refused["refused"], refused["words"]) if refused else ""


@pytest.mark.parametrize("name", REFUSED)
def test_refused(shipped, name):
    change, sentence = REFUSED[name]
    assert said(change(shipped))
    assert sentence in said(change(shipped))


@pytest.mark.parametrize("name", TAKEN)
def test_taken(shipped, name):
    change, words = TAKEN[name]
    content = change(shipped)
    assert said(content) == ""
    assert words in text_of(filled(looked_through(content), context=sample(draft=DRAFT)))


def test_what_was_deleted_is_not_in_the_report(shipped):
    change, _words = TAKEN["deleted-name.docx"]
    assert "da_bo" not in text_of(filled(looked_through(change(shipped)), context=sample(draft=DRAFT)))


def test_as_many_as_are_promised():
    assert len(REFUSED) + len(ENDLESS) >= 25
    assert len(sample(draft="")["bang"]) == 60


@pytest.mark.parametrize("name", ENDLESS)
def test_what_goes_on_for_ever_is_stopped(shipped, name):
    begun = time.monotonic()
    with pytest.raises(Refusal) as refusal:
        filling.refuse_unusable(ENDLESS[name](shipped))
    assert refusal.value.sentence
    assert time.monotonic() - begun < filling.PATIENCE


def test_the_process_has_limits_and_says_so(shipped, monkeypatch):
    assert (merging_child.MEMORY, merging_child.SECONDS, filling.PATIENCE) == (200 * 2**20, 4, 20)
    for error in (limited.OutOfTime, limited.Died):

        def stopped(*_given, error=error, **_options):
            raise error

        monkeypatch.setattr(limited, "output_of", stopped)
        with pytest.raises(Refusal, match=TOO_MUCH):
            filling.refuse_unusable(shipped)


def test_a_good_one_passes_through_the_process(shipped):
    filling.refuse_unusable(shipped)
