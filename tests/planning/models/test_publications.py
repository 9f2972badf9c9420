"""Projects, tenders, plans, statistics: written by one of the board, published by another, read by everybody."""

import datetime
import json

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from jsonschema import Draft202012Validator

from planning.models import PlanPage, ProjectPage, Publication, StatisticsPage, TenderPage
from planning.models.costs import cost_in_words
from submissions.screens.refusals import Refusal
from submissions.statements import publishing
from submissions.statements.statement import statement_types
from tests import factories, statements
from tests.browserform import editor_form
from tests.planning.stories import ADDRESSES, DAY, PLACES, PROJECTS, draft, every_kind, listed, public, text
from tests.plugins.told import told
from tests.soup import soup_of
from vietnamese.text import fold

pytestmark = pytest.mark.django_db


@told
def board():
    return factories.editor(), factories.editor()


def facts(client, page):
    """{label: value} of what the public page of `page` says."""
    rows = soup_of(client.get(page.url)).select(".facts > div")
    return {text(row.dt): text(row.dd) for row in rows}


def test_the_four_kinds_are_statements():
    assert set(PLACES) == {kind for kind in statement_types() if issubclass(kind, Publication)}


@every_kind
def test_four_eyes(board, client, model):
    writer, reader = board
    page = draft(model, by=writer)
    assert client.get(ADDRESSES[model] + page.slug + "/").status_code == 404
    assert listed(client, ADDRESSES[model]) == []
    with pytest.raises(Refusal, match="Bạn đã viết hoặc sửa phiên bản này"):
        statements.publish(page, by=writer)
    statements.publish(page, by=reader)
    assert page.get_url().startswith(ADDRESSES[model])
    assert listed(client, ADDRESSES[model]) == [page.title]
    assert "None" not in text(soup_of(client.get(ADDRESSES[model])).main)
    publishing.withdraw(pk=page.pk, user=writer, reason="Sai số liệu")
    cache.clear()
    assert listed(client, ADDRESSES[model]) == []
    assert client.get(page.get_url()).status_code == 410


@every_kind
@pytest.mark.parametrize("role", ["contributor", "leader", "desk", "administrator", "superuser"])
def test_nobody_else_publishes(board, model, role):
    unit = factories.UnitFactory()
    person = {
        "contributor": lambda: factories.contributor_of(unit),
        "leader": lambda: factories.leader_of(unit),
        "desk": lambda: factories.UserFactory(groups=["Thường trực Ban Biên tập"]),
        "administrator": lambda: factories.UserFactory(groups=["Quản trị"]),
        "superuser": lambda: factories.UserFactory(is_superuser=True, is_staff=True),
    }[role]()
    page = draft(model, by=board[0])
    with pytest.raises(Refusal, match="Bạn không có quyền đăng nội dung này"):
        statements.publish(page, by=person)
    assert not statements.fresh(page).live


def test_the_nine_fields_in_the_words_of_the_decree(board, client):
    page = public(ProjectPage, board, progress="Đã giải phóng mặt bằng", place="Phường Phú Thủy")
    said = facts(client, page)
    assert list(said)[:9] == [
        "Tên dự án",
        "Mục tiêu chính",
        "Lĩnh vực chuyên môn",
        "Loại dự án",
        "Thời gian thực hiện",
        "Kinh phí",
        "Loại hình tài trợ",
        "Nhà tài trợ",
        "Tình trạng",
    ]
    assert said["Thời gian thực hiện"] == "2019 – 2021"
    assert said["Kinh phí"] == "12.500.000.000 đ (12,5 tỷ đồng)"
    assert said["Tình trạng"] == "Đang chuẩn bị đầu tư – Đã giải phóng mặt bằng"
    assert said["Ngày duyệt"] == "04/03/2019"


NINE = {
    "goal": ("", "Mục tiêu chính"),
    "field": (None, "Lĩnh vực chuyên môn"),
    "kind": ("", "Loại dự án"),
    "first_year": (None, "Từ năm"),
    "cost_from": (None, "Kinh phí"),
    "funding": ("", "Loại hình tài trợ"),
    "sponsor": ("", "Nhà tài trợ"),
    "state": ("", "Tình trạng"),
}


@pytest.mark.parametrize("name", NINE)
def test_what_is_missing_is_named_and_nothing_is_public(board, name):
    nothing, label = NINE[name]
    writer, reader = board
    page = draft(ProjectPage, by=writer, **{name: nothing, "last_year": None})
    with pytest.raises(Refusal, match=f"{label}:") as refusal:
        statements.publish(page, by=reader)
    others = {said for missing, (_nothing, said) in NINE.items() if missing != name}
    assert not [said for said in others if f"{said}:" in str(refusal.value)]
    assert not statements.fresh(page).live


