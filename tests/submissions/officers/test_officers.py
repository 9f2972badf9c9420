"""The register of officers: who stands in it on a day, who is late or missing, and who came and went."""

import datetime

import pytest

from submissions.models import RegisterDeadline, Unit, UnitMembership
from submissions.officers.changes import changes_of
from submissions.officers.register import Register
from tests.factories import LETTER, MembershipFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db
Role = UnitMembership.Role
APRIL = datetime.date(2019, 4, 9)
MAY = datetime.date(2019, 5, 1)


def member(unit, name, **fields):
    """A member of `unit` called by the given name; on duty from the day of the letter on."""
    return MembershipFactory(
        unit=unit, user=UserFactory(first_name="Nguyễn Thị", last_name=name), **{"post": "", **fields}
    )


def listed(**asked):
    """[unit, person, note] of each row."""
    return [[row.unit, row.full_name, row.note] for row in Register(**{"day": MAY, **asked}).rows]


@pytest.fixture
def phu_thuy():
    return UnitFactory(name="UBND phường Phú Thủy", display_order=2)


@pytest.fixture
def noi_vu():
    return UnitFactory(name="Phòng Nội vụ", display_order=1, kind_id="division")


def test_a_row_has_the_columns_of_the_office(phu_thuy):
    held = member(
        phu_thuy,
        "Hoa",
        post="Công chức Văn hóa - Xã hội",
        telephone="0252 3822 001",
        document_number="12/QĐ-UBND",
        document_date=datetime.date(2019, 4, 5),
    )
    (row,) = Register(day=MAY).rows
    columns = ("number", "unit", "full_name", "post", "email", "telephone", "document", "note")
    assert [getattr(row, name) for name in columns] == [
        1,
        "UBND phường Phú Thủy",
        "Nguyễn Thị Hoa",
        "Công chức Văn hóa - Xã hội",
        held.user.email,
        "0252 3822 001",
        "12/QĐ-UBND ngày 05/4/2019",
        "Từ ngày 04/4/2019",
    ]


def test_units_without_anybody_stand_first_then_all_in_the_order_of_protocol(phu_thuy, noi_vu):
    UnitFactory(name="UBND xã Tiến Lợi", display_order=3, kind_id="commune")
    for name in ("Yến", "Đào", "Dung"):
        member(phu_thuy, name)
    member(noi_vu, "Lan")
    assert [[unit, person] for unit, person, _note in listed()] == [
        ["UBND xã Tiến Lợi", ""],
        ["Phòng Nội vụ", "Nguyễn Thị Lan"],
        ["UBND phường Phú Thủy", "Nguyễn Thị Dung"],
        ["UBND phường Phú Thủy", "Nguyễn Thị Đào"],
        ["UBND phường Phú Thủy", "Nguyễn Thị Yến"],
    ]
    assert [row.number for row in Register(day=MAY).rows] == [1, 2, 3, 4, 5]
    assert [unit for unit, *_ in listed(only_missing=True)] == ["UBND xã Tiến Lợi"]


@pytest.mark.parametrize(
    ("day", "note"),
    [
        (LETTER, "Chưa đăng ký, còn 6 ngày"),
        (APRIL, "Chưa đăng ký, còn 1 ngày"),
        (APRIL + datetime.timedelta(days=1), "Chưa đăng ký, quá hạn 1 ngày"),
        (MAY, "Chưa đăng ký, quá hạn 22 ngày"),
        (datetime.date(2022, 4, 9), "Chưa đăng ký, quá hạn 1.096 ngày"),
    ],
)
def test_a_missing_unit_says_how_long_it_has_or_how_late_it_is(phu_thuy, day, note):
    assert listed(day=day) == [["UBND phường Phú Thủy", "", note]]


def test_the_deadline_is_the_offices(phu_thuy):
    RegisterDeadline.objects.update(day="2019-05-03", legal_basis="Công văn 1")
    register = Register(day=MAY)
    assert register.rows[0].note == "Chưa đăng ký, còn 2 ngày"
    assert register.deadline_words == "Hạn đăng ký: trước ngày 03/5/2019 (Công văn 1)"


def test_a_leader_alone_is_nobody_in_charge(phu_thuy):
    member(phu_thuy, "Hạnh", role=Role.LEADER)
    assert [person for _unit, person, _note in listed()] == [""]
    assert [[person, note] for _unit, person, note in listed(with_leaders=True)] == [
        ["", "Chưa đăng ký, quá hạn 22 ngày"],
        ["Nguyễn Thị Hạnh", "Lãnh đạo đơn vị; từ ngày 04/4/2019"],
    ]


