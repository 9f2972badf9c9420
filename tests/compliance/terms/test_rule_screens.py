"""The screens of the rules: who opens them, what a preview says before anything is saved, and what is kept."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from compliance.models import DayOff, Exemption, Quota, ReportingRule
from tests import factories
from tests.browserform import form_of
from tests.compliance.stories import at
from tests.soup import soup_of, text_of
from tests.submissions.registers import is_refused, log_in, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_november")]

KEEPERS = ["desk", "administrator", "superuser"]
OTHERS = ["editor", "head", "accountant", "official", "contributor", "leader", "anonymous"]
VIEWSETS = ["quotas", "exemptions", "reporting_rules", "days_off"]


def day(text):
    return datetime.date.fromisoformat(text)


@pytest.fixture
def one_of_each(ward):
    return {
        "quotas": Quota.objects.get(kind_id="ward"),
        "reporting_rules": ReportingRule.objects.get(),
        "exemptions": Exemption.objects.create(
            unit=ward.unit, valid_from=day("2027-03-01"), reason="Sắp xếp", document_number="8/UBND-NV"
        ),
        "days_off": DayOff.objects.create(date=day("2027-02-11"), name="Nghỉ Tết thêm một ngày"),
    }


@pytest.fixture
def desk(client):
    return log_in(client, person("desk", unit=None))


@pytest.mark.parametrize("role", [*KEEPERS, *OTHERS])
def test_who_opens_which_screen(client, ward, one_of_each, role):
    log_in(client, person(role, unit=ward.unit))
    for name in VIEWSETS:
        addresses = [reverse(f"{name}:{view}") for view in ("index", "add")]
        addresses += [reverse(f"{name}:{view}", args=[one_of_each[name].pk]) for view in ("edit", "delete", "history")]
        for address in addresses:
            response = client.get(address)
            if role in OTHERS:
                assert is_refused(response), address
            else:
                assert not is_refused(response), address


@pytest.mark.parametrize("role", ["desk", "administrator"])
def test_the_menu_leads_there(client, ward, role):
    log_in(client, person(role, unit=ward.unit))
    page = client.get(reverse("wagtailadmin_home")).content.decode()
    assert all(reverse(f"{name}:index") in page for name in VIEWSETS)


@pytest.mark.parametrize("name", VIEWSETS)
def test_num_queries(desk, one_of_each, name):
    counted = []
    for number in range(2):
        for place in range(number * 15):
            unit = factories.UnitFactory(provisioned=False)
            fields = {"unit": unit, "valid_from": day("2027-01-01")}
            Quota.objects.create(minimum=3, **fields)
            Exemption.objects.create(reason="Sắp xếp", document_number="8", **fields)
            DayOff.objects.create(date=day("2027-05-01") + datetime.timedelta(days=place), name="Nghỉ")
            ReportingRule.objects.create(valid_from=day("2028-01-01") + datetime.timedelta(days=place))
        desk.get(reverse(f"{name}:index"))
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(reverse(f"{name}:index")).status_code == 200
        counted.append(len(queries))
    assert counted[0] == counted[1]


def post(client, address, **changed):
    """What a browser posts when somebody fills in the form at `address`."""
    return client.post(address, {**form_of(client.get(address)), **changed})


def press(client, response, button):
    """What a browser posts when somebody presses `button` on the preview."""
    form = soup_of(response).select_one(".change-preview__decision")
    data = {field["name"]: field["value"] for field in form.select("input") if field["name"] != "csrfmiddlewaretoken"}
    return client.post(form["action"], data | {button: "1"})


def test_the_preview_of_a_minimum_says_who_owes_what_and_whose_result_changes(desk, ward):
    ward.published(when=at("2026-11-10 08:00:00"))
    ward.published(when=at("2026-11-11 08:00:00"))
    factories.UnitFactory(name="UBND phường Đức Long")
    own = factories.UnitFactory(name="UBND phường Mũi Né")
    Quota.objects.create(unit=own, minimum=1)
    quota = Quota.objects.get(kind_id="ward")
    text = text_of(post(desk, reverse("quotas:edit", args=[quota.pk]), minimum="3"))
    assert (
        "Từ kỳ 4/2019 trở đi: 3 tin, bài có ảnh thay cho 2 tin, bài có ảnh – 2 cơ quan, đơn vị "
        "UBND phường Phú Thủy; UBND phường Đức Long" in text
    )
    assert "kỳ đang diễn ra 11/2026 (từ ngày 25/10/2026 đến hết ngày 24/11/2026)" in text
    assert "Đạt → thành Chưa đạt – 1 cơ quan, đơn vị UBND phường Phú Thủy" in text
    quota.refresh_from_db()
    assert quota.minimum == 2


def test_a_minimum_for_later_is_shown_from_its_first_period_on(desk, ward):
    address = reverse("quotas:add")
    response = post(
        desk, address, kind="", unit=ward.unit.pk, minimum="4", valid_from="24/01/2027", valid_to="25/03/2027"
    )
    text = text_of(response)
    assert "Từ kỳ 1/2027 đến kỳ 3/2027: 4 tin, bài có ảnh thay cho 2 tin, bài có ảnh – 1 cơ quan, đơn vị" in text
    assert "Không đơn vị nào thay đổi kết quả." in text
    assert not Quota.objects.filter(unit=ward.unit).exists()


def test_whoever_asks_no_photo_any_more_changes_something_too(desk, ward):
    ward.published(when=at("2026-11-10 08:00:00"))
    ward.published(when=at("2026-11-11 08:00:00"), photo=False)
    quota = Quota.objects.get(kind_id="ward")
    address = reverse("quotas:edit", args=[quota.pk])
    form = form_of(desk.get(address))
    del form["photo_required"]
    text = text_of(desk.post(address, form))
    assert "2 tin, bài thay cho 2 tin, bài có ảnh" in text
    assert "Chưa đạt → thành Đạt" in text


def test_what_changes_nothing_says_so(desk):
    quota = Quota.objects.get(kind_id="ward")
    text = text_of(post(desk, reverse("quotas:edit", args=[quota.pk]), legal_basis="Công văn khác"))
    assert "Không đơn vị nào được giao chỉ tiêu khác trước." in text


def test_saved_is_what_was_confirmed(desk, ward):
    response = post(desk, reverse("quotas:add"), kind="", unit=ward.unit.pk, minimum="4", valid_from="25/12/2026")
    assert not Quota.objects.filter(unit=ward.unit).exists()
    assert press(desk, response, "confirmed").status_code == 302
    quota = Quota.objects.get(unit=ward.unit)
    assert (quota.minimum, quota.photo_required, quota.valid_from) == (4, True, day("2026-12-25"))
    response = post(desk, reverse("quotas:edit", args=[quota.pk]), minimum="5")
    press(desk, response, "confirmed")
    quota.refresh_from_db()
    assert quota.minimum == 5


def test_back_to_the_form_with_what_was_typed(desk, ward):
    response = post(desk, reverse("quotas:add"), kind="", unit=ward.unit.pk, minimum="4", legal_basis="Quy chế mới")
    response = press(desk, response, "change")
    form = form_of(response)
    assert (form["minimum"], form["legal_basis"]) == ("4", "Quy chế mới")
    assert not Quota.objects.filter(unit=ward.unit).exists()


@pytest.mark.parametrize("step", ["confirmed", "change", "preview"])
def test_the_last_step_is_validated_like_the_first(desk, ward, step):
    data = {"kind": "ward", "unit": ward.unit.pk, "minimum": "-1", "legal_basis": "", step: "1"}
    response = desk.post(reverse("quotas:add"), data)
    text = text_of(response)
    assert "Giá trị không được nhỏ hơn 0." in text
    assert "change-preview" not in response.content.decode()
    assert Quota.objects.count() == 5


def test_the_preview_of_an_exemption_says_which_periods(desk, ward):
    address = reverse("exemptions:add")
    typed = {"unit": ward.unit.pk, "reason": "Sắp xếp", "document_number": "812/UBND-NV", "document_date": "02/11/2026"}
    assert form_of(desk.get(address))["valid_from"] == "25/10/2026"
    response = post(desk, address, **typed, valid_to="01/01/2027")
    text = text_of(response)
    assert "Từ kỳ 11/2026 đến kỳ 12/2026: không giao chỉ tiêu thay cho 2 tin, bài có ảnh" in text
    assert "Không có tin, bài → thành Không giao chỉ tiêu – 1 cơ quan, đơn vị UBND phường Phú Thủy" in text
    press(desk, response, "confirmed")
    exemption = Exemption.objects.get()
    assert (exemption.document_number, exemption.document_date) == ("812/UBND-NV", day("2026-11-02"))
    assert "812/UBND-NV ngày 02/11/2026" in text_of(desk.get(reverse("exemptions:index")))


RULE = {"first_day": "15", "report_day": "25", "on_day_off": "next_working_day", "valid_from": "01/01/2027"}


def test_the_preview_of_a_rule_shows_the_periods_before_and_after(desk):
    text = text_of(post(desk, reverse("reporting_rules:add"), **RULE))
    assert "Kỳ 12/2026 từ ngày 25/11/2026 đến hết ngày 24/12/2026, báo cáo ngày 25/12/2026 – không thay đổi" in text
    assert (
        "Kỳ 1/2027 Trước: từ ngày 25/12/2026 đến hết ngày 24/01/2027, báo cáo ngày 25/01/2027 "
        "Sau: từ ngày 25/12/2026 đến hết ngày 14/01/2027, báo cáo ngày 25/01/2027 (21 ngày)" in text
    )
    assert "Kỳ 3/2027" not in text
    assert "Các kỳ đã qua" not in text
    assert ReportingRule.objects.count() == 1


def test_a_rule_for_much_later_is_shown_where_it_begins(desk):
    text = text_of(post(desk, reverse("reporting_rules:add"), **RULE | {"valid_from": "01/09/2028"}))
    assert "Kỳ 2/2027" in text
    assert "Kỳ 3/2027" not in text
    assert "Sau: từ ngày 25/8/2028 đến hết ngày 14/9/2028, báo cáo ngày 25/9/2028 (21 ngày)" in text
    assert "Kỳ 10/2028" in text
    assert "Kỳ 11/2028" not in text


def test_a_rule_that_moves_open_periods_of_the_past_says_so(desk):
    text = text_of(post(desk, reverse("reporting_rules:add"), **RULE | {"valid_from": "01/09/2026"}))
    assert (
        "Các kỳ đã qua, chưa chốt số liệu, cũng thay đổi: 9/2026 (từ ngày 25/8/2026 đến hết ngày 14/9/2026); 10/2026"
        in text
    )


@pytest.mark.parametrize("far", ["01/01/9999", "01/01/2500"])
def test_a_day_that_nobody_plans_for_costs_no_time(desk, ward, far):
    assert "Không đơn vị nào" in text_of(
        post(desk, reverse("quotas:add"), kind="", unit=ward.unit.pk, minimum="4", valid_from=far)
    )
    assert "Không kỳ nào thay đổi." in text_of(post(desk, reverse("reporting_rules:add"), **RULE | {"valid_from": far}))


@pytest.mark.parametrize(
    ("name", "why"),
    [("quotas", "Không xóa chỉ tiêu"), ("reporting_rules", "Không xóa quy định về kỳ báo cáo")],
)
@pytest.mark.parametrize("role", KEEPERS)
def test_nothing_in_force_is_deleted(client, ward, one_of_each, role, name, why):
    log_in(client, person(role, unit=ward.unit))
    record = one_of_each[name]
    assert reverse(f"{name}:delete", args=[record.pk]) not in client.get(reverse(f"{name}:index")).content.decode()
    response = client.post(reverse(f"{name}:delete", args=[record.pk]), follow=True)
    assert why in text_of(response)
    assert type(record).objects.filter(pk=record.pk).exists()


@pytest.mark.parametrize("name", ["exemptions", "days_off"])
def test_what_was_entered_by_mistake_may_go(desk, one_of_each, name):
    record = one_of_each[name]
    assert desk.post(reverse(f"{name}:delete", args=[record.pk])).status_code == 302
    assert not type(record).objects.exists()


def test_the_list_of_minimums_reads_as_an_office_lists_them(desk, ward):
    Quota.objects.create(unit=ward.unit, minimum=0, valid_from=day("2027-01-01"))
    soup = soup_of(desk.get(reverse("quotas:index")))
    rows = [row.select_one(".title-wrapper").get_text(strip=True) for row in soup.select("table.listing tbody tr")]
    assert rows == ["Phòng, ban", "Đơn vị sự nghiệp", "Phường", "Xã", "Đài truyền thanh", "UBND phường Phú Thủy"]
    assert "từ ngày 04/04/2019, không thời hạn" in soup.get_text()
    assert not soup.select("tbody .icon-cross")


def test_a_day_of_the_calendar(desk):
    response = post(desk, reverse("days_off:add"), date="28/11/2026", name="Làm bù", kind="working")
    assert response.status_code == 302
    assert DayOff.objects.get().kind == DayOff.Kind.WORKING
    assert "28/11/2026" in text_of(desk.get(reverse("days_off:index")))
    again = post(desk, reverse("days_off:add"), date="28/11/2026", name="Nghỉ", kind="off")
    assert "đã tồn tại" in text_of(again).lower() or "đã có" in text_of(again).lower()
