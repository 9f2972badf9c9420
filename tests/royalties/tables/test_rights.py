"""Who opens what, and who decides what, on every address of the tables; also by a form sent directly."""

import pytest
from django.urls import reverse

from royalties.assessing import approving
from royalties.models import RoyaltyLine, RoyaltyTable
from royalties.sealed.check_sums import table_check_sum
from royalties.tables.urls import urlpatterns
from tests.submissions.registers import is_refused, log_in

pytestmark = pytest.mark.django_db
ROLES = (
    "preparer",
    "head",
    "accountant",
    "director",
    "official",
    "contributor",
    "stranger",
    "leader",
    "editor",
    "administrator",
    "superuser",
    "anonymous",
)
READERS = {"preparer", "head", "accountant", "director"}
PREPARERS = {"preparer"}
MEMBERS = {"contributor", "stranger", "leader"}
# Who gets an answer of its own; everybody else is led away.
SCREENS = {
    "list": READERS,
    "remuneration": READERS,
    "table": READERS,
    "xlsx": READERS,
    "docx": READERS,
    "csv": READERS,
    "draw_up": PREPARERS,
    "draw_up_remuneration": PREPARERS,
    "recompute": PREPARERS,
    "line": PREPARERS,
    "deductions": PREPARERS,
    "deduct": PREPARERS,
    "restore": PREPARERS,
    "own": {"contributor"},
    "units": READERS | {"official"} | MEMBERS,
}
FORMS = {
    "draw_up": PREPARERS,
    "draw_up_remuneration": PREPARERS,
    "recompute": PREPARERS,
    "submit": PREPARERS,
    "take_back": PREPARERS,
    "discard": PREPARERS,
    "send_back": {"head"},
    "approve": {"head"},
    "coefficient": PREPARERS,
    "percent": PREPARERS,
    "author": PREPARERS,
    "new_author": PREPARERS,
    "unpaid": PREPARERS,
    "pay_again": PREPARERS,
    "encourage": PREPARERS,
    "surcharge": PREPARERS,
    "take_off": PREPARERS,
    "deduct": PREPARERS,
    "restore": PREPARERS,
}
OF_A_LINE = {
    "line",
    "coefficient",
    "percent",
    "author",
    "new_author",
    "unpaid",
    "pay_again",
    "encourage",
    "surcharge",
    "take_off",
}
OF_NOTHING = {"list", "remuneration", "draw_up", "draw_up_remuneration", "own", "units"}


def address(newsroom, name):
    if name in OF_NOTHING:
        return reverse(f"royalty_tables:{name}")
    if name in OF_A_LINE:
        return reverse(f"royalty_tables:{name}", args=[newsroom.april.pk, newsroom.april.lines.first().pk])
    if name in ("deduct", "restore"):
        return reverse(f"royalty_tables:{name}", args=[newsroom.april.pk, newsroom.march.lines.first().pk])
    return reverse(f"royalty_tables:{name}", args=[newsroom.april.pk])


def test_every_address_stands_in_these_tables():
    """Those of the units' totals have tests of their own."""
    assert {pattern.name for pattern in urlpatterns} == SCREENS.keys() - {"own", "units"} | FORMS.keys()


def state():
    tables = RoyaltyTable.objects.order_by("pk")
    return [(table_check_sum(table), table.submitted_at, table.approved_at) for table in tables]


@pytest.mark.parametrize("role", ROLES)
def test_who_opens_which_screen(client, newsroom, role):
    log_in(client, getattr(newsroom, role, None))
    opened = {name for name in SCREENS if not is_refused(client.get(address(newsroom, name)))}
    assert opened == {name for name, roles in SCREENS.items() if role in roles}


@pytest.mark.parametrize("role", ROLES)
def test_who_may_not_decide_changes_nothing_by_a_form_of_their_own(client, newsroom, role):
    log_in(client, getattr(newsroom, role, None))
    before = state()
    sent = {"reason": "Thử", "coefficient-coefficient": "1,2", "coefficient-reason": "Thử", "amount": "1000"}
    sent |= {"encourage-percent": "5", "encourage-reason": "Thử", "unpaid-reason": "Thử", "shown": before[-1][0]}
    sent |= {"surcharge-surcharge": "audience", "surcharge-percent": "15", "surcharge-reason": "Thử"}
    closed = [name for name, roles in FORMS.items() if role not in roles]
    assert all(is_refused(client.post(address(newsroom, name), sent)) for name in closed)
    assert state() == before


