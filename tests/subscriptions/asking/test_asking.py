"""The form and its mail: double opt-in, and not a word about who has subscribed."""

import datetime

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from post_office.models import Email

from feedback.models import FeedbackRules
from submissions.models import Category
from subscriptions.ending.keeping import look_after
from subscriptions.models import Request, Subscription, SubscriptionRules
from tests import factories
from tests.plugins.told import told
from tests.soup import soup_of, text_of
from tests.subscriptions.stories import ADDRESS, FORM, Pace, filled, path_in, publish, subscribe

pytestmark = pytest.mark.django_db


@told
def ward():
    return factories.UnitFactory(name="UBND phường Phú Thủy", slug="phu-thuy")


def confirm_path():
    return path_in(Email.objects.get().message, "xac-nhan")


def test_a_link_chooses_and_the_form_is_kept_by_nobody(client, ward, settings):
    settings.PAGE_CACHE_SECONDS = 60
    category = Category.objects.valid_today().first()
    page = client.get(f"{FORM}?don-vi=phu-thuy&don-vi=khong-co&chuyen-muc={category.slug}&thong-bao=1")
    assert "no-store" in page["Cache-Control"]
    chosen = {box["name"]: box.get("value") for box in soup_of(page).select("input[type=checkbox][checked]")}
    assert chosen == {"all_announcements": None, "units": str(ward.pk), "categories": str(category.pk)}
    assert len(soup_of(page).select("details[open]")) == 2
    assert len(soup_of(client.get(FORM)).select("details[open]")) == 0


def test_nothing_but_one_mail_before_it_is_confirmed_by_a_press(client, ward):
    answer = client.post(FORM, filled(client, units=[ward.pk], all_announcements="on", pace=Pace.DAILY))
    assert "mở hộp thư" in text_of(answer)
    assert Subscription.objects.count() == 0
    assert Email.objects.get().to == [ADDRESS]
    assert "UBND phường Phú Thủy" in Email.objects.get().message
    path = confirm_path()
    page = client.get(path)
    assert "UBND phường Phú Thủy" in text_of(page)
    assert ADDRESS not in page.content.decode()
    assert Subscription.objects.count() == 0
    done = client.post(path, follow=True)
    assert "Đã xác nhận" in text_of(done)
    subscription = Subscription.objects.get()
    assert (subscription.address, subscription.pace, subscription.all_announcements) == (ADDRESS, Pace.DAILY, True)
    assert list(subscription.units.all()) == [ward]
    assert (Request.objects.count(), Email.objects.count()) == (0, 0)


def test_pressed_twice_is_confirmed_once(client, ward):
    client.post(FORM, filled(client, units=[ward.pk]))
    path = confirm_path()
    pages = [client.post(path, follow=True) for _time in range(2)]
    assert [page.status_code for page in pages] == [200, 200]
    assert Subscription.objects.count() == 1


def test_the_same_form_twice_is_one_mail(client, ward):
    form = filled(client, units=[ward.pk])
    answers = [client.post(FORM, form) for _time in range(2)]
    assert Email.objects.count() == 1
    assert text_of(answers[0]) == text_of(answers[1])


def test_the_answer_is_the_same_for_who_is_subscribed(client, ward):
    subscribe(units=[ward])
    known = client.post(FORM, filled(client, units=[ward.pk]))
    unknown = client.post(FORM, filled(client, units=[ward.pk], email="la@thu.example"))
    assert text_of(known) == text_of(unknown)
    first, second = Email.objects.order_by("pk")
    assert first.subject == second.subject
    assert Subscription.objects.count() == 1


def test_another_choice_of_the_same_mailbox_comes_beside_the_first(client, ward):
    other = factories.UnitFactory()
    first = subscribe(units=[ward])
    again = subscribe(ADDRESS.upper(), units=[other], announcements=True, pace=Pace.DAILY)
    assert again.pk == first.pk
    assert set(again.units.all()) == {ward, other}
    assert (again.all_announcements, again.pace) == (True, Pace.DAILY)


def test_nobody_has_a_mailbox_filled(client, ward):
    for _time in range(5):
        answer = client.post(FORM, filled(Client(REMOTE_ADDR="10.0.0.7"), units=[ward.pk]))
        assert "mở hộp thư" in text_of(answer)
    assert Email.objects.count() == 3
    with time_machine.travel(timezone.now() + datetime.timedelta(days=1, minutes=1)):
        client.post(FORM, filled(client, units=[ward.pk]))
    assert Email.objects.count() == 4


@pytest.mark.parametrize(
    "written",
    [
        [f"ba.hai+{number}@thu.example" for number in range(5)],
        ["ba.hai@thu.example", "bahai@thu.example", "b.ahai@thu.example", "b.a.h.a.i@thu.example"],
        # Letters that the mail system takes for the same in the name of a host.
        [f"ba.hai@{host}.example" for host in ("\uff54hu", "t\uff48u", "th\uff55", "th\u24e4", "\u24e3hu")],
    ],
    ids=["plus", "dots", "letters"],
)
def test_nor_by_writing_its_address_in_many_ways(client, ward, written):
    for address in written:
        client.post(FORM, filled(client, units=[ward.pk], email=address))
    assert Email.objects.count() == 3


