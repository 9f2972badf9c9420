"""Vietnamese order as the database has it: the same lists in SQLite and in PostgreSQL, and the same as in Python."""

import random

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compliance.counting.counting import count_period
from compliance.models import Quota
from compliance.models.rules import all_rules
from compliance.periods.periods import periods_until_now
from royalties.models import Author
from submissions.models import Unit, UnitMembership, User
from tests.factories import MembershipFactory, UnitFactory, UserFactory, editor
from tests.submissions.registers import log_in, person
from tests.vietnamese.names import OFFICES, WARDS
from vietnamese.collation import collation_key, person_key
from vietnamese.database import in_vietnamese_order

pytestmark = pytest.mark.django_db

UNITS = [*OFFICES, *WARDS]
# Domain notes, 6.3: by code point every "Đ…" would stand behind "Xuân An".
WARDS_IN_ORDER = [
    "Bình Hưng",
    "Đức Long",
    "Đức Nghĩa",
    "Đức Thắng",
    "Hàm Tiến",
    "Hưng Long",
    "Lạc Đạo",
    "Mũi Né",
    "Phú Hài",
    "Phú Tài",
    "Phú Thủy",
    "Phú Trinh",
    "Thanh Hải",
    "Xuân An",
]
PEOPLE_IN_ORDER = [
    ("Lê Thị", "An"),
    ("Trần Văn", "An"),
    ("Nguyễn Thị", "Ánh"),
    ("Đỗ", "Bình"),
    ("Ngô", "Dũng"),
    ("Nguyễn Đức", "Đạt"),
    ("Phạm", "Hòa"),
    ("Võ", "Ý"),
]


def shuffled(items):
    copy = list(items)
    random.Random(3).shuffle(copy)
    return copy


def make_units(names):
    """Units of the same place in the protocol; made in no order."""
    return Unit.objects.bulk_create(
        Unit(name=name, short_name="x", slug=f"u-{n}", kind_id="ward", display_order=0)
        for n, name in enumerate(shuffled(names))
    )


def make_people():
    for family, given_name in shuffled(PEOPLE_IN_ORDER):
        yield UserFactory(first_name=family, last_name=given_name)


def names_of(units):
    return [unit.name for unit in units]


def test_wards():
    make_units(WARDS_IN_ORDER)
    assert names_of(Unit.objects.all()) == WARDS_IN_ORDER
    assert names_of(Unit.objects.reverse()) == WARDS_IN_ORDER[::-1]


def test_all_units_of_the_city():
    make_units(UNITS)
    assert len(UNITS) == 33
    assert names_of(Unit.objects.all()) == sorted(UNITS, key=collation_key)


def test_the_protocol_goes_before_the_alphabet():
    make_units(["Đài Truyền thanh", "Ban Quản lý chợ"])
    Unit.objects.create(name="Văn phòng", short_name="VP", slug="vp", kind_id="division", display_order=0)
    Unit.objects.exclude(slug="vp").update(display_order=1)
    assert names_of(Unit.objects.all()) == ["Văn phòng", "Ban Quản lý chợ", "Đài Truyền thanh"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)
@given(st.sets(st.text(alphabet="aàáăâbdđeêioơuưyAĐÂ 1-", min_size=1, max_size=6), min_size=2, max_size=12))
def test_the_database_agrees_with_python(names):
    Unit.objects.all().delete()
    make_units(names)
    found = Unit.objects.order_by(in_vietnamese_order("name")).values_list("name", flat=True)
    assert list(found) == sorted(names, key=collation_key)


def test_people_by_given_name():
    list(make_people())
    assert [(user.first_name, user.last_name) for user in User.objects.all()] == PEOPLE_IN_ORDER


def test_full_names_by_given_name():
    names = [f"{family} {given_name}" for family, given_name in PEOPLE_IN_ORDER] + ["Yến"]
    Author.objects.bulk_create(Author(name=name) for name in shuffled(names))
    assert [author.name for author in Author.objects.all()] == names
    assert sorted(shuffled(names), key=person_key) == names


def test_lists_of_the_admin(client):
    make_units(UNITS)
    people = list(make_people())
    units = list(Unit.objects.all())
    for user in people:
        MembershipFactory(user=user, unit=units[-1])
    MembershipFactory(user=people[0], unit=units[0])
    log_in(client, person("administrator", unit=units[0]))
    assert names_of(client.get("/admin/don-vi/").context["object_list"]) == sorted(UNITS, key=collation_key)
    in_lists = [str(member.user) for member in client.get("/admin/thanh-vien/").context["object_list"]]
    names = [f"{family} {given_name}" for family, given_name in PEOPLE_IN_ORDER]
    assert in_lists == [str(people[0]), *names]
    accounts = [str(user) for user in client.get("/admin/users/").context["object_list"]]
    assert [name for name in accounts if name in names] == names
    turned = [str(user) for user in client.get("/admin/users/?ordering=-name").context["object_list"]]
    assert [name for name in turned if name in names] == names[::-1]
    form = client.get("/admin/thanh-vien/new/").context["form"]
    offered = [str(user) for user in form.fields["user"].queryset]
    assert [name for name in offered if name in names] == names
    assert names_of(form.fields["unit"].queryset) == sorted(UNITS, key=collation_key)


def test_people_of_a_unit_in_the_list_of_units(client):
    unit = UnitFactory()
    for user in make_people():
        MembershipFactory(user=user, unit=unit)
    log_in(client, person("administrator", unit=unit))
    names = ", ".join(f"{family} {given_name}" for family, given_name in PEOPLE_IN_ORDER)
    assert names in client.get("/admin/don-vi/").content.decode()


def test_filters_and_tables(client):
    make_units(UNITS)
    in_order = sorted(UNITS, key=collation_key)
    log_in(client, editor())
    form = client.get(reverse("submissions:archive")).context["filter"]
    assert names_of(form.fields["unit"].queryset) == in_order
    period = next(iter(periods_until_now(all_rules())))
    assert [row.unit.name for row in count_period(period)] == in_order
    Quota.objects.bulk_create(Quota(unit=unit, minimum=3) for unit in shuffled(Unit.objects.all()))
    assert [quota.unit.name for quota in Quota.objects.filter(unit__isnull=False)] == in_order


def test_members_follow_the_protocol_of_their_units():
    later, sooner = UnitFactory(display_order=7), UnitFactory(display_order=2)
    for unit in (later, sooner):
        MembershipFactory(unit=unit)
    assert [member.unit for member in UnitMembership.objects.all()] == [sooner, later]