@pytest.mark.parametrize(
    ("role", "is_open"),
    [("leader", True), ("contributor", True), ("official", True), ("stranger", False), ("editor", None)],
)
def test_a_unit_sees_its_own_total_alone(client, newsroom, role, is_open):
    log_in(client, getattr(newsroom, role))
    response = client.get(reverse("royalty_tables:unit", args=[newsroom.ward.pk]))
    if is_open is None:
        assert is_refused(response)
    else:
        assert response.status_code == (200 if is_open else 404)


@pytest.mark.parametrize("name", sorted(FORMS.keys() - SCREENS.keys()))
def test_a_link_decides_nothing(client, newsroom, name):
    role = newsroom.head if FORMS[name] == {"head"} else newsroom.preparer
    before = state()
    response = log_in(client, role).get(address(newsroom, name))
    assert response.status_code == 302
    assert response.url.startswith(reverse("royalty_tables:table", args=[newsroom.april.pk]))
    assert client.put(address(newsroom, name)).status_code == 405
    assert state() == before


def test_a_line_of_another_table_is_not_found(client, newsroom):
    log_in(client, newsroom.preparer)
    foreign = newsroom.march.lines.first()
    before = state()
    for name in sorted(OF_A_LINE):
        at = reverse(f"royalty_tables:{name}", args=[newsroom.april.pk, foreign.pk])
        sent = {"coefficient-coefficient": "2", "coefficient-reason": "Thử", "unpaid-reason": "Thử"}
        assert client.post(at, sent).status_code in (404, 405)
    assert client.get(reverse("royalty_tables:line", args=[newsroom.april.pk, foreign.pk])).status_code == 404
    assert state() == before


def test_only_an_approved_line_is_deducted_from(client, newsroom):
    own = newsroom.april.lines.first()
    log_in(client, newsroom.preparer)
    for name in ("deduct", "restore"):
        assert client.get(reverse(f"royalty_tables:{name}", args=[newsroom.april.pk, own.pk])).status_code == 404


def test_a_table_that_is_not_there(client, newsroom):
    log_in(client, newsroom.preparer)
    for name in ("table", "recompute", "docx", "deductions"):
        assert client.get(reverse(f"royalty_tables:{name}", args=[999])).status_code == 404
    assert client.post(reverse("royalty_tables:submit", args=[999])).status_code == 404


def test_whoever_prepared_it_does_not_approve_it_whatever_their_groups(client, newsroom):
    """The same account in both groups: the predicate lets it in, the rule refuses."""
    newsroom.everything_decided()
    newsroom.preparer.groups.add(*newsroom.head.groups.all())
    table = approving.submit(newsroom.april.pk, user=newsroom.preparer)
    log_in(client, newsroom.preparer)
    page = client.get(reverse("royalty_tables:table", args=[table.pk])).content.decode()
    assert "Người chấm bảng không tự duyệt" in page
    assert reverse("royalty_tables:approve", args=[table.pk]) not in page
    approve = reverse("royalty_tables:approve", args=[table.pk])
    response = client.post(approve, {"shown": approving.seen(table)}, follow=True)
    assert "Người chấm không tự duyệt bảng của mình" in response.content.decode()
    assert not RoyaltyTable.objects.get(pk=table.pk).is_approved


def test_totals_name_no_person(client, newsroom):
    for role in ("official", "leader"):
        log_in(client, getattr(newsroom, role))
        for at in (reverse("royalty_tables:units"), reverse("royalty_tables:unit", args=[newsroom.ward.pk])):
            page = client.get(at, follow=True).content.decode()
            assert "Nguyễn Văn An" not in page
            assert "UBND phường Phú Thủy" in page


def test_own_lines_are_nobody_elses(client, newsroom):
    page = log_in(client, newsroom.contributor).get(reverse("royalty_tables:own")).content.decode()
    assert "Tin tháng tư, ngày 2" in page
    assert "Bài hai người viết" not in page
    assert RoyaltyLine.objects.filter(title="Bài hai người viết").exists()
