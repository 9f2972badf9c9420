"""Invented Vietnamese names."""

import random

FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Trương", "Phan")
MALE_MIDDLE = ("Văn", "Minh", "Quốc", "Thanh", "Hữu", "Đức", "Hoàng", "Công")
FEMALE_MIDDLE = ("Thị", "Thị Kim", "Thị Thu", "Ngọc", "Thị Bích", "Thanh", "Thị Mỹ", "Thị Hồng")
MALE_GIVEN = (
    "An", "Bình", "Cường", "Dũng", "Duy", "Đạt", "Hải", "Hiếu", "Hòa", "Hùng", "Khoa", "Kiên", "Lâm", "Long", "Nghĩa",
    "Phong", "Phúc", "Quang", "Sơn", "Tâm", "Thắng", "Tín", "Toàn", "Trí", "Trung", "Tùng", "Vinh",
)  # fmt: skip
FEMALE_GIVEN = (
    "Ánh", "Chi", "Diễm", "Dung", "Giang", "Hà", "Hạnh", "Hằng", "Hiền", "Hoa", "Hương", "Lan", "Liên", "Loan", "Mai",
    "My", "Nga", "Ngân", "Nhung", "Oanh", "Phượng", "Quyên", "Thảo", "Thủy", "Trang", "Tuyết", "Vân", "Yến",
)  # fmt: skip


def female_name(rng: random.Random) -> str:
    """Return a woman's full name."""
    return f"{rng.choice(FAMILY)} {rng.choice(FEMALE_MIDDLE)} {rng.choice(FEMALE_GIVEN)}"


def split_names(rng: random.Random, count: int) -> list[tuple[str, str]]:
    """Return ``count`` names as (family and middle names, given name), no given name twice."""
    given = rng.sample(
        [(name, MALE_MIDDLE) for name in MALE_GIVEN] + [(name, FEMALE_MIDDLE) for name in FEMALE_GIVEN], count
    )
    return [(f"{rng.choice(FAMILY)} {rng.choice(middle)}", name) for name, middle in given]