def test_one_network_sends_so_many_forms_a_day(client, ward):
    FeedbackRules.objects.update_or_create(pk=FeedbackRules.load().pk, defaults={"per_day": 2})
    answers = [client.post(FORM, filled(client, units=[ward.pk], email=f"n{n}@thu.example")) for n in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert Request.objects.count() == 2


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "ít nhất một nội dung"),
        ({"all_announcements": "on", "consent": ""}, "không được phép lưu địa chỉ"),
        ({"all_announcements": "on", "email": "khong-phai"}, "email"),
        ({"all_announcements": "on", "email": "a@b.example\nBcc: c@d.example"}, "email"),
        # Of this the outbox made four mailboxes: whoever had one of them could confirm for the others.
        ({"all_announcements": "on", "email": '"x,ba.hai@thu.example,toi@xau.example,y"@xau.example'}, "email"),
        ({"all_announcements": "on", "email": "\u017fam@thu.example"}, "email"),
        ({"all_announcements": "on", "email": "\u212aim@thu.example"}, "email"),
        ({"all_announcements": "on", "units": "9" * 40}, "hợp lệ"),
        ({"all_announcements": "on", "categories": "9" * 5000}, "hợp lệ"),
        ({"all_announcements": "on", "website": "http://mua.example"}, "phải để trống"),
        ({"all_announcements": "on", "stamp": "x"}, "Gửi quá nhanh"),
        ({"all_announcements": "on", "units": "999999"}, "hợp lệ"),
        ({"all_announcements": "on", "pace": "hourly"}, "hợp lệ"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_kept(client, given, sentence):
    answer = client.post(FORM, {**filled(client), **given})
    assert answer.status_code == 200
    assert sentence in text_of(answer)
    assert (Request.objects.count(), Email.objects.count()) == (0, 0)


def test_what_was_typed_is_shown_again(client, ward):
    soup = soup_of(client.post(FORM, {**filled(client, units=[ward.pk], pace=Pace.AT_ONCE), "consent": ""}))
    assert soup.select_one("[name=email]")["value"] == ADDRESS
    assert soup.select_one("[name=units][checked]")["value"] == str(ward.pk)
    assert soup.select_one("[name=pace][checked]")["value"] == Pace.AT_ONCE


def test_after_three_days_it_is_too_late_and_the_address_is_deleted(client, ward):
    client.post(FORM, filled(client, units=[ward.pk]))
    path = confirm_path()
    with time_machine.travel(timezone.now() + datetime.timedelta(days=3, minutes=1)):
        assert client.get(path).status_code == 410
        assert client.post(path).status_code == 410
        look_after()
    assert (Request.objects.count(), Subscription.objects.count(), Email.objects.count()) == (0, 0, 0)


def test_what_could_not_be_sent_goes_with_its_request(client, ward, monkeypatch):
    """However many other mails are to be forgotten in the same round: nobody would know any more whose it is."""
    client.post(FORM, filled(client, units=[ward.pk]))
    monkeypatch.setattr("subscriptions.ending.keeping.MOST", 0)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=3, minutes=1)):
        look_after()
    assert (Request.objects.count(), Email.objects.count()) == (0, 0)


@pytest.mark.parametrize("token", ["0" * 40, "x", "a" * 39])
def test_a_made_up_link_confirms_nothing(client, ward, token):
    client.post(FORM, filled(client, units=[ward.pk]))
    assert client.post(f"/nhan-tin/xac-nhan/{token}/").status_code == 410
    assert Subscription.objects.count() == 0


def test_a_token_is_good_for_one_thing(client, ward):
    subscription = subscribe(units=[ward])
    client.post(FORM, filled(client, units=[ward.pk], email="la@thu.example"))
    path = confirm_path()
    assert client.post(path.replace("xac-nhan", "thoi")).status_code == 404
    assert client.get(path.replace("xac-nhan", "cua-toi")).status_code == 404
    assert Subscription.objects.get() == subscription


def test_confirming_asks_for_the_token_of_its_page(ward):
    client = Client(enforce_csrf_checks=True)
    subscriber = Client()
    subscriber.post(FORM, filled(subscriber, units=[ward.pk]))
    path = confirm_path()
    assert client.post(path).status_code == 403
    given = {"csrfmiddlewaretoken": soup_of(client.get(path)).select_one("[name=csrfmiddlewaretoken]")["value"]}
    assert client.post(path, given).status_code == 302


def test_switched_off_nobody_can_ask(client, ward):
    form = filled(client, units=[ward.pk])
    rules = SubscriptionRules.load()
    rules.is_open = False
    rules.save()
    assert "Hiện chưa nhận đăng ký" in text_of(client.get(FORM))
    assert "Hiện chưa nhận đăng ký" in text_of(client.post(FORM, form))
    assert Request.objects.count() == 0


def test_pages_lead_to_the_form_with_their_choice(client, ward):
    piece, notice = publish(ward), publish(ward, "Thông báo ngừng cấp nước", genre="thong_bao")
    hrefs = {
        "unit": f"{FORM}?don-vi=phu-thuy",
        "section": f"{FORM}?chuyen-muc={piece.category.slug}",
        "piece": f"{FORM}?don-vi=phu-thuy",
        "notice": f"{FORM}?thong-bao=1",
    }
    root = ward.page.get_parent().specific
    pages = {
        "unit": ward.page.url,
        "section": root.url + f"chuyen-muc/{piece.category.slug}/",
        "piece": piece.url,
        "notice": notice.url,
    }
    for name, path in pages.items():
        soup = soup_of(client.get(path))
        assert hrefs[name] in {link["href"] for link in soup.select("main a")}, name
        assert FORM in {link["href"] for link in soup.select(".foot a")}, name


def test_no_address_reaches_the_logs(client, ward, caplog):
    """Even when the mail cannot be written, which is logged."""
    caplog.set_level("DEBUG")
    client.post(FORM, filled(client, units=[ward.pk], email="a..b@thu.example"))
    client.post(FORM, filled(client, units=[ward.pk]))
    assert "thu.example" not in caplog.text
