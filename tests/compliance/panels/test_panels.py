"""What the first page of the back office says about the running period."""

import pytest
import time_machine
from django.urls import reverse

from compliance.models import Quota
from tests import factories
from tests.compliance.stories import at

pytestmark = pytest.mark.django_db


def home(client, user, *, when):
    with time_machine.travel(at(when), tick=False):
        client.force_login(user)
        return " ".join(client.get(reverse("wagtailadmin_home")).content.decode().split())


def test_a_contributor_reads_what_the_unit_still_owes(client, ward):
    ward.published(when=at("2026-11-10 08:00:00"))
    ward.send(ward.write(), when=at("2026-11-11 08:00:00"))
    page = home(client, ward.contributor, when="2026-11-20 12:00:00")
    assert "Kỳ 11/2026 (từ ngày 25/10 đến hết ngày 24/11): đã được tính 1 trên 2 tin, bài" in page
    assert "còn thiếu 1" in page
    assert "Chờ biên tập, chờ đăng: 1." in page
    assert "Còn 5 ngày." in page
    assert reverse("compliance:report") in page
    assert "Tổng quan kỳ này" not in page


def test_the_last_evening_and_the_first_minute_after(client, ward):
    ward.published(when=at("2026-11-10 08:00:00"))
    ward.published(when=at("2026-11-11 08:00:00"))
    evening = home(client, ward.leader, when="2026-11-24 23:30:00")
    assert "đã đạt chỉ tiêu" in evening
    assert "Hôm nay là ngày cuối kỳ." in evening
    after = home(client, ward.leader, when="2026-11-25 00:00:30")
    assert "Kỳ 12/2026 (từ ngày 25/11 đến hết ngày 24/12): đã được tính 0 trên 2 tin, bài" in after


def test_an_exempt_unit_is_told_so(client, ward):
    Quota.objects.create(unit=ward.unit, minimum=0)
    assert "không giao chỉ tiêu; đã được tính 0 tin, bài" in home(client, ward.contributor, when="2026-11-20 12:00:00")


def test_readers_of_reports_get_the_period_at_a_glance(client, official, ward):
    factories.UnitFactory()
    ward.published(when=at("2026-11-10 08:00:00"))
    page = home(client, official, when="2026-11-20 12:00:00")
    address = reverse("compliance:report")
    assert f'<strong>1</strong> <a href="{address}?result=short">Chưa đạt</a>' in page
    assert f'<strong>1</strong> <a href="{address}?result=nothing">Không có tin, bài</a>' in page
    assert "result=met" not in page
    assert "trên 2 tin, bài" not in page
