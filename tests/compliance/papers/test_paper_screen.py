"""The screen of a period's papers: the same figures in every form, the remarks, and who gets what."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from compliance.findings.annex import ANNEX
from compliance.models import PeriodRemarks
from compliance.table.columns import COLUMNS
from tests import factories
from tests.compliance.closed_figures import autumn, closed, numbers
from tests.compliance.documents import lines, read, rows
from tests.compliance.every_form import OF_THE_ANNEX, assert_every_form_is_the_same
from tests.compliance.rights.test_access import READERS
from tests.compliance.stories import Newsroom, at
from tests.compliance.table.test_exports import HEADINGS
from tests.compliance.table.test_queries import grow_to

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_november")]

OCTOBER = {"period": "2026-10"}
OF_ALL = ("docx", "print", "urging", "correcting")


@pytest.fixture
def desk():
    return factories.UserFactory(groups=["Thường trực Ban Biên tập"], first_name="Lê", last_name="Bình")


def test_a_closed_period_is_the_same_in_every_form(client, official):
    autumn()
    client.force_login(official)
    assert len(assert_every_form_is_the_same(client, OCTOBER)) > 5


def test_an_open_period_is_the_same_in_every_form(client, official, city):
    client.force_login(official)
    assert len(assert_every_form_is_the_same(client, {"period": "2026-11"})) > 5


def test_the_annex_has_the_twelve_columns_of_the_screen():
    headings = dict(zip((column.name for column in COLUMNS), HEADINGS.split("|"), strict=True))
    shown = [headings[name] for name in OF_THE_ANNEX]
    full = [f"{column.group}: {column.heading}" if column.group else column.heading for column in ANNEX]
    assert len(full) == 12
    assert full == [heading.removesuffix(": Tổng") if "gửi" in heading else heading for heading in shown]


def test_the_files_say_what_they_are(client, official):
    autumn()
    client.force_login(official)
    for month, name in (("2026-10", "bao-cao-2026-10"), ("2026-11", "du-thao-bao-cao-2026-11")):
        response = client.get(reverse("compliance:docx"), {"period": month})
        assert response["Content-Disposition"] == f'attachment; filename="{name}.docx"'
        assert response["Content-Type"].endswith("wordprocessingml.document")


def test_the_page_to_print_marks_a_draft(client, official):
    autumn()
    client.force_login(official)
    final = client.get(reverse("compliance:print"), OCTOBER).content.decode()
    draft = client.get(reverse("compliance:print"), {"period": "2026-11"}).content.decode()
    assert ("DỰ THẢO" in draft, "DỰ THẢO" in final) == (True, False)
    assert "Số liệu chốt lúc 00:05 ngày 25/10/2026." in final
    assert "UBND phường Phú Thủy: 01 tin, bài chờ biên tập, chờ đăng; 01 tin, bài bị trả lại." in final


class TestRemarks:
    @pytest.fixture
    def save(self, client):
        def post(user, **words):
            client.force_login(user)
            return client.post(f"{reverse('compliance:remarks')}?period=2026-10", words, follow=True)

        return post

    def test_the_proposed_wording_is_offered_and_only_a_change_is_kept(self, client, desk, save):
        autumn()
        client.force_login(desk)
        form = client.get(reverse("compliance:papers"), OCTOBER).context["form"]
        assert form["difficulties"].value().startswith("Còn 02 cơ quan, đơn vị chưa đạt chỉ tiêu")
        answer = save(desk, difficulties=form["difficulties"].value(), proposals="Đề nghị tập huấn.\r\nCấp máy ảnh.")
        assert "Đã lưu nhận xét của kỳ 10/2026." in answer.content.decode()
        kept = PeriodRemarks.objects.get()
        assert (kept.difficulties, kept.proposals) == ("", "Đề nghị tập huấn.\nCấp máy ảnh.")
        assert (kept.year, kept.month, kept.saved_by) == (2026, 10, desk)
        assert "Lê Bình lưu lúc 12:0" in answer.content.decode()

    def test_saving_again_changes_the_same_remarks(self, desk, save):
        autumn()
        save(desk, difficulties="Một", proposals="")
        save(desk, difficulties="Hai", proposals="")
        assert PeriodRemarks.objects.get().difficulties == "Hai"

    def test_too_long_is_told(self, desk, save):
        answer = save(desk, difficulties="x" * 5001, proposals="")
        assert "Chưa lưu được" in answer.content.decode() or answer.context["form"].errors
        assert not PeriodRemarks.objects.exists()

    @pytest.mark.parametrize("group", [group for group in READERS if group != "Thường trực Ban Biên tập"])
    def test_others_read_them_and_change_nothing(self, client, desk, save, group):
        autumn()
        save(desk, difficulties="Máy chủ hỏng.", proposals="")
        reader = factories.UserFactory(groups=[group])
        save(reader, difficulties="Khác", proposals="Khác")
        assert PeriodRemarks.objects.get().difficulties == "Máy chủ hỏng."
        screen = client.get(reverse("compliance:papers"), OCTOBER).content.decode()
        assert "<p>Máy chủ hỏng.</p>" in screen
        assert "<textarea" not in screen


class TestWho:
    @pytest.mark.parametrize("group", READERS)
    def test_readers_of_reports_get_everything(self, client, group):
        town = autumn()
        client.force_login(factories.UserFactory(groups=[group]))
        for name in ("papers", *OF_ALL):
            assert client.get(reverse(f"compliance:{name}"), OCTOBER).status_code == 200, name
        sheet = reverse("compliance:unit_sheet", args=[town["ward"].pk])
        assert client.get(sheet, OCTOBER).status_code == 200

    def test_a_unit_gets_its_own_sheet_and_nothing_else(self, client):
        town = autumn()
        client.force_login(factories.MembershipFactory(unit=town["ward"]).user)
        screen = client.get(reverse("compliance:papers"), OCTOBER).content.decode()
        own, other = (reverse("compliance:unit_sheet", args=[town[name].pk]) for name in ("ward", "commune"))
        assert own in screen
        assert other not in screen
        assert "Phiếu của đơn vị" in screen
        assert not any(words in screen for words in ("Báo cáo kỳ", "Phiếu của từng cơ quan, đơn vị"))
        assert not any(reverse(f"compliance:{name}") in screen for name in (*OF_ALL, "remarks", "template"))
        assert client.get(own, OCTOBER).status_code == 200
        assert client.get(other, OCTOBER).status_code == 404
        assert [client.get(reverse(f"compliance:{name}"), OCTOBER).status_code for name in OF_ALL] == [302] * 4
        assert client.post(f"{reverse('compliance:remarks')}?period=2026-10", {}).status_code == 302

    @pytest.mark.parametrize("who", ["former member", "nobody", "anonymous"])
    def test_anybody_else_is_refused(self, client, who):
        town = autumn()
        if who == "former member":
            client.force_login(factories.MembershipFactory(unit=town["ward"], valid_to="2026-11-01").user)
        elif who == "nobody":
            client.force_login(factories.UserFactory())
        names = [reverse(f"compliance:{name}") for name in ("papers", *OF_ALL, "template")]
        for address in (*names, reverse("compliance:unit_sheet", args=[town["ward"].pk])):
            assert client.get(address, OCTOBER).status_code == 302, address

    def test_the_table_leads_here(self, client, official, ward):
        for user, words in ((official, "Báo cáo ngày 25"), (ward.contributor, "Phiếu của đơn vị")):
            client.force_login(user)
            table = client.get(reverse("compliance:report"), OCTOBER).content.decode()
            assert f'href="{reverse("compliance:papers")}?period=2026-10"' in table
            assert words in table

    def test_no_such_period(self, client, official):
        client.force_login(official)
        for name in ("papers", *OF_ALL):
            assert client.get(reverse(f"compliance:{name}"), {"period": "2030-01"}).status_code == 404


class TestSheet:
    @pytest.fixture
    def sheet(self, client):
        def get(user, unit, period):
            client.force_login(user)
            return read(client.get(reverse("compliance:unit_sheet", args=[unit.pk]), {"period": period}).content)

        return get

    def test_its_numbers_pieces_and_year(self, sheet):
        ward = Newsroom(name="UBND phường Hàm Tiến")
        closed(2026, 10, {ward.unit: numbers(sent=1, published=1)})
        ward.published(when=at("2026-11-10 08:00:00"), title="Phú Thủy ra quân")
        ward.published(when=at("2026-11-11 08:00:00"), title="Họp tổ dân phố", photo=False, genre="phong_su")
        ward.send(ward.write(title="Đang chờ"), when=at("2026-11-12 08:00:00"))
        document = sheet(ward.contributor, ward.unit, "2026-11")
        said = lines(document)
        assert said[0] == "DỰ THẢO"
        assert "PHIẾU THEO DÕI CUNG CẤP TIN, BÀI" in said
        assert "(Kỳ báo cáo tháng 11/2026, từ ngày 25/10/2026 đến hết ngày 24/11/2026)" in said
        _head, figures, pieces, history = map(rows, document.tables)
        assert figures[1] == ["2", "3", "2", "1", "1", "1", "1", "1", "Chưa đạt", "2"]
        assert pieces[1:] == [
            ["1", "Phú Thủy ra quân", "Tin", "10/11/2026", "có", "Có"],
            ["2", "Họp tổ dân phố", "Phóng sự", "11/11/2026", "không", "Không: không có ảnh"],
        ]
        assert history[1:] == [
            ["10/2026", "2", "1", "1", "1", "1", "Chưa đạt", "đã chốt"],
            ["11/2026", "2", "3", "2", "1", "1", "Chưa đạt", "chưa chốt"],
        ]
        assert any("01 tin, bài chờ biên tập, chờ đăng" in line for line in said)
        assert "Đang chờ" not in " ".join(said)

    def test_of_a_closed_period(self, sheet, official):
        town = autumn()
        document = sheet(official, town["ward"], "2026-10")
        said = lines(document)
        assert "DỰ THẢO" not in said
        assert "Số liệu chốt lúc 00:05 ngày 25/10/2026." in said
        assert "Không có." in said
        assert [row[0] for row in rows(document.tables[-1])[1:]] == ["8/2026", "9/2026", "10/2026"]

    def test_an_official_reads_no_title_that_is_not_public(self, sheet, official, ward):
        from submissions.chain import decisions

        gone = ward.published(when=at("2026-11-10 08:00:00"), title="Bài đã gỡ")
        decisions.take_down(pk=gone.pk, user=ward.editor, reason="Sai số liệu.")
        assert "(đã gỡ)" in lines(sheet(official, ward.unit, "2026-11"))
        assert "Bài đã gỡ" in lines(sheet(ward.contributor, ward.unit, "2026-11"))

    def test_a_unit_that_stands_in_no_line_has_none(self, client, official):
        town = autumn()
        late = Newsroom(name="UBND phường mới").unit
        client.force_login(official)
        assert town["ward"] != late
        assert client.get(reverse("compliance:unit_sheet", args=[late.pk]), OCTOBER).status_code == 404


@pytest.mark.parametrize("name", ["papers", "docx", "print", "urging"])
def test_num_queries(client, official, ward, name):
    client.force_login(official)
    counted = []
    grow_to(10)
    client.get(reverse(f"compliance:{name}"))
    for number in (10, 40):
        grow_to(number)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(f"compliance:{name}")).status_code == 200
        counted.append(len(queries))
    assert counted[0] == counted[1]
