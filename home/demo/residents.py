"""The demo city's accounts and memberships, all with one published password."""

from datetime import date, datetime, time, timedelta

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.utils import timezone

from home.demo.invented.people import CENTRAL_PEOPLE, MAIL_DOMAIN, unit_people
from home.demo.invented.plan import WITHOUT_PEOPLE
from submissions.models import RegisterDeadline, UnitMembership, User

PASSWORD = "phanthiet-2019"
DEADLINE_SET_BY = "Công văn số 2485/UBND-VX ngày 04/4/2019, điểm 1; hạn của dữ liệu minh họa"

GROUPS = {
    "head_of_board": "Trưởng Ban Biên tập",
    "editor": "Biên tập viên",
    "desk": "Thường trực Ban Biên tập",
    "official": "Người xem báo cáo",
    "accountant": "Kế toán",
    "director": "Thủ trưởng đơn vị",
    "administrator": "Quản trị",
}


def appointed_on(as_of):
    """The day from which everybody is in office: January of the year before, earlier than any decision."""
    return date(as_of.year - 1, 1, 15)


class Residents:
    """Everybody by user name, and each unit's people by their keys."""

    def __init__(self, *, as_of):
        self.since = appointed_on(as_of)
        self.joined = timezone.make_aware(datetime.combine(self.since, time(8)), timezone.get_default_timezone())
        # Hashed once: a hash is meant to be slow, and the password is published.
        self.password = make_password(PASSWORD)
        self.by_username = {}
        self.by_unit = {}

    def move_in(self, units):
        """Create the accounts of the centre and of `units` (a list of Unit), and the units' memberships."""
        for person in CENTRAL_PEOPLE:
            self.account(person).groups.add(Group.objects.get(name=GROUPS[person.role]))
        self.set_deadline()
        for unit in units:
            unit.email = f"{unit.slug}@{MAIL_DOMAIN}"
            unit.save(update_fields=["email"])
            if unit.slug not in WITHOUT_PEOPLE:
                self.appoint(unit)

    def set_deadline(self):
        """The list of officers is due when everybody is in office, in this city's own year."""
        deadline = RegisterDeadline.load()
        deadline.day, deadline.legal_basis = self.since + timedelta(days=5), DEADLINE_SET_BY
        deadline.save()

    def account(self, person):
        user = User.objects.create(
            username=person.username,
            first_name=person.family_names,
            last_name=person.given_name,
            email=person.email,
            password=self.password,
            is_demo=True,
            date_joined=self.joined,
        )
        self.by_username[person.username] = user
        return user

    def appoint(self, unit):
        people = unit_people(unit.slug, name=unit.name, short_name=unit.short_name, kind=unit.kind_id)
        self.by_unit[unit.slug] = {person.key: self.account(person) for person in people}
        for number, person in enumerate(people, start=1):
            UnitMembership.objects.create(
                user=self.by_unit[unit.slug][person.key],
                unit=unit,
                role=person.role,
                post=person.post,
                telephone=person.telephone,
                document_number=document_number(unit, role=person.role, number=number),
                document_date=self.since.replace(day=8),
                valid_from=self.since,
            )


def document_number(unit, *, role, number):
    """The appointing document: the city's for a leader, the unit's own for an officer."""
    if role == UnitMembership.Role.LEADER:
        return f"{unit.display_order + 40 * number}/QĐ-UBND"
    name = unit.name.partition(" thành phố")[0].removesuffix(" Phan Thiết")
    initials = "".join(word[0] for word in name.split() if word not in ("-", "và")).upper()
    body = "UBND" if unit.kind.is_locality else initials
    return f"{number:02}/TB-{body}"
