"""Every address of the admin, as every role: nobody meets an English word, only the accountant an author's number.

Who only looks changes nothing: while an address is opened, the database refuses to be written. And nobody comes across
what is the unit's alone.
"""

import json
from collections import defaultdict
from functools import cache

import pytest
from django.db import transaction
from django.test import Client
from django.urls import resolve

from tests.language import addresses
from tests.language.allowed import report, strange
from tests.language.closed import CLOSED
from tests.language.town import DRAFT_FILE, ROLES
from tests.language.words import sentences_of, texts_of
from tests.language.writing import read_only
from tests.royalties.privacy import PLACES, shown
from tests.soup import soup_of
from tests.submissions.states import NEW_TITLE

LEFT_OUT = {
    "wagtailadmin_error_test": "raises on purpose, to try the handler of errors",
    "wagtailadmin_logout": "ends the session",
    "photo_uploads:begin": "spoken to by a script in the headers of a protocol (tests/submissions/uploads)",
    "photo_uploads:finish": "the same",
    "photo_uploads:upload": "the same",
    "wagtailredirects:process_import": "Wagtail's own; fails without the signed form of the step before, with its file",
}

# What a visit may leave, by table.
LEFT_BY_A_VISIT = {
    "submissions_newsrendition": "a size of a photo is drawn when it is first asked for",
    "wagtailadmin_editingsession": "Wagtail's own: who has a page open, so that others are told",
    "wagtailcore_modellogentry": "who was shown authors' numbers or a question's sender, which is noted on purpose",
    "wagtailcore_pagesubscription": "Wagtail's own: whether who opened the editor is told of comments",
    "wagtailusers_userprofile": "Wagtail's own: what the person has set for the own account, made when first opened",
}

# What only the unit's people come across, however they look: titles that no leader approved, photos and tags of drafts.
BOARD, OTHERS = ("desk", "editor", "head"), ("official", "accountant", "director", "administrator")
SECRET_TO = dict.fromkeys(BOARD, DRAFT_FILE) | dict.fromkeys(OTHERS, (*DRAFT_FILE, NEW_TITLE))

SENT_EMPTY = " (form sent empty)"

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("not_found_once")]


@pytest.fixture(scope="module")
def crawled():
    """{role: {name of a view: whether an answer was the view's own}}, of the crawls done so far."""
    return {}


@pytest.fixture(scope="module")
def sent_already():
    """Forms that an earlier crawl sent empty and that were taken or corrected: what they answer is the same to all."""
    return set()


def visitor(town, role):
    client = Client(raise_request_exception=False)
    if role != "anonymous":
        client.force_login(getattr(town, role))
    return client


def rolled_back(send, *args):
    """The answer to a request, without what it changed."""
    with transaction.atomic():
        response = send(*args)
        transaction.set_rollback(True)
    return response


def visit(client, address, *, wrote=None):
    """The answer to a GET, or to an empty POST where only that is taken. `wrote` is told what a GET would write."""
    view = resolve(address.partition("?")[0]).func
    if "get" not in getattr(getattr(view, "view_class", None), "http_method_names", ["get"]):
        return rolled_back(client.post, address)
    with read_only(LEFT_BY_A_VISIT) as refused:
        response = rolled_back(client.get, address)
    if refused and wrote is not None:
        wrote[address] = refused
    return rolled_back(client.post, address) if response.status_code == 405 else response


def is_reached(response):
    """Whether an answer is the view's own: it shows something, or did something and leads to what it was about.

    Who is refused is sent to the log-in or to the home of the back office.
    """
    if response.status_code == 302 and response.request["REQUEST_METHOD"] == "POST":
        return response.url != "/admin/" and not response.url.startswith("/admin/login/")
    return response.status_code == 200


@cache
def read(body):
    """`texts_of`, once for what many addresses answer alike."""
    return texts_of(body)


def texts_in(response):
    """What an answer shows or tells: the texts of a page, the sentences of JSON."""
    kind = response.headers.get("Content-Type", "")
    if response.streaming or not kind.startswith(("text/html", "application/json")):
        return []
    body = response.content.decode()
    return sentences_of(json.loads(body)) if kind.startswith("application/json") else read(body)


