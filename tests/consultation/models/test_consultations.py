"""Consultations as the public reads them: by their term, which ends by itself, and nothing that is not theirs."""

import datetime
from urllib.parse import urlsplit

import extruct
import feedparser
import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from consultation.handling import replying
from consultation.models import Comment, ConsultationPage, ConsultationsPage
from submissions.models import NewsDocument
from submissions.screens.refusals import Refusal
from submissions.statements import publishing
from tests import statements
from tests.consultation.stories import DAY, REPLY, SENDER, WRITTEN, People, do
from tests.plugins.told import told
from tests.soup import soup_of
from vietnamese.dates import start_of_day, today

pytestmark = pytest.mark.django_db
PLACE = "/lay-y-kien/"
LAST_DAY = datetime.date(2026, 11, 30)
LAST_SECOND = start_of_day(LAST_DAY) + datetime.timedelta(hours=23, minutes=59, seconds=59)


@told
def people():
    return People()


def text(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return " ".join(soup_of(response).main.get_text(" ", strip=True).split())


def test_the_page_tells_all_that_the_decree_asks(people, client):
    file = NewsDocument.objects.create(title="Tờ trình kèm dự thảo", file=ContentFile(b"%PDF-1.4", name="to-trinh.pdf"))
    page = people.public(title="Dự thảo Quy chế", closes_on=today() + 5 * DAY, files=[file])
    assert page.url == f"{PLACE}du-thao-quy-che/"
    shown = text(client, page.url)
    for word in ("Phòng Quản lý đô thị", "Còn 5 ngày", "Dành lối đi bộ 1,5 mét", "Tờ trình kèm dự thảo"):
        assert word in shown
    for word in ("Số 1 đường Thống Nhất", "gopy@phanthiet.example", page.closes_on.strftime("%d/%m/%Y")):
        assert word in shown
    links = [link["href"] for link in soup_of(client.get(page.url)).select("main a[href]")]
    assert {f"/gop-y/{page.pk}/", f"/gop-y/{page.pk}/han-gop-y.ics"} <= set(links)


def test_the_way_to_it_does_not_say_its_title_again(people, client):
    steps = soup_of(client.get(people.page.url)).select(".trail li")
    assert [step.get_text(strip=True) for step in steps] == ["Trang chủ", "Lấy ý kiến"]


def test_lists_in_the_draft_read_as_lists(people, client):
    """Nothing but `.text` gives them their signs back."""
    page = people.public(body="<ul><li>Lối đi bộ</li></ul>", title="Dự thảo có gạch đầu dòng")
    assert soup_of(client.get(page.url)).select_one(".text > ul > li").text == "Lối đi bộ"


@pytest.mark.usefixtures("keeping")
def test_at_midnight_it_closes_by_itself(people, time_machine):
    """List and page were kept a second before; nobody saves, publishes or runs anything in between."""
    time_machine.move_to(LAST_SECOND, tick=False)
    page = people.public(closes_on=LAST_DAY)
    reader, form = Client(), f"/gop-y/{page.pk}/"
    assert "Hôm nay là ngày cuối" in text(reader, PLACE) and "Hôm nay là ngày cuối" in text(reader, page.url)
    assert form in reader.get(page.url).content.decode()
    time_machine.move_to(LAST_SECOND + datetime.timedelta(seconds=1), tick=False)
    for address in (PLACE, page.url):
        assert "Đã kết thúc ngày 30/11/2026" in text(reader, address)
        assert "Hôm nay là ngày cuối" not in text(reader, address)
    assert form not in reader.get(page.url).content.decode()


def test_it_opens_on_its_first_day(people, client, time_machine):
    time_machine.move_to(LAST_SECOND - 3 * DAY)
    page = people.public(opens_on=LAST_DAY - DAY, closes_on=LAST_DAY)
    form = f"/gop-y/{page.pk}/"
    assert "Nhận ý kiến từ ngày 29/11/2026" in text(client, page.url)
    assert form + '"' not in client.get(page.url).content.decode()
    time_machine.move_to(LAST_SECOND - 1 * DAY)
    assert "Còn 1 ngày" in text(client, page.url)
    assert form + '"' in client.get(page.url).content.decode()


def test_open_ones_stand_first_then_those_that_ended_last(people, client, time_machine):
    time_machine.move_to(LAST_SECOND - 40 * DAY)
    for title, days in (("Một", 1), ("Hai", 50), ("Ba", 8), ("Bốn", 42)):
        people.public(title=title, closes_on=today() + days * DAY)
    time_machine.move_to(LAST_SECOND)
    titles = [one.get_text() for one in soup_of(client.get(PLACE)).select(".consultation__title")]
    assert [title for title in titles if title != people.page.title] == ["Bốn", "Hai", "Ba", "Một"]


def test_a_summary_is_published_by_two_and_only_after_the_last_day(people, client, time_machine):
    page = people.public(closes_on=today())
    with pytest.raises(ValidationError, match="sau ngày cuối"):
        statements.change(page, by=people.editor, outcome="<p>Tiếp thu 2.</p>")
    time_machine.move_to(timezone.now() + DAY)
    assert "sẽ được đăng tại đây" in text(client, page.url)
    page = statements.change(page, by=people.editor, outcome="<p>Tiếp thu 2 ý kiến.</p>")
    assert "Tiếp thu 2" not in client.get(page.url).content.decode()
    with pytest.raises(Refusal, match="Bạn đã viết hoặc sửa phiên bản này"):
        statements.publish(page, by=people.editor)
    statements.publish(page, by=people.editor2)
    assert "Tiếp thu 2 ý kiến." in text(client, page.url)
    assert "đã có bản tổng hợp" in text(client, PLACE)


def test_what_could_never_be_answered_is_not_published(people):
    with pytest.raises(Refusal, match="đã qua"):
        people.public(closes_on=today() - DAY)
    with pytest.raises(Refusal, match="trước ngày đầu"):
        people.public(opens_on=today() + 3 * DAY, closes_on=today() + DAY)
    with pytest.raises(Refusal, match="Ngày cuối"):
        people.public(closes_on=None)


def test_only_what_was_given_out_and_allowed_is_shown(people, client):
    people.new(text="Ý kiến chưa ai xem")
    people.drafted(text="Ý kiến chờ người thứ hai")
    do(replying.prepare, people.new(may_show=False, text="Không cho đăng"), people.desk, **REPLY | {"text": "Lén đăng"})
    hidden = do(replying.prepare, people.new(may_show=False), people.desk, **REPLY | {"text": "Lén đăng"})
    do(replying.give, hidden, people.editor)
    unshown = do(replying.prepare, people.new(), people.desk, **REPLY | {"text": "", "reason": "Lời riêng"})
    do(replying.give, unshown, people.editor)
    assert "opinion__text" not in client.get(people.page.url).content.decode()
    shown = people.answered()
    page = client.get(people.page.url).content.decode()
    assert REPLY["text"] in page and REPLY["reason"] in page and "Tiếp thu" in page
    for word in ("Ý kiến ch", "Lén đăng", "Lời riêng", *SENDER.values(), WRITTEN["text"]):
        assert word not in page
    do(replying.take_back, shown, people.desk)
    assert REPLY["text"] not in client.get(people.page.url).content.decode()


@pytest.mark.usefixtures("keeping")
@pytest.mark.parametrize("verb", ["give", "take_back"])
def test_a_kept_page_is_renewed_when_an_opinion_comes_or_goes(people, verb, django_capture_on_commit_callbacks):
    comment = people.drafted() if verb == "give" else people.answered()
    reader, other = Client(), people.desk2 if verb == "give" else people.desk
    before = REPLY["text"] in reader.get(people.page.url).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        do(getattr(replying, verb), comment, other)
    after = REPLY["text"] in reader.get(people.page.url).content.decode()
    assert (before, after) == (verb != "give", verb == "give")


@pytest.mark.usefixtures("keeping")
def test_an_opinion_that_arrives_renews_nothing(people, django_capture_on_commit_callbacks):
    """Else programmes could have every page made anew."""
    with django_capture_on_commit_callbacks() as callbacks:
        people.new()
    assert callbacks == []


def test_nothing_of_a_draft_or_an_opinion_is_found(people, client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        people.public(title="Dự thảo Quy chế nghĩa trang")
        people.draft(title="Dự thảo kín về bến xe")
        people.new()
        people.answered()
    (hit,) = soup_of(client.get("/tim-kiem/?q=nghĩa+trang")).select(".hit")
    assert "Dự thảo Quy chế nghĩa trang" in hit.text
    for q in ("bến xe", "hàng cây", "Lê Thị Góp"):
        assert not soup_of(client.get(f"/tim-kiem/?q={q}")).select(".hit"), q
    everywhere = [PLACE, "/", "/sitemap.xml", "/ban-do-trang/", "/rss.xml"]
    for address in everywhere:
        page = client.get(address).content.decode()
        assert "bến xe" not in page and "ben-xe" not in page and SENDER["telephone"] not in page, address


def test_programs_are_told_and_readers_of_feeds(people, client, time_machine):
    people.page.refresh_from_db()
    for ending in ("rss", "atom"):
        found = feedparser.parse(client.get(f"/lay-y-kien.{ending}").content)
        assert [entry.link for entry in found.entries] == [settings.WAGTAILADMIN_BASE_URL + people.page.url]
        assert not found.bozo
    page = client.get(people.page.url)
    beside = soup_of(page).select('link[rel=alternate][type="application/rss+xml"]')
    assert [urlsplit(link["href"]).path for link in beside] == ["/lay-y-kien.rss"]
    (told,) = told_of(page, "DigitalDocument")
    form = reverse("opinions:comment", args=[people.page.pk])
    assert urlsplit(told["potentialAction"]["target"]).path == form
    assert told["potentialAction"]["endTime"] == f"{people.page.closes_on + DAY}T00:00:00+07:00"
    time_machine.move_to(timezone.now() + 3 * DAY)
    (told,) = told_of(client.get(people.page.url), "DigitalDocument")
    assert "potentialAction" not in told
    # The feed has no word of an opinion, and none of a draft.
    people.new()
    people.draft(title="Chưa ai duyệt")
    assert len(feedparser.parse(client.get("/lay-y-kien.rss").content).entries) == 1


def told_of(answer, kind):
    (found,) = extruct.extract(answer.text, syntaxes=["json-ld"])["json-ld"]
    return [node for node in found["@graph"] if node["@type"] == kind]


def test_the_section_of_the_decree_and_the_search_lead_there(people, client):
    section = soup_of(client.get("/tin-tuc/chuyen-muc/lay-y-kien/"))
    assert [link["href"] for link in section.select(".twins a")] == ["/lay-y-kien/"]
    hits = soup_of(client.get("/tim-kiem/", {"q": people.page.title, "loai": "lay-y-kien"})).select(".hit a")
    assert people.page.url in [link["href"] for link in hits]


def test_it_stands_in_site_map_and_menu(people, client):
    assert people.page.url in client.get("/sitemap.xml").content.decode()
    assert f'href="{PLACE}"' in client.get("/").content.decode()


def test_a_withdrawn_one_is_gone_with_its_opinions_and_its_form(people, client):
    people.answered()
    publishing.withdraw(pk=people.page.pk, user=people.editor, reason="Sai dự thảo.")
    assert client.get(people.page.url).status_code == 410
    for address in (f"/gop-y/{people.page.pk}/", f"/gop-y/{people.page.pk}/han-gop-y.ics"):
        assert client.get(address).status_code == 404


def test_as_many_queries_for_forty_as_for_four(people, client):
    def cost(address):
        client.get(address)
        with CaptureQueriesContext(connection) as counted:
            client.get(address)
        return len(counted)

    for number in range(3):
        people.public(title=f"Dự thảo {number}")
        people.answered()
    few = cost(PLACE), cost(people.page.url)
    for number in range(3, 40):
        people.public(title=f"Dự thảo {number}")
    for _number in range(16):
        people.answered()
    assert Comment.objects.count() == 19
    assert (cost(PLACE), cost(people.page.url)) == few


def test_a_draft_that_lacks_everything_can_be_looked_at(people):
    page = people.draft(closes_on=None, extract="", body="")
    for draft in (page, ConsultationPage(title="Mới")):
        shown = draft.make_preview_request().rendered_content
        assert draft.title in shown and "Còn" not in soup_of(shown).main.text
    assert page.summary()


def test_the_place_is_made_by_the_migration(db):
    place = ConsultationsPage.objects.get()
    assert (place.url, place.title) == (PLACE, "Lấy ý kiến")


def test_the_fortieth_one_is_on_a_page_of_its_own(people, client, time_machine):
    for number in range(25):
        people.public(title=f"Dự thảo {number}", closes_on=today())
    time_machine.move_to(timezone.now() + 2 * DAY)
    assert "Dự thảo 0" in text(client, f"{PLACE}?trang=2")
