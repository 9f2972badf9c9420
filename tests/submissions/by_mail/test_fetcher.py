"""What opens every link of every mail before its reader does (scanners, previews) changes nothing."""

import re

import pytest
from django.apps import apps
from django.core import serializers
from post_office.models import Email

from submissions.models import DecisionsByMail
from tests.language.writing import tables_written
from tests.submissions.by_mail.visitor import Visitor, known_visitor

pytestmark = pytest.mark.django_db

# What opening a page may leave (tests/language/test_screens.py): the visit, and a size of a photo, drawn once.
LEFT = {"sessions.session", "submissions.newsrendition"}


def dump():
    """All rows of the database, as JSON."""
    models = [model for model in apps.get_models() if model._meta.label_lower not in LEFT and not model._meta.proxy]
    rows = [row for model in models for row in model._base_manager.order_by("pk")]
    return serializers.serialize("json", rows)


def links_in_mails():
    for mail in Email.objects.all():
        for text in (mail.message, mail.html_message):
            yield from re.findall(r"https?://[^\s\"'<>]+", text)


@pytest.fixture(params=[False, True], ids=["by default", "the link alone decides"])
def setting(request, story):
    DecisionsByMail.objects.update(link_alone=request.param)


@pytest.mark.usefixtures("setting")
@pytest.mark.parametrize(
    "browser",
    [
        pytest.param(lambda story: Visitor(), id="without cookies"),
        pytest.param(lambda story: known_visitor(story.leader), id="with the mark"),
        pytest.param(lambda story: known_visitor(story.deputy), id="with another's mark"),
        pytest.param(lambda story: Visitor().log_in(story.leader), id="logged in"),
    ],
)
def test_opening_every_link_twice_changes_nothing(story, browser):
    visitor = browser(story)
    links = list(links_in_mails())
    assert sum("/duyet-qua-thu/?t=" in link for link in links) == 4
    before = dump()
    with tables_written() as written:
        for link in links * 2:
            for method in (visitor.get, visitor.head):
                answer = method(link, follow=True)
                assert answer.status_code in (200, 403, 409), link
    assert dump() == before
    assert written <= {"submissions_newsrendition"}


def test_the_dump_sees_a_decision(story):
    """Else the above could not fail."""
    before = dump()
    known_visitor(story.leader).decide(story.path)
    assert dump() != before
