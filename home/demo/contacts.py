"""How the demo city's units are reached: addresses, hours, reception days, and their leaders of the register."""

import datetime

from submissions.models import UnitContact, UnitHours, UnitLeader, UnitMembership
from submissions.templatetags.public_news import called

Day, Place = UnitHours.Day, UnitHours.Place
STREETS = (
    "Trần Hưng Đạo",
    "Nguyễn Tất Thành",
    "Thủ Khoa Huân",
    "Lê Hồng Phong",
    "Tôn Đức Thắng",
    "Huỳnh Thúc Kháng",
    "Trưng Trắc",
    "Hải Thượng Lãn Ông",
)
MORNING, AFTERNOON = (datetime.time(7), datetime.time(11, 30)), (datetime.time(13, 30), datetime.time(17))


def make_reachable(units):
    """Enter the contact details of `units` (Units with their people)."""
    for unit in units:
        enter(unit)


def enter(unit):
    number = unit.display_order
    contact = UnitContact(
        unit=unit,
        address=f"{7 * number + 3} {STREETS[number % len(STREETS)]}",
        telephone=f"0252 000 0{number:02}",
        hours=hours(Place.OFFICE),
        leaders=[
            UnitLeader(name=str(one.user), post=one.post, telephone=one.telephone, sort_order=place)
            for place, one in enumerate(leaders_of(unit))
        ],
    )
    if unit.kind.is_locality:
        contact.one_stop = f"Tầng trệt, trụ sở UBND {called(unit).lower()[:1]}{called(unit)[1:]}"
        contact.one_stop_telephone = f"0252 000 1{number:02}"
        contact.hours = [*contact.hours.all(), *hours(Place.ONE_STOP), saturday()]
        contact.reception = (
            "Chủ tịch UBND tiếp công dân sáng thứ Năm hằng tuần, từ 8 giờ đến 11 giờ, tại Phòng tiếp công dân."
        )
    contact.save()


def leaders_of(unit):
    return unit.memberships.filter(role=UnitMembership.Role.LEADER).select_related("user").order_by("pk")


def hours(place):
    times = (MORNING, AFTERNOON)
    return [UnitHours(place=place, opens=opens, closes=closes, sort_order=n) for n, (opens, closes) in enumerate(times)]


def saturday():
    opens, closes = MORNING
    days = {"first_day": Day.SATURDAY, "last_day": Day.SATURDAY}
    return UnitHours(place=Place.ONE_STOP, opens=opens, closes=closes, sort_order=9, **days)
