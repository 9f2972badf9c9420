"""The table of docs/rights.md on royalties: the predicates and the screens say just what it says, for every role."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

from royalties.own.own_lines import user_has_own_lines
from royalties.own.unit_views import user_can_open_unit_totals
from royalties.rights import permissions
from tests.submissions.registers import is_refused, log_in
from tests.submissions.states import RIGHTS
from tests.workflow import again

pytestmark = pytest.mark.django_db

PREDICATES = {
    "prepare_tables": permissions.user_can_prepare_tables,
    "approve_tables": permissions.user_can_approve_tables,
    "view_tables": permissions.user_can_view_tables,
    "check_lists": permissions.user_can_check_lists,
    "approve_lists": permissions.user_can_approve_lists,
    "view_lists": permissions.user_can_view_tables,
    "view_unclaimed": permissions.user_can_view_tables,
    "enter_unclaimed": permissions.user_can_check_lists,
    "send_back_approved": permissions.user_can_check_lists,
    "see_personal_details": permissions.user_can_see_personal_details,
    "view_personal_log": permissions.user_can_view_personal_log,
    "view_totals": permissions.user_can_view_totals,
    "keep_budget": permissions.user_can_keep_budget,
    "view_unit_totals": user_can_open_unit_totals,
    "view_own_lines": user_has_own_lines,
}
# Registers ask Wagtail's policy of the model, so that there is a screen and no predicate.
OF_REGISTERS = {"edit_rates", "edit_authors", "edit_surcharges", "edit_tax_marks"}
# The people of the newsroom, and the words of the table that apply to them.
WORDS = {
    "preparer": {"desk"},
    "head": {"head"},
    "accountant": {"accountant"},
    "director": {"director"},
    "official": {"official"},
    "contributor": {"contributor", "author"},
    "stranger": {"contributor"},
    "leader": {"leader"},
    "editor": set(),
    "administrator": {"administrator"},
    "superuser": {"superuser"},
    "anonymous": set(),
}


def rights():
    """{action: (set of words, name of the screen or None)} as docs/rights.md has it."""
    section = RIGHTS.read_text(encoding="utf-8").partition("## Royalties and the budget")[2]
    lines = section.partition("| action | who | screen |")[2].splitlines()[2:]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[: lines.index("")]]
    return {
        action: (set(who.split(", ")), None if screen == "–" else screen.strip("`")) for action, who, screen in rows
    }


def test_the_table_names_every_predicate_and_every_role():
    assert set(rights()) == PREDICATES.keys() | OF_REGISTERS
    named = set.union(*(words for words, _screen in rights().values()))
    assert named == set.union(*WORDS.values())
    asked = {predicate.__name__ for predicate in PREDICATES.values()}
    assert {name for name in vars(permissions) if name.startswith("user_can_")} <= asked


@pytest.mark.parametrize("role", WORDS)
def test_the_predicates_say_what_the_table_says(newsroom, role):
    user = AnonymousUser() if role == "anonymous" else again(getattr(newsroom, role))
    allowed = {action for action, predicate in PREDICATES.items() if predicate(user)}
    assert allowed == {action for action in PREDICATES if rights()[action][0] & WORDS[role]}


@pytest.mark.parametrize("role", WORDS)
def test_the_screens_say_what_the_table_says(newsroom, role):
    browser = log_in(Client(), getattr(newsroom, role, None))
    screens = {action: screen for action, (_words, screen) in rights().items() if screen}
    opened = {action for action, screen in screens.items() if not is_refused(browser.get(address(newsroom, screen)))}
    assert opened == {action for action in screens if rights()[action][0] & WORDS[role]}


def address(newsroom, screen):
    return reverse(screen, args=[newsroom.writer.pk] if screen == "royalty_personal:details" else [])
