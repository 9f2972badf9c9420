"""The rules that the site begins with, each with its source, and who does what with royalties.

Base salaries and taxes are the State's. Coefficients and shares are the city's to decide; no decision of it is known, so
that these are a proposal after a neighbouring province's, and say so.
"""

import datetime
from decimal import Decimal

from django.db import migrations

PROPOSAL = "Mức đề xuất ban đầu, tham khảo QĐ 23/2020/QĐ-UBND tỉnh Ninh Thuận; thay bằng quyết định của thành phố"

SALARIES = [
    (2017, 1_300_000, "Nghị định 47/2017/NĐ-CP"),
    (2018, 1_390_000, "Nghị định 72/2018/NĐ-CP"),
    (2019, 1_490_000, "Nghị định 38/2019/NĐ-CP"),
    (2023, 1_800_000, "Nghị định 24/2023/NĐ-CP"),
    (2024, 2_340_000, "Nghị định 73/2024/NĐ-CP"),
    (2026, 2_530_000, "Nghị định 161/2026/NĐ-CP"),
]
NEW_TAX = datetime.date(2026, 7, 1)
TAXES = [
    (None, NEW_TAX, 2_000_000, "Thông tư 111/2013/TT-BTC, Điều 25 khoản 1 điểm i"),
    (NEW_TAX, None, 5_000_000, "Nghị định 253/2026/NĐ-CP, Điều 50 khoản 2"),
]
# genre: (group of the decree, (lowest, usual, highest) without a photo, the same with a photo)
RATES = {
    "tin": (1, ("0.5", "1", "2"), ("1", "1.5", "2.5")),
    "tin_anh": (1, ("0.5", "1", "2"), ("1", "1.5", "2.5")),
    "thong_bao": (1, ("0.5", "0.5", "1"), ("0.5", "0.5", "1")),
    "bai_phan_anh": (5, ("1.5", "2", "2.5"), ("2", "2.5", "3")),
    "phong_su": (5, ("2.5", "3", "3.5"), ("2.5", "3.5", "4")),
    "phong_van": (5, ("2.5", "3", "3.5"), ("2.5", "3.5", "4")),
    "chinh_luan": (4, ("2.5", "2.5", "3"), ("2.5", "3", "3.5")),
    "guong_tot": (5, ("1.5", "2", "2.5"), ("2", "2.5", "3")),
    "anh": (3, None, ("0.5", "0.5", "1.5")),
}

ADMIN_ACCESS = ("wagtailadmin", "admin", "access_admin")


def kept(*models):
    """Entered, changed and read; what has ended gets an end and is not deleted."""
    return [(model, f"{action}_{model}") for model in models for action in ("add", "change", "view")]


RULES = kept("genrerate", "basesalary", "royaltypolicy", "taxrule")
GROUPS = {
    "Thường trực Ban Biên tập": [
        ("royaltytable", "prepare_tables"),
        ("royaltytable", "view_tables"),
        *RULES,
        *kept("author"),
    ],
    "Trưởng Ban Biên tập": [("royaltytable", "approve_tables"), ("royaltytable", "view_tables")],
    "Kế toán": [
        ("royaltytable", "view_tables"),
        ("paymentlist", "check_lists"),
        ("personaldetails", "see_personal_details"),
        ("maintenancecost", "keep_budget"),
        *RULES,
        *kept("author", "budgetsource", "allocation", "maintenancecost"),
    ],
    "Thủ trưởng đơn vị": [("paymentlist", "approve_lists"), ("royaltytable", "view_tables")],
    "Người xem báo cáo": [("royaltytable", "view_totals")],
}
NEW_GROUP = "Thủ trưởng đơn vị"


def enter_rules(apps, schema_editor):
    def table(name):
        return apps.get_model("royalties", name).objects

    for (year, amount, basis), following in zip(SALARIES, [*SALARIES[1:], None], strict=True):
        end = following and datetime.date(following[0], 7, 1)
        table("BaseSalary").create(amount=amount, valid_from=datetime.date(year, 7, 1), valid_to=end, legal_basis=basis)
    for begin, end, threshold, basis in TAXES:
        table("TaxRule").create(
            threshold=threshold, rate=Decimal(10), valid_from=begin, valid_to=end, legal_basis=basis
        )
    table("RoyaltyPolicy").create(legal_basis=PROPOSAL)
    for genre, (group, *bands) in RATES.items():
        for with_photo, band in zip((False, True), bands, strict=True):
            if band:
                minimum, default, maximum = map(Decimal, band)
                table("GenreRate").create(
                    genre=genre,
                    with_photo=with_photo,
                    group=group,
                    minimum=minimum,
                    default=default,
                    maximum=maximum,
                    legal_basis=PROPOSAL,
                )
    table("BudgetSource").create(name="Ngân sách thành phố", display_order=1)


def give_roles(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")

    def permission(app_label, model, codename):
        content_type, _ = ContentType.objects.get_or_create(app_label=app_label, model=model)
        found, _ = Permission.objects.get_or_create(
            content_type=content_type, codename=codename, defaults={"name": codename}
        )
        return found

    new, _ = Group.objects.get_or_create(name=NEW_GROUP)
    new.permissions.add(permission(*ADMIN_ACCESS))
    for name, permissions in GROUPS.items():
        # A group that the administrator renamed keeps what it has.
        for group in Group.objects.filter(name=name):
            group.permissions.add(*(permission("royalties", *each) for each in permissions))


def take_roles(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name=NEW_GROUP).delete()
    apps.get_model("auth", "Permission").objects.filter(content_type__app_label="royalties").delete()


class Migration(migrations.Migration):
    dependencies = [
        ("royalties", "0001_initial"),
        ("submissions", "0003_roles"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
    ]

    operations = [
        migrations.RunPython(enter_rules, migrations.RunPython.noop),
        migrations.RunPython(give_roles, take_roles),
    ]
