"""Kinds of unit as rows: their codes, their blocks, and what is searched by them."""

import pytest

from submissions.models import Block, UnitKind

pytestmark = pytest.mark.django_db


def test_the_five_that_were_fixed_stand_as_they_did():
    offices = Block(1, "Các cơ quan, đơn vị thuộc UBND thành phố")
    assert UnitKind.objects.blocks() == {
        "division": offices,
        "service_unit": offices,
        "ward": Block(2, "UBND các phường"),
        "commune": Block(3, "UBND các xã"),
        "radio": Block(4, "Đài Truyền thanh Phan Thiết"),
    }
    assert [block.number for block in sorted(set(UnitKind.objects.blocks().values()))] == ["I", "II", "III", "IV"]


def test_the_order_decides_which_block_comes_first():
    UnitKind.objects.filter(code="radio").update(sort_order=-1)
    assert UnitKind.objects.blocks()["radio"].place == 1
    assert UnitKind.objects.blocks()["division"].place == 2


def test_a_code_is_made_of_the_name_and_stays():
    kind = UnitKind(name="Trường học", block="Các trường học")
    kind.full_clean()
    kind.save()
    assert (kind.code, kind.plural) == ("truong-hoc", "Các trường học")
    kind.name = "Trường học công lập"
    kind.full_clean()
    assert kind.code == "truong-hoc"
    namesake = UnitKind(name="Trường  học", block="Khác")
    namesake.full_clean()
    assert namesake.code == "truong-hoc-2"


def test_a_long_name_has_a_code_that_fits():
    kind = UnitKind(name="Trung tâm Phục vụ hành chính công", block="Cơ quan")
    kind.full_clean()
    assert kind.code == "trung-tam-phuc-vu"
