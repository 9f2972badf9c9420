"""A small city with a page of each public template, for browsers."""

import datetime

from django.core.files.base import ContentFile

from home.demo.contacts import enter
from home.demo.drawn.pictures import draw, draw_portrait
from home.models import AgencyDetails
from submissions.chain import decisions
from submissions.models import NewsPage
from tests import factories, workflow
from tests.about import pages as introduction
from vietnamese.dates import today

LONG_TITLE = (
    "Phường Phú Thủy công khai danh mục công trình chỉnh trang đường, hẻm trong năm và lấy ý kiến nhân dân về thứ tự "
    "ưu tiên thực hiện"
)


def make_city():
    """The paths of a front page, a list and an article with one photo."""
    unit = factories.UnitFactory(name="UBND phường Phú Thủy", slug="phuong-phu-thuy")
    contributor, leader, editor = factories.contributor_of(unit), factories.leader_of(unit), factories.editor()
    for number, scene in enumerate(["harbour", "market", "lighthouse"]):
        image = factories.photo(unit, file=ContentFile(draw(scene, number), name="anh.jpg"))
        draft = factories.news(unit, owner=contributor, title=f"Ra quân dọn bãi biển lần {number}", image=image)
        piece = workflow.publish_through_chain(draft, contributor=contributor, leader=leader, editor=editor)
    gone = factories.published(unit, owner=contributor, title="Bài đã gỡ")
    decisions.take_down(pk=gone.pk, user=editor, reason="Sai số liệu.")
    AgencyDetails.objects.update(hotline="0252 3821 111")
    told = {"lead": "Mọi người dân đều có thể góp ý. " * 6, "text": "<p>Danh mục niêm yết tại trụ sở.</p>"}
    factories.published(unit, owner=contributor, title=LONG_TITLE, **told)
    announced = NewsPage.Genre.ANNOUNCEMENT
    in_force = {"genre": announced, "holds_until": today() + datetime.timedelta(days=7)}
    notice = factories.published(unit, owner=contributor, title="Lịch cắt điện", **in_force, **told)
    enter(unit)
    introduced = introduce((editor, factories.editor()), unit)
    ended = factories.UnitFactory(name="UBND phường Cũ", valid_to="2025-07-01")
    ended.successors.add(unit)
    return {
        "front": "/",
        "list": "/tin-tuc/",
        "notices": "/tin-tuc/thong-bao-dang-hieu-luc/",
        "unit": unit.page.url,
        "article": piece.url,
        "long": NewsPage.objects.get(title=LONG_TITLE).url,
        "missing": "/khong-co/",
        "gone": gone.url,
        "ended": ended.page.url,
        "questions": "/hoi-dap/",
        "ask": "/hoi-dap/gui/",
        "subscribe": "/nhan-tin/?don-vi=phuong-phu-thuy",
        "map": "/so-do-trang/",
        "statement": "/tuyen-bo-tiep-can/",
        "hits": "/tim-kiem/?q=bai+bien&don-vi=phuong-phu-thuy",
        "no hits": "/tim-kiem/?q=bai+bein",
        "search": "/tim-kiem/",
        "directory": "/danh-ba/",
        "reading sheet": f"/ban-doc-loa/{notice.pk}/",
        "board sheet": f"/ban-dan-bang-tin/{notice.pk}/",
        "introduction": "/gioi-thieu/",
        **introduced,
    }


def introduce(board, unit):
    """{name: path} of the pages of the introduction: with and without a portrait, a very long name, a map."""
    portrait = factories.photo(unit, file=ContentFile(draw_portrait(1, long_hair=False), name="chan-dung.jpg"))
    an = {"name": "Nguyễn Văn An", "post": "Chủ tịch UBND", "portrait": portrait, "telephone": "0252 000 001"}
    an |= {"duties": "Phụ trách chung.\nTiếp công dân.", "biography": "Sinh năm 1970.", "email": "an@phanthiet.example"}
    long = {"name": "Công Tằng Tôn Nữ Nguyễn Thị Phương Hoàng Thảo Nguyên Bích Vân", "post": LONG_TITLE}
    cells = [{"unit": unit, "row": 2, "column": 1}, {"label": "Biển Đông", "row": 3, "column": 7}]
    photos = factories.body_blocks("<h3>Thời mở đất</h3><p>Lưu dân lập làng.</p>", image=portrait)
    return {
        "leaders": introduction.leaders(board, an, long).url,
        "organisation": introduction.organisation(board, {"unit": unit, "text": "Việc của phường."}).url,
        "ward map": introduction.ward_map(board, *cells).url,
        "subject": introduction.subject(board, body=photos).url,
    }
