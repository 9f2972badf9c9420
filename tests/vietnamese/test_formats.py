"""Dates and times in forms as an office writes them: the project's format module, read by Django and by Wagtail."""

import datetime
import json
import re

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, localize

from submissions.models import Unit
from tests.browserform import form_of
from tests.factories import UnitFactory, contributor_of, editor, news
from tests.submissions.registers import log_in, person

DAY = datetime.date(2019, 4, 5)
MOMENT = datetime.datetime.combine(DAY, datetime.time(8, 5))


class Appointment(forms.Form):
    day = forms.DateField()
    time = forms.TimeField()
    moment = forms.DateTimeField()


GOOD = {"day": "05/04/2019", "time": "08:05", "moment": "05/04/2019 08:05"}


def test_shown():
    assert [date_format(DAY), date_format(DAY, "SHORT_DATE_FORMAT"), localize(DAY)] == ["05/04/2019"] * 3
    assert localize(MOMENT) == "08:05 05/04/2019"
    assert localize(MOMENT.replace(hour=20).time()) == "20:05"
    text = Template("{{ day }} {{ time }} {{ moment }} {{ share }} {{ n }}").render(
        Context({"day": DAY, "time": MOMENT.time(), "moment": MOMENT, "share": 1.5, "n": 2019})
    )
    assert text == "05/04/2019 08:05 08:05 05/04/2019 1,5 2019"


def test_shown_in_a_field():
    form = Appointment(initial={"day": DAY, "time": MOMENT.time(), "moment": MOMENT})
    assert re.findall(r'value="([^"]*)"', str(form)) == ["05/04/2019", "08:05", "05/04/2019 08:05"]


@pytest.mark.parametrize(
    "typed", ["5/4/2019", "05/04/2019", "5-4-2019", "05-04-2019", "5.4.2019", " 05.04.2019 ", "2019-04-05"]
)
def test_days_as_typed(typed):
    form = Appointment({**GOOD, "day": typed})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["day"] == DAY


@pytest.mark.parametrize("typed", ["8:05", "08:05", "8h05", "8H05", "08h5", "8 giờ 05", "08:05:00"])
def test_times_as_typed(typed):
    form = Appointment({**GOOD, "time": typed})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["time"] == datetime.time(8, 5)


@pytest.mark.parametrize(
    "typed",
    ["5/4/2019 8:05", "05-04-2019 08:05", "5.4.2019 8h05", "08:05 05/04/2019", "8 giờ 05 5/4/2019", "2019-04-05T08:05"],
)
def test_moments_as_typed(typed):
    form = Appointment({**GOOD, "moment": typed})
    assert form.is_valid(), form.errors
    assert timezone.make_naive(form.cleaned_data["moment"]) == MOMENT


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("day", "5/4/19", "Ngày chưa đúng. Hãy viết như 25/04/2019."),
        ("day", "31/02/2019", "Ngày chưa đúng. Hãy viết như 25/04/2019."),
        ("day", "04/25/2019", "Ngày chưa đúng. Hãy viết như 25/04/2019."),
        ("day", "hôm nay", "Ngày chưa đúng. Hãy viết như 25/04/2019."),
        ("time", "24:00", "Giờ chưa đúng. Hãy viết như 08:05."),
        ("time", "8 PM", "Giờ chưa đúng. Hãy viết như 08:05."),
        ("moment", "8 giờ sáng", "Ngày, giờ chưa đúng. Hãy viết như 25/04/2019 08:05."),
    ],
)
def test_a_refusal_says_how_to_write_it(field, typed, sentence):
    assert Appointment({**GOOD, field: typed}).errors == {field: [sentence]}


def pickers(response):
    """{id of a field: what Wagtail's script for its date picker is told}."""
    found = re.findall(r'init\w*Chooser\("([^"]+)", ({.*?})\)', response.content.decode())
    return {name: json.loads(config) for name, config in found}


@pytest.mark.django_db
def test_the_pickers_of_the_admin_write_what_is_read_and_begin_on_monday(client):
    unit = UnitFactory()
    writer = contributor_of(unit)
    page = news(unit, owner=writer)
    log_in(client, writer)
    editor_pickers = pickers(client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])))
    assert {"id_event_date", "id_milestone_date", "id_broadcast_date"} <= editor_pickers.keys()
    list_pickers = pickers(client.get(reverse("submissions:unit_list")))
    assert len(list_pickers) == 2
    log_in(client, person("administrator", unit=unit))
    unit_pickers = pickers(client.get("/admin/don-vi/new/"))
    assert {"id_valid_from", "id_valid_to"} == unit_pickers.keys()
    for config in [*editor_pickers.values(), *list_pickers.values(), *unit_pickers.values()]:
        assert config["dayOfWeekStart"] == 1
        assert config["format"] in ("d/m/Y", "d/m/Y H:i")
        assert config.get("formatTime", "H:i") == "H:i"


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["1/7/2025", "01-07-2025", "1.7.2025"])
def test_a_day_in_a_form_of_the_admin(client, typed):
    unit = UnitFactory()
    log_in(client, person("administrator", unit=unit))
    address = f"/admin/don-vi/edit/{unit.pk}/"
    assert client.post(address, {**form_of(client.get(address)), "valid_from": typed}).status_code == 302
    assert Unit.objects.get(pk=unit.pk).valid_from == datetime.date(2025, 7, 1)
    assert form_of(client.get(address))["valid_from"] == "01/07/2025"
    refused = client.post(address, {**form_of(client.get(address)), "valid_from": "1/7/25"})
    assert "Hãy viết như 25/04/2019." in refused.content.decode()


@pytest.mark.django_db
def test_a_day_in_a_filter(client):
    unit = UnitFactory()
    writer = contributor_of(unit)
    news(unit, owner=writer, title="Ra quân hôm nay")
    log_in(client, writer)
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    for typed in (f"{tomorrow.day}.{tomorrow.month}.{tomorrow.year}", tomorrow.strftime("%d/%m/%Y")):
        assert "Ra quân hôm nay" not in client.get(reverse("submissions:unit_list"), {"since": typed}).content.decode()
        assert "Ra quân hôm nay" in client.get(reverse("submissions:unit_list"), {"until": typed}).content.decode()
    unreadable = client.get(reverse("submissions:unit_list"), {"since": "hôm qua"}).content.decode()
    assert "Ra quân hôm nay" in unreadable
    assert "Hãy viết như 25/04/2019." in unreadable


@pytest.mark.django_db
def test_no_screen_leaves_a_date_to_the_browser(client):
    unit = UnitFactory()
    writer = contributor_of(unit)
    page = news(unit, owner=writer)
    for user, addresses in {
        writer: [reverse("submissions:unit_list"), reverse("wagtailadmin_pages:edit", args=[page.pk])],
        editor(): [reverse("submissions:archive"), reverse("submissions:board_queue")],
        person("administrator", unit=unit): ["/admin/don-vi/new/", "/admin/thanh-vien/new/"],
    }.items():
        log_in(client, user)
        for address in addresses:
            response = client.get(address)
            assert response.status_code == 200, address
            assert not re.search(r'type="(date|time|datetime-local|month|week)"', response.content.decode()), address


@pytest.mark.django_db
def test_long_lists_say_their_length_with_a_dot(client, monkeypatch):
    unit = UnitFactory()
    log_in(client, editor())
    monkeypatch.setattr(Paginator, "count", 1234)
    assert "1.234 tin, bài" in client.get(reverse("submissions:archive")).content.decode()
    report = client.get(reverse("compliance:pieces"), {"column": "sent", "unit": unit.pk})
    assert "1.234 tin, bài." in report.content.decode()
