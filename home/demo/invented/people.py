"""The people of the demo city: contributors and leaders of every unit, and those who work centrally."""

import random
from dataclasses import dataclass

from home.demo.invented.names import split_names
from home.demo.invented.news import FULL_UNITS
from submissions.accounts.usernames import username_for

# A domain that can never receive mail (RFC 2606).
MAIL_DOMAIN = "phanthiet.example"


@dataclass(frozen=True)
class Person:
    """Somebody with an account; ``key`` says which one within the unit, ``role`` what the person may do.

    ``role`` of a unit's people is "contributor" or "leader"; of the others "head_of_board", "editor", "desk",
    "official", "accountant", "director" or "administrator". The telephone number is of a range that is not given out.
    """

    username: str
    family_names: str
    given_name: str
    key: str
    role: str
    post: str
    telephone: str

    @property
    def full_name(self) -> str:
        return f"{self.family_names} {self.given_name}"

    @property
    def email(self) -> str:
        return f"{self.username}@{MAIL_DOMAIN}"


def unit_people(unit_slug: str, *, name: str, short_name: str, kind: str) -> tuple[Person, ...]:
    """Return a contributor and a leader, and in the units shown in full a second contributor and a deputy.

    The same unit always gets the same people. Keys: contributor, leader, second_contributor, deputy.
    """
    rng = random.Random(f"people of {unit_slug}")
    posts = _posts(name=name, kind=kind)
    keys = ("contributor", "leader", "second_contributor", "deputy")
    people = []
    for key, (family_names, given_name) in zip(keys, split_names(rng, len(keys)), strict=True):
        people.append(
            Person(
                username=username_for(short_name, given_name),
                family_names=family_names,
                given_name=given_name,
                key=key,
                role="leader" if key in {"leader", "deputy"} else "contributor",
                post=posts[key],
                telephone=_telephone(rng.randint(20, 99)),
            )
        )
    return tuple(people if unit_slug in FULL_UNITS else people[:2])


def _posts(*, name: str, kind: str) -> dict[str, str]:
    if kind in {"ward", "commune"}:
        place = "phường" if kind == "ward" else "xã"
        officers = "Công chức Văn hóa - Xã hội", "Công chức Văn phòng - Thống kê"
        leaders = f"Chủ tịch UBND {place}", f"Phó Chủ tịch UBND {place}"
    elif kind == "radio":
        officers, leaders = ("Phóng viên", "Phát thanh viên"), ("Trưởng Đài", "Phó Trưởng Đài")
    elif name.startswith("Văn phòng"):
        officers, leaders = ("Chuyên viên", "Văn thư"), ("Chánh Văn phòng", "Phó Chánh Văn phòng")
    elif name.startswith("Thanh tra"):
        officers, leaders = ("Thanh tra viên", "Chuyên viên"), ("Chánh Thanh tra", "Phó Chánh Thanh tra")
    elif name.startswith("Ban "):
        officers, leaders = ("Viên chức", "Viên chức"), ("Trưởng Ban", "Phó Trưởng Ban")
    elif kind == "service_unit":
        officers, leaders = ("Viên chức", "Viên chức"), ("Giám đốc", "Phó Giám đốc")
    else:
        officers, leaders = ("Chuyên viên", "Chuyên viên"), ("Trưởng phòng", "Phó Trưởng phòng")
    return {
        "contributor": officers[0],
        "second_contributor": officers[1],
        "leader": leaders[0],
        "deputy": leaders[1],
    }


def _telephone(number: int) -> str:
    return f"0900 000 0{number:02}"


CENTRAL_PEOPLE = tuple(
    Person(username, family_names, given_name, username.partition(".")[0], role, post, _telephone(number))
    for number, (username, family_names, given_name, role, post) in enumerate(
        [
            ("truongban.khanh", "Lê Hoàng", "Khánh", "head_of_board", "Trưởng Ban Biên tập"),
            ("phoban.thao", "Nguyễn Thị Thanh", "Thảo", "editor", "Phó Trưởng Ban Biên tập"),
            ("bientap.nam", "Trần Hoài", "Nam", "editor", "Biên tập viên"),
            ("thuongtruc.hien", "Phạm Thị Thu", "Hiền", "desk", "Thường trực Ban Biên tập"),
            ("thuongtruc.duy", "Huỳnh Đức", "Duy", "desk", "Thường trực Ban Biên tập"),
            ("lanhdao.son", "Võ Thanh", "Sơn", "official", "Phó Chủ tịch UBND thành phố"),
            ("noivu.lieu", "Đặng Thị Kim", "Liễu", "official", "Chuyên viên Phòng Nội vụ"),
            ("ketoan.lan", "Bùi Thị Ngọc", "Lan", "accountant", "Kế toán"),
            ("truongphong.vinh", "Nguyễn Hữu", "Vinh", "director", "Trưởng phòng Văn hóa và Thông tin"),
            ("quantri.tuan", "Đỗ Anh", "Tuấn", "administrator", "Quản trị"),
        ],
        start=1,
    )
)