def test_a_draft_lacks_anything_and_is_written_in_the_editor(board, client):
    """The form of a new project, filled in as a browser would, with amounts as an office writes them."""
    writer, reader = board
    client.force_login(writer)
    place = PLACES[ProjectPage].objects.get()
    address = f"/admin/pages/add/planning/projectpage/{place.pk}/"
    form = soup_of(client.get(address))
    assert "Dự án" in form.select_one('[name="category"] option[selected]').text
    data = {"title": "Kè chống xói lở Hàm Tiến", "cost_from": "1.490.000.000 đ", "comments-TOTAL_FORMS": "0"}
    data |= {"comments-INITIAL_FORMS": "0", "files-TOTAL_FORMS": "0", "files-INITIAL_FORMS": "0"}
    assert client.post(address, data).status_code == 302
    page = ProjectPage.objects.get()
    assert (page.cost_from, page.live, page.goal) == (1_490_000_000, False, "")
    with pytest.raises(Refusal, match="Mục tiêu chính"):
        statements.publish(page, by=reader)
    shown = soup_of(client.get(f"/admin/pages/{page.pk}/edit/")).select_one('[name="cost_from"]')["value"]
    assert shown.replace("\xa0", " ") == "1.490.000.000 đ"
    refused = client.post(address, data | {"cost_from": "một tỷ", "goal": "Giữ bờ biển"})
    assert refused.status_code == 200
    assert "1.490.000" in text(soup_of(refused).main)
    assert "Giữ bờ biển" in refused.content.decode()
    assert ProjectPage.objects.count() == 1


def test_a_new_state_is_a_new_version_that_a_second_person_publishes(board, client):
    writer, reader = board
    page = public(ProjectPage, board)

    def steps():
        cache.clear()
        return [(text(step), step.get("aria-current")) for step in soup_of(client.get(page.url)).select(".steps .step")]

    assert steps() == [
        ("Đang chuẩn bị đầu tư (hiện nay)", "step"),
        ("Đang triển khai", None),
        ("Đã hoàn tất", None),
    ]
    page = statements.change(page, by=writer, state="trien-khai")
    assert steps()[0][1] == "step"
    with pytest.raises(Refusal, match="Bạn đã viết hoặc sửa phiên bản này"):
        statements.publish(page, by=writer)
    page = statements.publish(page, by=reader)
    assert steps() == [
        ("Đang chuẩn bị đầu tư (đã qua)", None),
        ("Đang triển khai (hiện nay)", "step"),
        ("Đã hoàn tất", None),
    ]
    updated = soup_of(client.get(page.url)).select_one(".publication-updated")
    assert text(updated) == f"Cập nhật lần cuối: {page.last_published_at.astimezone():%d/%m/%Y}"


@pytest.mark.parametrize(
    ("first", "last", "is_approximate", "said"),
    [
        (None, None, False, ""),
        (850_000_000, None, False, "850 triệu đồng"),
        (1_000_000_000, None, False, "1 tỷ đồng"),
        (12_500_000_000, None, True, "khoảng 12,5 tỷ đồng"),
        (12_000_000_000, 15_250_000_000, False, "từ 12 tỷ đồng đến 15,25 tỷ đồng"),
        (12_000_000_000, 12_000_000_000, False, "12 tỷ đồng"),
        # Nothing is left out for the sake of brevity.
        (1_234_567_891, None, False, "1.234.567.891 đ"),
        (999_999, None, False, "999.999 đ"),
    ],
)
def test_money_as_it_is_said(first, last, is_approximate, said):
    assert cost_in_words(first, last, is_approximate=is_approximate).replace("\xa0", " ") == said


@pytest.mark.parametrize(
    ("model", "fields", "message"),
    [
        (ProjectPage, {"cost_from": 5, "cost_to": 4}, "nhỏ hơn"),
        (ProjectPage, {"first_year": 2020, "last_year": 2019}, "kết thúc trước"),
        (TenderPage, {"state": "co-ket-qua"}, "nhà thầu trúng thầu"),
        (PlanPage, {"effect": "replaces"}, "để trống cả hai"),
        (StatisticsPage, {"surveyed_to": datetime.date(2018, 1, 1)}, "kết thúc trước"),
    ],
)
def test_what_contradicts_itself_is_refused(board, model, fields, message):
    page = draft(model, by=board[0], **fields)
    with pytest.raises(ValidationError, match=message):
        page.clean()
    with pytest.raises(Refusal, match=message):
        statements.publish(page, by=board[1])


def test_a_tender_and_its_project_lead_to_each_other(board, client):
    writer, reader = board
    project = public(ProjectPage, board)
    tender = public(TenderPage, board, project=project)
    waiting = draft(TenderPage, by=writer, title="Gói thầu số 03", project=project)
    assert soup_of(client.get(tender.url)).select(f'main a[href="{project.url}"]')
    page = soup_of(client.get(project.url)).main
    assert page.select(f'a[href="{tender.url}"]')
    assert waiting.title not in text(page)
    tender = statements.change(
        tender, by=writer, state="co-ket-qua", winner="Công ty Xây dựng An Phú", winning_price=8_100_000_000
    )
    statements.publish(tender, by=reader)
    said = facts(client, tender)
    assert (said["Nhà thầu trúng thầu"], said["Giá trúng thầu"]) == ("Công ty Xây dựng An Phú", "8.100.000.000 đ")
    assert said["Hạn nộp hồ sơ dự thầu"].endswith("01/04/2019")


