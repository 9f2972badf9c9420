"""The schematic map: every place in office once, none that ended, as a picture that programs and people can read."""

import datetime
from xml.etree import ElementTree

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from about.models import IntroductionPage, MapCell, WardMapPage
from submissions.screens.refusals import Refusal
from submissions.units.loading_units import load_units
from tests import factories, statements
from tests.about import pages
from tests.soup import soup_of, words_of

pytestmark = pytest.mark.django_db
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def board():
    return factories.editor(), factories.editor()


def place(name, **fields):
    return factories.UnitFactory(name=f"UBND {name}", short_name=name, kind_id="ward", **fields)


def main_of(client, page):
    response = client.get(page.url)
    assert response.status_code == 200
    return soup_of(response).main


def drawing_of(client, page):
    """The map as it was sent, read as strict XML."""
    html = client.get(page.url).content.decode()
    return ElementTree.fromstring(
        html[html.index('<svg xmlns="http://www.w3.org/2000/svg" viewBox') : html.index("</svg>") + 6]
    )


def cells(drawing):
    """{what stands in a cell: (x, y, where it leads)}."""
    found = {}
    for cell in [*drawing.iter(f"{SVG}a"), *drawing.iter(f"{SVG}g")]:
        words = "".join(cell.find(f"{SVG}text").itertext())
        rect = cell.find(f"{SVG}rect")
        found[words] = int(rect.get("x")), int(rect.get("y")), cell.get("href")
    return found


def test_cells_where_the_board_put_them(client, board):
    east, west = place("phường Mũi Né"), place("xã Tiến Lợi")
    page = pages.ward_map(
        board,
        {"unit": east, "row": 2, "column": 7},
        {"unit": west, "label": "Tiến Lợi", "row": 2, "column": 1},
        {"label": "Biển", "row": 3, "column": 7},
    )
    drawing = drawing_of(client, page)
    found = cells(drawing)
    assert set(found) == {"phường Mũi Né", "Tiến Lợi", "Biển"}
    assert found["phường Mũi Né"][0] > found["Tiến Lợi"][0] and found["phường Mũi Né"][1] == found["Tiến Lợi"][1]
    assert found["Biển"][1] > found["phường Mũi Né"][1] and found["Biển"][2] is None
    assert found["phường Mũi Né"][2] == east.page.url
    titles = [one.text for one in drawing.iter(f"{SVG}title")]
    assert titles == ["Bản đồ hành chính", west.name, east.name]
    assert drawing.find(f"{SVG}desc").text.startswith("Mỗi địa bàn là một ô")


def test_what_the_page_says_and_the_list_beside(client, board):
    unit = place("phường Mũi Né")
    division = factories.UnitFactory(name="Phòng Nội vụ", kind_id="division")
    main = main_of(client, pages.ward_map(board))
    assert "Đây là sơ đồ, không theo tỷ lệ" in words_of(main)
    assert [(link.get_text(), link["href"]) for link in main.select(".places a")] == [(unit.name, unit.page.url)]
    assert division.name not in words_of(main)


def test_no_name_is_markup(client, board):
    unit = place('<script>alert(1)</script> & "x"')
    drawing = drawing_of(client, pages.ward_map(board, {"unit": unit, "row": 1, "column": 1}))
    assert not [one for one in drawing.iter() if one.tag.endswith("script")]
    assert not [name for one in drawing.iter() for name in one.attrib if name.startswith("on")]
    assert unit.name in [one.text for one in drawing.iter(f"{SVG}title")]


def test_every_place_once_and_none_that_ended(client, board):
    kept, ending = place("Phường Một"), place("Phường Hai")
    page = pages.ward_map(board, {"unit": kept, "row": 1, "column": 1}, {"unit": ending, "row": 1, "column": 2})
    new = place("Phường Ba")
    assert set(cells(drawing_of(client, page))) == {"Phường Một", "Phường Hai", "Phường Ba"}
    assert cells(drawing_of(client, page))["Phường Ba"][1] > cells(drawing_of(client, page))["Phường Một"][1]
    ending.valid_to = datetime.date(2020, 1, 1)
    ending.save()
    assert set(cells(drawing_of(client, page))) == {"Phường Một", "Phường Ba"}
    assert [link["href"] for link in main_of(client, page).select(".places a")] == [kept.page.url, new.page.url]


def test_without_any_place(client, board):
    main = main_of(client, pages.ward_map(board))
    assert main.svg is None and "Hiện chưa có địa bàn nào." in words_of(main)


