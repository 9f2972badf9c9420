"""An end whose last day is not over is taken back in one step, and everything is as it was."""

import datetime

import pytest
import time_machine
from django.core.serializers import serialize
from django.utils import timezone
from wagtail.models import Collection, ModelLogEntry, Page

from compliance.models import Exemption, Quota
from submissions.ending.handing_over import hand_over_due
from submissions.models import NewsPage, Unit, UnitEnding, UnitMembership
from submissions.units.loading_units import load_units
from tests import factories, workflow
from tests.submissions.ending_screens.endings import ADDRESS, asked, confirm, do, new_unit, today
from tests.submissions.registers import REFUSED, is_refused, log_in, person

pytestmark = pytest.mark.django_db
KEPT = (Unit, UnitMembership, Quota, Exemption, UnitEnding, NewsPage, Page)
NOTHING_NEW = {"new_name": "", "new_short_name": "", "new_kind": ""}


def everything():
    """All that an end changes; of collections the names, whose order in the tree is only that of the alphabet."""
    rows = {model: serialize("json", model.objects.order_by("pk")) for model in KEPT}
    return rows | {Collection: sorted(Collection.objects.values_list("name", flat=True))}


def later():
    return today() + datetime.timedelta(days=10)


def address():
    return f"{ADDRESS}{UnitEnding.objects.first().pk}/huy/"


@pytest.fixture
def owing(city):
    """It has a minimum of its own, is exempt from a day on, and its leader has somebody who signs until then."""
    Quota.objects.create(unit=city.old, minimum=4, valid_from=today())
    Exemption.objects.create(unit=city.old, reason="Đang sắp xếp", document_number="8", valid_from=today())
    own = UnitMembership.objects.get(user=city.leader)
    end = today() + datetime.timedelta(days=20)
    writer = city.contributor
    factories.MembershipFactory(unit=city.old, user=writer, role="leader", stands_in_for=own, signs="KT.", valid_to=end)
    return city


def test_everything_is_as_before(admin, owing):
    before = everything()
    do(admin, owing, last_day=later())
    assert everything() != before
    assert address() in admin.get(ADDRESS).text
    page = admin.get(address())
    for sentence in (
        f"{owing.old.name} tiếp tục hoạt động",
        "3 thành viên giữ nguyên như trước",
        "Chỉ tiêu riêng và việc không giao chỉ tiêu vẫn như trước.",
        "UBND phường Mũi Né, được lập cho việc này và chưa bắt đầu, sẽ được bỏ cùng trang của đơn vị.",
    ):
        assert sentence in page.text
    assert "Đã hủy việc kết thúc" in admin.post(address(), follow=True).text
    after = everything()
    assert [model for model in after if after[model] != before[model]] == []
    entry = ModelLogEntry.objects.get(action="submissions.unit_end_taken_back")
    assert (entry.user, entry.object_id) == (owing.administrator, str(owing.old.pk))
    with time_machine.travel(timezone.now() + datetime.timedelta(days=12)):
        assert hand_over_due() == 0
    do(admin, owing, last_day=later())
    assert UnitEnding.objects.count() == 1, "it can be ended again"


def test_what_ended_together_is_taken_back_together(admin, city):
    target = factories.UnitFactory(name="UBND phường Phú Thủy", short_name="Phú Thủy")
    factories.MembershipFactory(unit=city.other, user=city.leader, role="leader")
    before = everything()
    units = [city.old.pk, city.other.pk]
    preview = admin.post(ADDRESS, asked(city, units=units, successors=[target.pk], last_day=later(), **NOTHING_NEW))
    confirm(admin, preview, units=units)
    assert UnitEnding.objects.count() == 2
    admin.post(address())
    assert everything() == before


def test_what_a_list_ended_too(admin, city, tmp_path):
    path = tmp_path / "don-vi.csv"
    path.write_text(
        "name_vi;short_name;slug;kind;valid_from;successors\n"
        f"{city.old.name};{city.old.short_name};{city.old.slug};ward;;mui-ne-moi\n"
        f"{city.old.name};Mũi Né mới;mui-ne-moi;ward;{later():%d/%m/%Y};\n",
        encoding="utf-8",
    )
    load_units(path)
    assert UnitMembership.objects.filter(unit__slug="mui-ne-moi").count() == 2
    admin.post(address())
    assert Unit.objects.get(pk=city.old.pk).valid_to is None
    assert not Unit.objects.filter(slug="mui-ne-moi").exists()


def test_what_was_changed_since_stays_as_it_was_changed(admin, city):
    do(admin, city, last_day=later())
    own = UnitMembership.objects.get(unit=city.old, user=city.leader)
    own.valid_to = today() + datetime.timedelta(days=3)
    own.save()
    admin.post(address())
    own.refresh_from_db()
    assert own.valid_to == today() + datetime.timedelta(days=3)
    assert UnitMembership.objects.get(user=city.contributor).valid_to is None


def test_on_the_last_day_still_and_then_no_more(admin, city):
    do(admin, city, last_day=today())
    with time_machine.travel(timezone.now() + datetime.timedelta(days=1)):
        assert address() not in admin.get(ADDRESS).text
        assert "Không hủy được nữa" in admin.get(address()).text
        assert "Không hủy được nữa" in admin.post(address(), follow=True).text
        assert Unit.objects.get(pk=city.old.pk).valid_to == today()
    admin.post(address())
    assert Unit.objects.get(pk=city.old.pk).valid_to is None


def test_what_may_not_be(admin, city):
    do(admin, city, last_day=later())
    somebody = factories.contributor_of(new_unit())
    assert "đã có người, tin, bài hoặc tệp riêng" in admin.post(address(), follow=True).text
    assert UnitEnding.objects.exists()
    UnitMembership.objects.filter(user=somebody).delete()
    known = address()
    UnitEnding.objects.update(before=None)
    assert "Không hủy được nữa" in admin.post(known, follow=True).text
    assert Unit.objects.get(pk=city.old.pk).valid_to is not None
    UnitEnding.objects.all().delete()
    assert admin.get(known).status_code == 404
    assert "đã được hủy" in admin.post(known, follow=True).text


def test_another_of_its_name_is_ended_first(admin, city):
    do(admin, city, last_day=later(), successors=[city.other.pk], **NOTHING_NEW)
    factories.UnitFactory(name=city.old.name.upper(), valid_from=later() + datetime.timedelta(days=5))
    assert "hãy cho đơn vị đó kết thúc trước" in admin.post(address(), follow=True).text
    assert UnitEnding.objects.exists()


@pytest.mark.parametrize("role", REFUSED)
def test_closed_to(client, city, role):
    ending = UnitEnding.objects.create(unit=city.old, last_day=later(), pieces="leave", before={})
    log_in(client, person(role, unit=city.other))
    assert is_refused(client.get(f"{ADDRESS}{ending.pk}/huy/"))
    assert is_refused(client.post(f"{ADDRESS}{ending.pk}/huy/"))
    assert UnitEnding.objects.exists()


def test_num_queries(admin, city, django_assert_max_num_queries):
    do(admin, city, last_day=later())
    with django_assert_max_num_queries(60) as few:
        admin.get(address())
    for _number in range(20):
        factories.UnitFactory()
        workflow.again(city.leader)
    with django_assert_max_num_queries(len(few)):
        admin.get(address())
