"""Minimums as they are stored: dated, one at a time for one subject, nothing silently overruled."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from compliance.models import Quota

pytestmark = pytest.mark.django_db


def test_the_heading_of_a_form_that_lost_its_subject_has_no_foreign_word():
    assert str(Quota(minimum=2)) == "2"
    assert str(Quota(kind_id="ward", minimum=2)) == "Phường: 2"


def day(text):
    return datetime.date.fromisoformat(text)


def test_the_letters_minimums_are_there():
    quotas = {
        quota.kind_id: (quota.minimum, quota.photo_required, str(quota.valid_from)) for quota in Quota.objects.all()
    }
    assert quotas.pop("radio") == (15, False, "2019-04-04")
    assert quotas == dict.fromkeys(["division", "service_unit", "ward", "commune"], (2, True, "2019-04-04"))


@pytest.mark.parametrize("both", [True, False])
def test_either_a_kind_or_one_unit(both, ward):
    subject = {"kind_id": "ward", "unit": ward.unit} if both else {}
    quota = Quota(minimum=2, **subject)
    with pytest.raises(ValidationError, match="Chọn một trong hai"):
        quota.full_clean()
    with pytest.raises(IntegrityError):
        quota.save()


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "clashes"),
    [
        ("2026-01-01", None, True),
        (None, None, True),
        (None, "2019-04-05", True),
        (None, "2019-04-04", False),
        ("2019-04-04", "2019-04-05", True),
    ],
)
def test_overlapping_minimums_of_one_subject_are_refused(valid_from, valid_to, clashes):
    quota = Quota(
        kind_id="ward", minimum=3, valid_from=valid_from and day(valid_from), valid_to=valid_to and day(valid_to)
    )
    if not clashes:
        quota.full_clean()
        return
    with pytest.raises(ValidationError) as refusal:
        quota.full_clean()
    assert "đã có chỉ tiêu 2 tin, bài từ ngày 04/04/2019, không thời hạn" in str(refusal.value)


def test_after_the_end_of_the_old_one_a_new_one_may_begin(ward):
    Quota.objects.create(unit=ward.unit, minimum=3, valid_from=day("2026-01-01"), valid_to=day("2026-07-01"))
    Quota(unit=ward.unit, minimum=4, valid_from=day("2026-07-01")).full_clean()
    with pytest.raises(ValidationError):
        Quota(unit=ward.unit, minimum=4, valid_from=day("2026-06-30")).full_clean()


def test_one_units_minimum_does_not_clash_with_its_kinds(ward):
    Quota(unit=ward.unit, minimum=5, valid_from=day("2026-01-01")).full_clean()


@pytest.mark.parametrize("way", ["create", "save"])
def test_overlapping_minimums_are_refused_without_a_form_too(ward, way):
    Quota.objects.create(unit=ward.unit, minimum=3, valid_from=day("2026-01-01"), valid_to=day("2026-07-01"))
    later = Quota.objects.create(unit=ward.unit, minimum=4, valid_from=day("2026-07-01"))
    with pytest.raises(ValidationError, match="đã có chỉ tiêu 3 tin, bài"):
        if way == "create":
            Quota.objects.create(unit=ward.unit, minimum=5, valid_from=day("2026-06-30"), valid_to=day("2026-07-01"))
        else:
            later.valid_from = day("2026-06-30")
            later.save()
    kept = Quota.objects.filter(unit=ward.unit).order_by("valid_from")
    assert [(quota.minimum, quota.valid_from) for quota in kept] == [(3, day("2026-01-01")), (4, day("2026-07-01"))]