def test_a_plan_says_what_replaced_it_once_that_is_public(board, client):
    old = public(PlanPage, board)
    new = draft(PlanPage, by=board[0], title="Kế hoạch sử dụng đất năm 2020", effect="replaces", earlier=old)
    assert new.title not in client.get(old.url).content.decode()
    new = statements.publish(new, by=board[1])
    assert "Được thay thế bởi" in text(soup_of(client.get(old.url)).main)
    assert soup_of(client.get(old.url)).select(f'main a[href="{new.url}"]')
    assert soup_of(client.get(new.url)).select(f'main a[href="{old.url}"]')


def test_its_decision_in_the_library_and_its_files(board, client):
    writer, reader = board
    decision = statements.document(by=writer, number="1520/QĐ-UBND")
    file = factories.document(factories.UnitFactory())
    page = public(PlanPage, board, decision=decision, decision_name="Quyết định 1520/QĐ-UBND", files=[file])
    assert facts(client, page)["Quyết định"] == "Quyết định 1520/QĐ-UBND"
    assert client.get(file.url).status_code == 200
    statements.publish(decision, by=reader)
    cache.clear()
    assert soup_of(client.get(page.url)).select(f'.facts a[href="{statements.fresh(decision).url}"]')


@every_kind
def test_what_programs_are_told(board, client, model):
    page = public(model, board)
    soup = soup_of(client.get(page.url))
    graph = json.loads(soup.select_one("[type='application/ld+json']").string)["@graph"]
    (told_of,) = [one for one in graph if one["@type"] == model.SCHEMA_TYPE]
    assert (told_of["name"], "2019" in told_of["temporalCoverage"]) == (page.title, True)
    assert soup.select_one("meta[name='DCTERMS.issued']")["content"] == DAY.isoformat()
    assert page.url in client.get("/sitemap.xml").content.decode()
    for ending in ("rss", "atom"):
        feed = client.get(f"{ADDRESSES[model].rstrip('/')}.{ending}").content.decode()
        assert page.title in feed and page.url in feed
    assert soup.select_one("link[type='application/rss+xml']")["href"].endswith(".rss")


@every_kind
@pytest.mark.parametrize("write", [str, fold])
def test_the_search_of_the_site_finds_it(board, client, model, write):
    page = public(model, board)
    words = write(page.title)
    assert soup_of(client.get("/tim-kiem/", {"q": words})).select(f'a[href="{page.url}"]')
    limited = {"q": words, "loai": "ke-hoach-du-an"}
    assert soup_of(client.get("/tim-kiem/", limited)).select(f'a[href="{page.url}"]')
    assert not soup_of(client.get("/tim-kiem/", limited | {"loai": "trang"})).select(f'a[href="{page.url}"]')


def test_a_long_name_is_kept_whole(board, client):
    title = "Dự án " + "cải tạo, nâng cấp hệ thống thoát nước mưa, nước thải khu vực nội thành " * 3
    page = public(ProjectPage, board, title=title[:255].strip())
    assert text(soup_of(client.get(page.url)).h1) == page.title
    assert listed(client, PROJECTS) == [page.title]


def test_nothing_of_the_form_is_lost_when_somebody_else_was_faster(board, client):
    writer, reader = board
    page = draft(ProjectPage, by=writer)
    form = editor_form(page, user=writer)
    statements.change(page, by=reader, goal="Mục tiêu của người khác")
    client.force_login(writer)
    answer = client.post(f"/admin/pages/{page.pk}/edit/", form | {"goal": "Mục tiêu của tôi"})
    assert answer.status_code == 200
    assert "Mục tiêu của tôi" in answer.content.decode()
    assert statements.fresh(page).get_latest_revision_as_object().goal == "Mục tiêu của người khác"


def test_projects_are_open_data(board, client):
    unit = factories.UnitFactory(slug="phuong-phu-thuy")
    page = public(ProjectPage, board, in_charge=unit, cost_to=13_000_000_000, approved_on=None)
    draft(ProjectPage, by=board[0], title="Chưa công bố")
    said = client.get("/du-lieu-mo/du-an.json").json()
    schema = client.get("/du-lieu-mo/du-an.schema.json").json()
    Draft202012Validator(schema).validate(said)
    (row,) = said["du_lieu"]
    assert (row["ten"], row["don_vi"], row["ngay_phe_duyet"]) == (page.title, "phuong-phu-thuy", None)
    assert (row["kinh_phi_tu"], row["kinh_phi_den"]) == ("12500000000", "13000000000")
    assert (row["tu_nam"], row["den_nam"], row["tinh_trang"]) == ("2019", "2021", "Đang chuẩn bị đầu tư")
