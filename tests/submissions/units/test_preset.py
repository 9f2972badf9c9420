"""`manage.py preset`: an empty site becomes the one of a place; one in use is left alone."""

import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.core.serializers import serialize
from wagtail.models import Site

from compliance.models import Quota, ReportingRule
from home.models import AgencyDetails, HomePage
from royalties.models import BudgetSource, GenreRate, RoyaltyPolicy
from submissions.management.commands.preset import FOLDER
from submissions.models import Letterhead, Locality, RegisterDeadline, Unit, UnitKind
from submissions.units.loading_units import PHAN_THIET, load_units
from tests import factories

pytestmark = pytest.mark.django_db
MONEY = (GenreRate, RoyaltyPolicy)
MODELS = (UnitKind, Quota, ReportingRule, Locality, Letterhead, RegisterDeadline, AgencyDetails, BudgetSource)


def preset(which, **options):
    out = io.StringIO()
    call_command("preset", which, stdout=out, **options)
    return out.getvalue()


def everything():
    """All that a preset sets, but for the keys of the rows."""
    for model in (Locality, Letterhead, RegisterDeadline):
        model.load()
    AgencyDetails.for_site(Site.objects.get())
    rows = serialize("python", [row for model in MODELS for row in model.objects.all()])
    return sorted(repr((row["model"], row["fields"])) for row in rows)


def test_the_first_is_what_a_new_site_is():
    before = everything()
    assert "phan-thiet-2019" in preset("phan-thiet-2019")
    assert everything() == before
    assert Site.objects.get().site_name == "Trang Thông tin điện tử thành phố Phan Thiết"


@pytest.mark.parametrize("name", ["phan-thiet-2019", "xa-phuong-2026"])
def test_all_that_a_preset_sets_is_compared(name):
    """The first is a new site to the letter, so that whatever walks a new site as every role walks it."""
    rows = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    assert {row["model"] for row in rows} <= {model._meta.label_lower for model in (*MODELS, *MONEY)}


def test_a_commune_of_2026():
    said = preset("xa-phuong-2026", name="Tuyên Quang", level="xã")
    assert "Tiếp theo: nạp danh sách đơn vị" in said
    assert list(UnitKind.objects.values_list("name", "block")) == [
        ("Phòng chuyên môn", "Cơ quan, đơn vị thuộc UBND xã"),
        ("Trung tâm Phục vụ hành chính công", "Cơ quan, đơn vị thuộc UBND xã"),
        ("Trường học", "Các trường học"),
        ("Khu phố, thôn", "Các khu phố, thôn"),
    ]
    assert dict(Quota.objects.values_list("kind", "minimum")) == {
        "division": 2,
        "one_stop": 2,
        "school": 1,
        "quarter": 1,
    }
    locality, letterhead = Locality.load(), Letterhead.load()
    assert locality.site_title == "Trang Thông tin điện tử xã Tuyên Quang"
    assert (letterhead.parent, letterhead.agency) == ("UBND xã Tuyên Quang", "Phòng Văn hóa - Xã hội")
    assert locality.recipients_of("correcting")[1:3] == ["TT. Đảng ủy, HĐND xã (để báo cáo)", "CT, các PCT UBND xã"]
    agency = AgencyDetails.for_site(Site.objects.get())
    assert (agency.agency, agency.address) == ("Ủy ban nhân dân xã Tuyên Quang", "Xã Tuyên Quang, tỉnh Lâm Đồng")
    assert HomePage.objects.get().title == Site.objects.get().site_name == locality.site_title


def test_no_row_of_a_ward_speaks_of_a_city():
    preset("xa-phuong-2026")
    rows = everything() + [repr(serialize("python", model.objects.all())) for model in MONEY]
    assert not [row for row in rows if "thành phố" in row or "Phan Thiết" in row or "Văn hóa và Thông tin" in row]


def test_its_units_load_from_the_list_beside_the_city_s():
    preset("xa-phuong-2026")
    assert load_units(PHAN_THIET.with_name("xa-phuong-2026.csv"))["created"] == 4
    kinds = [unit.kind.name for unit in Unit.objects.select_related("kind")]
    assert kinds == ["Phòng chuyên môn"] * 3 + ["Trung tâm Phục vụ hành chính công"]


def test_the_city_s_units_load_after_the_first():
    preset("phan-thiet-2019")
    assert load_units()["created"] == 33


def test_a_site_in_use_is_refused_and_stays():
    factories.UnitFactory()
    before = everything()
    with pytest.raises(CommandError, match="đã có đơn vị hoặc tin, bài"):
        preset("xa-phuong-2026")
    assert everything() == before


def test_twice_is_as_once():
    preset("xa-phuong-2026")
    once = everything()
    preset("xa-phuong-2026")
    assert everything() == once