def forms_sent_empty(client, response, *, but):
    """The answers to every form of the page, sent with nothing filled in: where the messages of errors show.

    Left out are those in `but` (a set), which is told what was answered by the form's own view.
    """
    if not response.headers.get("Content-Type", "").startswith("text/html") or response.streaming:
        return
    soup = soup_of(response)
    for form in soup.select("form[method=post], form[method=POST]"):
        address = form.get("action") or response.request["PATH_INFO"]
        if not address.startswith("/admin/") or address.startswith("/admin/logout"):
            continue
        sent = {field["name"]: field.get("value", "") for field in form.select("input[type=hidden][name]")}
        sent |= {button["name"]: button.get("value", "") for button in form.select("[type=submit][name]")[-1:]}
        sent |= {f"{body['id']}-count": "0" for body in soup.select("[data-block]")}  # else filled in by scripts
        form = address, *sorted((name, value) for name, value in sent.items() if name != "csrfmiddlewaretoken")
        if form not in but:
            answer = rolled_back(client.post, address, sent)
            if is_reached(answer):
                but.add(form)
            yield answer


def answers(client, at, *, wrote, sent_already):
    """Yield (name of the view, address, answer) for all addresses, and the answers to the forms of each view once.

    `wrote` is told what looking at an address would write. Forms in `sent_already` are left out.
    """
    for name, found in at.items():
        forms_open = True
        for address in found:
            response = visit(client, address, wrote=wrote)
            yield name, address, response
            if forms_open and response.status_code == 200:
                forms_open = name == "submissions:piece"  # other forms in each state of a piece, and for each person
                for answer in forms_sent_empty(client, response, but=set() if forms_open else sent_already):
                    yield name + SENT_EMPTY, address, answer


@pytest.mark.parametrize("role", ROLES)
def test_no_screen_of_the_admin_has_a_foreign_word_or_a_personal_number_or_writes(town, role, crawled, sent_already):
    at = addresses.of_the_admin(town)
    # A list's results alone are a part of the list itself.
    parts = {name for name in at if name.endswith("_results") and name.removesuffix("_results") in at}
    # What is closed to everybody is closed by its name: of each page it is asked on PostgreSQL, in the test below.
    at = {
        name: found[:1] if name in CLOSED else found
        for name, found in at.items()
        if name not in LEFT_OUT and name not in parts
    }
    found, broken, leaking, wrote, numbered = defaultdict(set), set(), set(), {}, set()
    secrets = SECRET_TO.get(role, ())
    reached = crawled[role] = dict.fromkeys(at, False)
    # To whom numbers may be shown, every answer may hold one.
    but = set() if role == "accountant" else sent_already
    for name, address, response in answers(visitor(town, role), at, wrote=wrote, sent_already=but):
        if name in reached:
            reached[name] |= is_reached(response)
        if response.status_code == 500:
            broken.add(f"{name} {address}")
        if shown(response):
            numbered.add(name.removesuffix(SENT_EMPTY))
        texts = texts_in(response)
        leaking |= {f"{name} {address}: {secret}" for secret in secrets if any(secret in text for text in texts)}
        for said in strange(texts):
            found[said].add(name)
    assert not wrote
    assert not found, "\n".join(report(found))
    assert not broken
    assert not leaking
    assert numbered == (PLACES if role == "accountant" else set())


def test_every_view_of_the_admin_is_reached_by_somebody(town, crawled):
    """What the crawls above have met is not asked for again; where none was before, all is asked for here."""
    at = addresses.of_the_admin(town)
    clients = {role: visitor(town, role) for role in (*reversed(ROLES[:-1]), ROLES[-1])}  # most likely first

    def reaches(role, name):
        known = crawled.get(role, {})
        if name not in known:
            return any(is_reached(visit(clients[role], address)) for address in at.get(name, ()))
        return known[name]

    wanted = addresses.names_of_the_admin() - LEFT_OUT.keys()
    unreached = {name for name in wanted if not any(reaches(role, name) for role in clients)}
    assert sorted(unreached) == sorted(CLOSED)