def test_the_official_map(client, board):
    unit = place("Phường Một")
    photo, file = factories.photo(unit), factories.document(unit, title="Bản đồ địa giới")
    page = pages.ward_map(
        board, official_image=photo, official_alt="Địa giới các phường", official_file=file, source="Sở, năm 2019"
    )
    shown = main_of(client, page).select_one(".official-map")
    assert shown.img["alt"] == "Địa giới các phường"
    assert shown.figcaption.get_text() == "Sở, năm 2019"
    assert shown.a["href"] == file.url
    photo.refresh_from_db()
    assert photo.is_held


def test_a_picture_without_words_is_not_published(board):
    writer, second = board
    page = pages.draft(WardMapPage, by=writer, official_image=factories.photo(place("Phường Một")))
    with pytest.raises(Refusal, match="Vui lòng mô tả ảnh"):
        statements.publish(page, by=second)


def test_a_cell_says_something(board):
    writer, second = board
    page = pages.draft(WardMapPage, by=writer, rows={"cells": [{"row": 1, "column": 1}]})
    with pytest.raises(Refusal, match="Vui lòng chọn một địa bàn"):
        statements.publish(page, by=second)


class TestForm:
    @pytest.fixture
    def address(self, client, board):
        client.force_login(board[0])
        return f"/admin/pages/add/about/wardmappage/{IntroductionPage.objects.get().pk}/"

    def posted(self, form, **changes):
        """What a browser would send of `form`."""
        data = {}
        for field in form.select("form [name]"):
            if field["name"].startswith("cells-__prefix__") or field.get("type") in ("submit", "checkbox", "file"):
                continue
            chosen = field.select_one("option[selected]") if field.name == "select" else None
            data[field["name"]] = chosen["value"] if chosen else field.get("value", field.get_text().strip())
        return data | changes

    def test_a_new_map_begins_with_the_places_that_are_known(self, client, address):
        load_units()
        data = self.posted(soup_of(client.get(address)))
        assert data["cells-TOTAL_FORMS"] == "19" and data["cells-INITIAL_FORMS"] == "0"
        assert client.post(address, data).status_code == 302
        stored = WardMapPage.objects.get().get_latest_revision_as_object().cells.all()
        assert len(stored) == 19
        by_name = {str(cell.unit or cell.label): (cell.row, cell.column) for cell in stored}
        assert by_name["UBND phường Mũi Né"] == (2, 7) and by_name["UBND xã Tiến Lợi"] == (2, 1)
        assert "Biển Đông" in by_name

    def test_another_place_begins_empty(self, client, address):
        place("xã Hòa Thắng")
        assert self.posted(soup_of(client.get(address)))["cells-TOTAL_FORMS"] == "0"

    def test_two_cells_at_one_place(self, client, address):
        load_units()
        data = self.posted(soup_of(client.get(address)))
        data |= {"cells-1-row": data["cells-0-row"], "cells-1-column": data["cells-0-column"]}
        answer = client.post(address, data)
        assert answer.status_code == 200 and not WardMapPage.objects.exists()
        assert "cùng đứng ở hàng 1, cột 2" in words_of(soup_of(answer))
        assert self.posted(soup_of(answer))["cells-5-row"] == data["cells-5-row"]

    def test_a_cell_without_a_row_is_asked_for_it(self, client, address):
        load_units()
        data = self.posted(soup_of(client.get(address)), **{"cells-0-row": ""})
        answer = client.post(address, data)
        assert answer.status_code == 200 and not WardMapPage.objects.exists()
        assert "cells-0-row" in data and self.posted(soup_of(answer))["cells-0-column"] == data["cells-0-column"]

    def test_cells_change_places(self, client, board, address):
        one, other = place("Một"), place("Hai")
        page = pages.draft(
            WardMapPage,
            by=board[0],
            rows={"cells": [{"unit": one, "row": 1, "column": 1}, {"unit": other, "row": 1, "column": 2}]},
        )
        edit = f"/admin/pages/{page.pk}/edit/"
        data = self.posted(soup_of(client.get(edit)))
        data |= {"cells-0-column": "2", "cells-1-column": "1"}
        assert client.post(edit, data).status_code == 302
        statements.publish(statements.fresh(page), by=board[1])
        assert set(MapCell.objects.values_list("unit", "column")) == {(one.pk, 2), (other.pk, 1)}


def test_num_queries(client, board):
    def queries(page):
        client.get(page.url)
        cache.clear()
        with CaptureQueriesContext(connection) as counted:
            client.get(page.url)
        return len(counted)

    page = pages.ward_map(board, {"unit": place("Phường 0"), "row": 1, "column": 1})
    few = queries(page)
    for number in range(1, 40):
        place(f"Phường {number}")
    assert len(cells(drawing_of(client, page))) == 40
    assert queries(page) == few
