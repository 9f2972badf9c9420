"""The office's own Word template: tried before it is taken, told what is wrong with it, and left again."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document

from compliance.models import ReportTemplate
from compliance.papers.filling import refuse_unusable
from compliance.papers.shipped import report_template
from submissions.screens.refusals import Refusal
from tests import factories
from tests.compliance.closed_figures import autumn
from tests.compliance.documents import lines, read
from vietnamese.files.official import ND30, TT01

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_november")]

MISSING_MARK = "Mẫu thiếu trường {{ du_thao }}: không có trường này"


@pytest.fixture(scope="module")
def shipped():
    return report_template(ND30)


@pytest.fixture
def desk():
    return factories.UserFactory(groups=["Thường trực Ban Biên tập"], first_name="Lê", last_name="Bình")


def with_paragraph(content, text):
    document = Document(io.BytesIO(content))
    document.add_paragraph(text)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def reworded(content, old, new):
    """The template with `old` written as `new` wherever it stands in one run."""
    document = Document(io.BytesIO(content))
    for text in document.element.body.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"):
        text.text = (text.text or "").replace(old, new)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


@pytest.mark.parametrize("layout", [ND30, TT01], ids=["nd30", "tt01"])
def test_the_shipped_template_is_a_good_one(layout):
    refuse_unusable(report_template(layout))


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("dong.don_vi", "dong.ten", "không có trong hệ thống: {{ ten }}."),
        ("{{ du_thao }}", "", MISSING_MARK),
        ("{{ dia_danh }}", "{{ dia_danh | tien }}", "viết chưa đúng. Xem chỗ:"),
    ],
)
def test_a_changed_field_is_told(shipped, old, new, sentence):
    with pytest.raises(Refusal) as refusal:
        refuse_unusable(reworded(shipped, old, new))
    assert sentence in refusal.value.sentence


class TestScreen:
    @pytest.fixture
    def upload(self, client, desk):
        client.force_login(desk)

        def send(content, name="Mẫu của Phòng.docx"):
            return client.post(reverse("compliance:template"), {"file": SimpleUploadedFile(name, content)}, follow=True)

        return send

    def test_upload_use_and_leave_again(self, upload, client, shipped):
        autumn()
        own = with_paragraph(shipped, "Người lập biểu: {{ NGUOI_KY }} – {{ tong_dang }} tin, bài")
        answer = upload(own).content.decode()
        assert "Từ nay dùng mẫu “Mẫu của Phòng.docx”." in answer
        assert "“Mẫu của Phòng.docx”, Lê Bình tải lên lúc 12:0" in answer
        report = reverse("compliance:docx") + "?period=2026-10"
        assert lines(read(client.get(report).content))[-1] == "Người lập biểu: – 19 tin, bài"
        assert client.get(reverse("compliance:own_template")).content == own
        answer = client.post(reverse("compliance:return_to_shipped"), follow=True).content.decode()
        assert "Từ nay dùng mẫu gốc." in answer
        assert not any("Người lập biểu" in line for line in lines(read(client.get(report).content)))
        assert ReportTemplate.objects.get().ended_at is not None

    def test_the_newest_is_used(self, upload, shipped):
        upload(shipped, name="mot.docx")
        upload(shipped, name="hai.docx")
        assert ReportTemplate.in_use().name == "hai.docx"
        assert ReportTemplate.objects.filter(ended_at=None).count() == 1

    def test_a_bad_one_is_told_and_not_taken(self, upload, shipped):
        answer = upload(with_paragraph(shipped, "{{ sai_ten }}")).content.decode()
        assert "Mẫu dùng trường không có trong hệ thống: {{ sai_ten }}." in answer
        assert "Chưa nhận mẫu; vẫn dùng mẫu hiện tại." in answer
        assert not ReportTemplate.objects.exists()

    def test_every_field_is_explained(self, upload, client, shipped):
        html = client.get(reverse("compliance:template")).content.decode()
        for name in ("{{ co_quan_chu_quan }}", "{{ luy_ke_nam }}", "{{ dong.duoc_tinh }}", "ghi_chu", "dong.in_dam"):
            assert name in html

    def test_one_that_can_no_longer_be_filled_is_told_where_the_report_is(self, client, desk):
        ReportTemplate.replace(name="cu.docx", content=with_paragraph(report_template(ND30), "{{ da_bo }}"), by=desk)
        client.force_login(desk)
        answer = client.get(reverse("compliance:docx"), {"period": "2026-11"}, follow=True)
        assert answer.redirect_chain == [(f"{reverse('compliance:papers')}?period=2026-11", 302)]
        assert "Mẫu dùng trường không có trong hệ thống: {{ da_bo }}." in answer.content.decode()


ADDRESSES = ["template", "own_template", "shipped"]


@pytest.mark.parametrize(
    ("group", "allowed"),
    [
        ("Thường trực Ban Biên tập", True),
        ("Người xem báo cáo", False),
        ("Trưởng Ban Biên tập", False),
        ("Biên tập viên", False),
        ("Kế toán", False),
        ("Quản trị", False),
    ],
)
def test_for_the_desk_alone(client, shipped, group, allowed):
    user = factories.UserFactory(groups=[group])
    ReportTemplate.replace(name="a.docx", content=shipped, by=user)
    client.force_login(user)
    for name in ADDRESSES:
        assert client.get(reverse(f"compliance:{name}")).status_code == (200 if allowed else 302), name
    client.post(reverse("compliance:template"), {"file": SimpleUploadedFile("b.docx", shipped)})
    assert (ReportTemplate.in_use().name == "b.docx") is allowed
    client.post(reverse("compliance:return_to_shipped"))
    assert (ReportTemplate.in_use() is None) is allowed
    menu = client.get(reverse("wagtailadmin_home")).content.decode()
    assert (reverse("compliance:template") in menu) is allowed
