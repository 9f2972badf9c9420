"""What letter 2485/UBND-VX of 4 April 2019 asks: two pieces with photo of every unit, fifteen of the radio station."""

import datetime

from django.db import migrations

LETTER = datetime.date(2019, 4, 4)
LEGAL_BASIS = "Công văn 2485/UBND-VX ngày 04/4/2019"
QUOTAS = [
    # kind of unit, minimum, photo required (the letter asks no photo of the radio station)
    ("division", 2, True),
    ("service_unit", 2, True),
    ("ward", 2, True),
    ("commune", 2, True),
    ("radio", 15, False),
]


def enter_defaults(apps, schema_editor):
    Quota = apps.get_model("compliance", "Quota")
    for kind, minimum, photo_required in QUOTAS:
        Quota.objects.create(
            kind=kind, minimum=minimum, photo_required=photo_required, valid_from=LETTER, legal_basis=LEGAL_BASIS
        )
    apps.get_model("compliance", "ReportingRule").objects.create(
        first_day=25, report_day=25, valid_from=LETTER, legal_basis=LEGAL_BASIS
    )


def remove_defaults(apps, schema_editor):
    Quota = apps.get_model("compliance", "Quota")
    for kind, minimum, photo_required in QUOTAS:
        Quota.objects.filter(
            kind=kind, minimum=minimum, photo_required=photo_required, valid_from=LETTER, legal_basis=LEGAL_BASIS
        ).delete()
    apps.get_model("compliance", "ReportingRule").objects.filter(
        first_day=25, report_day=25, valid_from=LETTER, legal_basis=LEGAL_BASIS
    ).delete()


class Migration(migrations.Migration):
    dependencies = [("compliance", "0001_initial")]

    operations = [migrations.RunPython(enter_defaults, remove_defaults)]