def test_one_row_for_a_person_who_is_both(phu_thuy):
    held = member(phu_thuy, "Hoa", post="Chủ tịch UBND phường")
    MembershipFactory(unit=phu_thuy, user=held.user, role=Role.LEADER, post="", telephone="0252")
    (row,) = Register(day=MAY, with_leaders=True).rows
    assert (row.post, row.telephone) == ("Chủ tịch UBND phường", "0252")
    assert row.note == "Người phụ trách cung cấp tin, bài; Lãnh đạo đơn vị; từ ngày 04/4/2019"


def test_who_is_in_force_on_the_day(phu_thuy):
    member(phu_thuy, "Ánh", valid_to=MAY)
    member(phu_thuy, "Bình", valid_from=MAY)
    assert [person for _unit, person, _note in listed(day=MAY)] == ["Nguyễn Thị Bình"]
    day_before = MAY - datetime.timedelta(days=1)
    assert listed(day=day_before)[0][1:] == ["Nguyễn Thị Ánh", "Từ ngày 04/4/2019 đến hết ngày 30/4/2019"]


def test_a_unit_whose_person_left_says_since_when(phu_thuy):
    member(phu_thuy, "Ánh", valid_to=datetime.date(2019, 4, 20))
    assert listed() == [["UBND phường Phú Thủy", "", "Chưa có người thay từ ngày 20/4/2019"]]


def test_an_account_that_was_switched_off_is_nobody_today_and_stays_in_the_past(phu_thuy):
    held = member(phu_thuy, "Ánh")
    held.user.is_active = False
    held.user.save()
    assert [row.note for row in Register().rows] == ["Tài khoản của người phụ trách không còn sử dụng"]
    assert listed()[0][1] == "Nguyễn Thị Ánh"


@pytest.mark.parametrize(
    ("valid_from", "document_date", "late"),
    [
        (APRIL, None, False),
        (datetime.date(2019, 4, 10), None, True),
        (MAY, APRIL, False),
        (MAY, datetime.date(2019, 4, 10), True),
        (None, None, False),
    ],
)
def test_registered_after_the_deadline(phu_thuy, valid_from, document_date, late):
    member(phu_thuy, "Hoa", valid_from=valid_from, document_date=document_date)
    ((_unit, _person, note),) = listed()
    assert ("đăng ký sau hạn" in note.lower()) is late


def test_who_follows_the_first_is_not_late(phu_thuy):
    member(phu_thuy, "Ánh", valid_to=datetime.date(2019, 4, 20))
    member(phu_thuy, "Bình", valid_from=datetime.date(2019, 4, 20))
    assert listed()[0][2] == "Từ ngày 20/4/2019"


def test_a_unit_that_came_later_has_no_deadline(phu_thuy):
    Unit.objects.update(valid_from=datetime.date(2019, 4, 15))
    assert listed()[0][2] == "Chưa đăng ký"
    member(phu_thuy, "Hoa", valid_from=datetime.date(2019, 4, 20))
    assert listed()[0][2] == "Từ ngày 20/4/2019"


def test_units_of_the_day_and_of_the_block(phu_thuy, noi_vu):
    UnitFactory(name="UBND phường Cũ", valid_to=MAY)
    assert {unit for unit, *_ in listed()} == {"UBND phường Phú Thủy", "Phòng Nội vụ"}
    assert {unit for unit, *_ in listed(block="I")} == {"Phòng Nội vụ"}
    assert {unit for unit, *_ in listed(block="II", day=APRIL)} == {"UBND phường Cũ", "UBND phường Phú Thủy"}


def test_changes_newest_first_with_their_document(phu_thuy, noi_vu):
    member(phu_thuy, "Ánh", valid_to=datetime.date(2019, 4, 20), document_number="1/QĐ", document_date=LETTER)
    member(phu_thuy, "Bình", valid_from=datetime.date(2019, 4, 22), valid_to=datetime.date(2020, 1, 1))
    member(noi_vu, "Hạnh", role=Role.LEADER)
    found = [
        [change.day, change.what, change.unit, change.full_name, change.document]
        for change in changes_of(Register(day=MAY))
    ]
    assert found == [
        ["22/04/2019", "Bắt đầu phụ trách", "UBND phường Phú Thủy", "Nguyễn Thị Bình", ""],
        ["20/04/2019", "Thôi phụ trách", "UBND phường Phú Thủy", "Nguyễn Thị Ánh", ""],
        ["04/04/2019", "Bắt đầu phụ trách", "UBND phường Phú Thủy", "Nguyễn Thị Ánh", "1/QĐ ngày 04/4/2019"],
    ]
    leaders = [change.what for change in changes_of(Register(day=MAY, block="I", with_leaders=True))]
    assert leaders == ["Bắt đầu là lãnh đạo đơn vị"]


def test_changes_of_a_unit_that_was_closed_stay(phu_thuy):
    member(phu_thuy, "Ánh")
    Unit.objects.update(valid_to=APRIL)
    register = Register(day=MAY)
    assert register.rows == []
    assert len(changes_of(register)) == 1
