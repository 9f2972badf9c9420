"""A decree is read in from a list with all its points: on the screen with a preview, or by the command."""

import datetime
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from wagtail.models import ModelLogEntry

from submissions.models import Category, Decree, DecreePoint
from tests.browserform import form_of
from tests.compliance.terms.test_rule_screens import KEEPERS, OTHERS
from tests.submissions.registers import is_refused, log_in, person
from tests.vietnamese.files.table_writers import by_openpyxl

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_november")]
NUMBER, FIRST_DAY = "Nghị định 99/2030/NĐ-CP", datetime.date(2030, 1, 1)
HEAD = [
    "Căn cứ",
    "Từ ngày",
    "Điều",
    "Khoản",
    "Điểm",
    "Tên gọi trong nghị định",
    "Chuyên mục",
    "Bắt buộc",
    "Thời hạn (ngày làm việc)",
]
NEWS = [NUMBER, "01/01/2030", "7", "1", "đ", "Tin tức của địa phương", "Tin tức, sự kiện", "Có", "2"]
PLANS = [NUMBER, "01/01/2030", "7", "1", "e", "Quy hoạch, kế hoạch", "quy-hoach-ke-hoach", "Không", ""]


def address():
    return reverse("decrees:load")


@pytest.fixture
def ended():
    """What held until then has its end, as the administrator enters it first."""
    for decree in Decree.objects.filter(valid_to=None):
        decree.valid_to = FIRST_DAY
        decree.save()


@pytest.fixture
def admin(client):
    return log_in(client, person("administrator", unit=None))


def choose(client, *rows):
    return client.post(address(), {"file": SimpleUploadedFile("nghi-dinh.xlsx", by_openpyxl([HEAD, *rows]))})


def confirm(client, preview):
    return client.post(address(), form_of(preview, "form:has([name=carried])"), follow=True)


def load(tmp_path, *rows):
    path, out = tmp_path / "nghi-dinh.csv", io.StringIO()
    path.write_text("\n".join(";".join(f'"{cell}"' for cell in row) for row in [HEAD, *rows]), encoding="utf-8")
    call_command("load_decrees", str(path), stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("role", [*KEEPERS, *OTHERS])
def test_who_may(client, ward, role):
    log_in(client, person(role, unit=ward.unit))
    assert is_refused(client.get(address())) is (role in OTHERS)
    if role in OTHERS:
        assert is_refused(choose(client, NEWS))
    else:
        assert address() in client.get(reverse("decrees:index")).text


def test_seen_first_then_done_then_nothing_more(admin, ended):
    preview = choose(admin, NEWS, PLANS)
    assert not Decree.objects.filter(number=NUMBER).exists()
    news, plans = [line.effects for line in preview.context["lines"]]
    assert news == (
        f"Cơ sở pháp lý mới “{NUMBER}” từ ngày 01/01/2030, chưa đối chiếu với văn bản gốc.",
        "Điểm mới cho chuyên mục “Tin tức, sự kiện”.",
    )
    assert plans == ("Điểm mới cho chuyên mục “Chiến lược, quy hoạch, kế hoạch phát triển”.",)
    assert "Điểm đ khoản 1 Điều 7 Nghị định 99/2030/NĐ-CP" in preview.text, "how the table of categories reads then"
    assert "thêm mới 2" in confirm(admin, preview).text
    point = DecreePoint.objects.get(decree__number=NUMBER, point="đ")
    assert (point.is_binding, point.deadline_days, point.is_checked) == (True, 2, False)
    assert not DecreePoint.objects.get(decree__number=NUMBER, point="e").is_binding
    assert ModelLogEntry.objects.filter(user__groups__name="Quản trị", object_id=str(point.pk)).exists()
    assert [line.effects for line in choose(admin, NEWS, PLANS).context["lines"]] == [(), ()]


def test_what_changes_has_to_be_checked_anew(admin, ended):
    confirm(admin, choose(admin, NEWS))
    DecreePoint.objects.filter(decree__number=NUMBER).update(is_checked=True)
    confirm(admin, choose(admin, NEWS))
    assert DecreePoint.objects.get(decree__number=NUMBER).is_checked
    preview = choose(admin, [*NEWS[:-1], "5"])
    assert preview.context["lines"][0].effects[-1] == "Cần đối chiếu lại với văn bản gốc."
    confirm(admin, preview)
    point = DecreePoint.objects.get(decree__number=NUMBER)
    assert (point.deadline_days, point.is_checked) == (5, False)


def test_by_the_command(tmp_path, ended):
    assert "thêm mới 2, cập nhật 0" in load(tmp_path, NEWS, PLANS)
    assert "giữ nguyên 2" in load(tmp_path, NEWS, PLANS)
    assert list(DecreePoint.objects.filter(decree__number=NUMBER).values_list("point", flat=True)) == ["đ", "e"]


def test_refused_all_at_once_and_nothing_is_stored(tmp_path, admin, ended):
    old = Decree.objects.get(number="Nghị định 43/2011/NĐ-CP")
    bad = [
        [NUMBER, "01/01/2030", "7", "1", "đ", "Tin", "Chuyên mục lạ", "có lẽ", "hai"],
        [NUMBER, "02/01/2030", "7", "1", "z", "Tin", "Tin tức, sự kiện", "Có", ""],
        [old.number, "01/01/2030", "7", "1", "a", "Tin", "Tin tức, sự kiện", "Có", ""],
        NEWS,
        [NUMBER, "", "", "", "", "", "", "Có", ""],
    ]
    with pytest.raises(CommandError) as refused:
        load(tmp_path, *bad)
    assert str(refused.value).splitlines()[1:] == list(choose(admin, *bad).context["problems"])
    said = str(refused.value)
    for sentence in (
        "không có chuyên mục “Chuyên mục lạ”: hãy thêm ở mục “Chuyên mục” trước.",
        "“có lẽ” không phải là “có” hoặc “không”.",
        "Thời hạn (ngày làm việc): ",
        "các dòng của cùng một cơ sở pháp lý phải có cùng ngày bắt đầu.",
        "đã có ở dòng 3",
        "để trống: ",
    ):
        assert sentence in said
    for row, sentence in ((bad[1], "Điểm: "), (bad[2], f"“{old.number}” đã có, hiệu lực từ ngày 01/10/2011")):
        with pytest.raises(CommandError, match=sentence):
            load(tmp_path, row)
    with pytest.raises(CommandError, match="không có điểm nào"):
        load(tmp_path)
    assert not Decree.objects.filter(number=NUMBER).exists()


def test_a_decree_that_still_holds_is_ended_first(tmp_path):
    held = Category.objects.get(points__decree__number__contains="224/2026", points__point="c")
    with pytest.raises(CommandError, match="đã có cơ sở pháp lý"):
        load(tmp_path, [*NEWS[:6], held.title, *NEWS[7:]])
    assert not Decree.objects.filter(number=NUMBER).exists()


def test_num_queries(admin, ended, django_assert_max_num_queries):
    """A longer list asks the same of the site, and a few things of each of its own lines."""

    def look(limit, *rows):
        with django_assert_max_num_queries(limit) as asked:
            assert choose(admin, *rows).status_code == 200
        return len(asked)

    look(400, NEWS)
    one = look(400, NEWS)
    look(one + 60, NEWS, PLANS)
