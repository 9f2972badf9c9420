"""The page of one piece as a browser has it: what it offers, and its forms sent back."""

from django.test import Client
from django.urls import reverse

from submissions.rights import positions
from tests.soup import soup_of
from tests.workflow import again, fresh

REASON = "Nêu rõ số người tham gia."
# Form on the page → the action of docs/rights.md that allows it.
FORMS = {
    "submit": "submit",
    "approve": "decide",
    "send_back": "decide",
    "withdraw": "withdraw",
    "take_down": "take_down",
    "unschedule": "unschedule",
    "set_aside": "set_aside",
    "delete": "delete",
}
# A published piece without a newer version offers no submitting and no publishing: there is nothing to send.
NOTHING_NEW = {"published": {"submit", "publish"}}
EXTRA = {"send_back": {"reason": REASON}, "take_down": {"reason": REASON}, "set_aside": {"reason": REASON}}


def signed_in(user):
    client = Client()
    if not user.is_anonymous:
        client.force_login(user)
    return client


def page_of(user, page):
    return signed_in(user).get(reverse("submissions:piece", args=[page.pk]))


def offered(response):
    """The names of the forms on the page, and "edit" when there is a way to write."""
    soup = soup_of(response)
    names = {form["action"].rstrip("/").rsplit("/", 1)[-1] for form in soup.select(".tb-actions form")}
    words = {reverse(f"submissions:{name}", args=[1]).rstrip("/").rsplit("/", 1)[-1]: name for name in ALL_ACTIONS}
    found = {words[name] for name in names}
    if soup.select_one('.tb-actions :is(a[href$="/edit/"], a[href$="/viet/"])'):
        found.add("edit")
    return found


ALL_ACTIONS = [*FORMS, "publish", "schedule", "mark_duplicate"]


def act(user, page, name, **data):
    data = {"position": positions.reading_position(fresh(page)), **EXTRA.get(name, {}), **data}
    return signed_in(again(user)).post(reverse(f"submissions:{name}", args=[page.pk]), data, follow=True)


def told(response):
    return " ".join(str(message) for message in response.context["messages"])


def expected_forms(state, row, words):
    """What the rights table lets the holder of `words` do in `state`, as names of forms."""
    at_board = state.endswith("at_board")
    names = {name for name, action in FORMS.items() if row[action] & words}
    if at_board:
        names.discard("approve")
    if row["publish"] & words or (at_board and row["decide"] & words):
        names |= {"publish", "schedule"}
    if NOTHING_NEW.get(state):
        names -= {"submit", "publish", "schedule"}
    if row["edit"] & words:
        names.add("edit")
    return names
