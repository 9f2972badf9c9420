"""Lists of units and officers as offices send them, by command and on the screen: read alike, or refused."""

from pathlib import Path

import pytest
from django.core.management import CommandError
from django.urls import reverse
from post_office.models import Email

from submissions.models import Unit, UnitMembership, User
from tests.factories import MembershipFactory, UnitFactory
from tests.submissions.registers import log_in, person
from tests.submissions.units.office_loading import (
    UNCHANGED,
    Loader,
    made_by_others,
    surprises_of_refusals,
    surprises_of_the_command,
    surprises_of_the_screen,
)
from tests.vietnamese.files.reading_here import read_here
from tests.vietnamese.files.table_writers import TABLE
from vietnamese.files import limited

# The unit is told before the first test, and not within it.
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unit")]
SENT = Path(__file__).parents[2] / "vietnamese" / "files" / "sent"
UNITS = [
    ["name_vi", "short_name", "slug", "kind"],
    ["UBND phường Phú Thủy", "Phú Thủy", "phuong-phu-thuy", "ward"],
    ["UBND phường Phú Trinh", "Phú Trinh", "phuong-phu-trinh", "ward"],
]
# Who stands in the files that were sent in, one letter each, and who of them leads.
SENT_ALIKE = {
    "thanh-vien-thieu-dong.xlsx": "DH",
    "kich-thuoc-a1.xlsx": "DH",
    "mau-sai.xlsx": "DH",
    "ngay-tao.xlsx": "DH",
    "strict.xlsx": "DH",
    "o-gop.xlsx": "DH",
    "tab.csv": "DH",
    "tieu-de-khong-cham-phay.csv": "DH",
    "utf16.csv": "DH",
    "ten-cot.xlsx": "D",
    "chan-trang.xlsx": "D",
    "trang-huong-dan.xlsx": "D",
    "ky-tu-dieu-khien.csv": "D",
    "hang-cuoi.xlsx": "D",
    "so-dien-thoai.xlsx": "M",
}
PEOPLE = {
    "D": ("Trần Thị Dũng", "contributor", "0252 3822 001"),
    "H": ("Lê Văn Hạnh", "leader", "0912345678"),
    "M": ("Trần Thị Mẫu", "leader", "0912345678"),
}
SENT_REFUSED = {"xml-cut.xlsx": "không phải bảng XLSX", "tcvn3.xlsx": "“Trần Thị Dũng”"}


@pytest.fixture(autouse=True)
def reading_here(monkeypatch):
    monkeypatch.setattr(limited, "output_of", read_here)


@pytest.fixture(scope="module")
def unit_told(tell):
    return tell(lambda: UnitFactory(name="UBND phường Phú Thủy", short_name="Phú Thủy", slug="phuong-phu-thuy"))


@pytest.fixture
def admin(client, unit):
    return log_in(client, person("administrator", unit=unit))


@pytest.fixture
def members(tmp_path, admin):
    return Loader("load_members", "/admin/thanh-vien/tu-tep/", TABLE, tmp_path, admin)


@pytest.fixture
def units(tmp_path, admin):
    return Loader("load_units", "/admin/don-vi/tu-tep/", UNITS, tmp_path, admin)


def rows():
    """All that a list can change."""
    people = User.objects.order_by("pk").values()
    held = UnitMembership.objects.order_by("pk").values()
    return list(people), list(held), list(Unit.objects.order_by("pk").values()), Email.objects.count()


@pytest.mark.parametrize("what", ["members", "units"])
def test_read_alike_by_command_and_on_the_screen_and_nobody_is_made_twice(request, what):
    loader = request.getfixturevalue(what)
    loader.run("dau-tien.csv", loader.alike()["semicolons.csv"])
    before = rows()
    assert surprises_of_the_command(loader) == {}
    assert surprises_of_the_screen(loader) == {}
    assert rows() == before


@pytest.mark.parametrize("what", ["members", "units"])
def test_refused_in_one_sentence_and_nothing_is_applied(request, what):
    loader = request.getfixturevalue(what)
    before = rows()
    assert surprises_of_refusals(loader) == {}
    assert rows() == before


def test_what_others_made(members):
    members.run("dau-tien.csv", members.alike()["semicolons.csv"])
    assert [name for name, content in made_by_others().items() if UNCHANGED not in members.run(name, content)] == []


@pytest.mark.parametrize("name", SENT_ALIKE)
def test_what_was_sent_is_registered(members, unit, name):
    content = (SENT / name).read_bytes()
    assert len(members.show(name, content)["lines"]) == len(SENT_ALIKE[name])
    members.run(name, content)
    registered = {(str(held.user), held.role, held.telephone) for held in unit.memberships.all()}
    expected = {PEOPLE[letter] for letter in SENT_ALIKE[name]}
    assert {person[:1] for person in registered} == {person[:1] for person in expected}
    if name != "hang-cuoi.xlsx":
        assert registered == expected
    before = rows()
    members.run(name, content)
    assert rows() == before


@pytest.mark.parametrize("name", SENT_REFUSED)
def test_what_was_sent_is_refused(members, name):
    content = (SENT / name).read_bytes()
    before = rows()
    with pytest.raises(CommandError, match=SENT_REFUSED[name]):
        members.run(name, content)
    assert SENT_REFUSED[name] in members.show(name, content)["problems"][0]
    assert rows() == before


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("mailto:a@phuthuy.example", ""),
        ("MAILTO: a@phuthuy.example", ""),
        ("Dũng <a@phuthuy.example>", "Email"),
    ],
)
def test_the_address_of_a_link_is_a_mailbox(members, cell, said):
    row = [*TABLE[1][:2], cell, TABLE[1][3]]
    context = members.show("a.csv", "\n".join(";".join(line) for line in [TABLE[0], row]).encode())
    assert said in " ".join(context.get("problems", ()))
    assert bool(context.get("problems")) is bool(said)


def test_the_register_that_was_exported_is_read_back(members, client, unit):
    """Numbers of lines, titles above, a telephone that begins with a plus: nothing is changed by it."""
    MembershipFactory(
        unit=unit,
        user__first_name="Trần Thị",
        user__last_name="Dũng",
        post="Công chức",
        telephone="+84 252 3822 001",
        document_number="12/QĐ-UBND",
        document_date="2019-04-04",
    )
    log_in(client, person("desk", unit=unit))
    exported = client.get(reverse("officers:xlsx")).content
    before = rows()
    assert "giữ nguyên 1" in members.run("danh-sach.xlsx", exported)
    assert rows() == before
