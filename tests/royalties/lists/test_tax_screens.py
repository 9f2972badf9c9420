"""Taxes on the screens of a list: who is own staff, two lists of one day, declarations; by the accountant alone."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from royalties.models import Author, PaymentList, PersonalDetails, TaxMark
from royalties.paying import drawing_up
from tests import factories
from tests.royalties.payments import MAY_10
from tests.royalties.stories import moment, signed
from tests.soup import text_of
from tests.submissions.registers import is_refused, log_in

pytestmark = pytest.mark.django_db

REFUSED = ["preparer", "head", "director", "official"]


@pytest.fixture
def story(two_months):
    return two_months


@pytest.fixture
def accountant(client, story):
    return log_in(client, story.accountant)


def at(name, payment_list, *more):
    return reverse(f"payment_lists:{name}", args=[payment_list.pk, *more])


def unknown_list(story):
    Author.objects.update(kind=Author.Kind.UNKNOWN)
    return drawing_up.draw_up_list([story.march.pk], pay_day=MAY_10, user=story.accountant)


def test_who_is_own_staff_is_asked_before_the_list_is_checked(accountant, story):
    drawn = unknown_list(story)
    line = drawn.lines.get()
    page = accountant.get(at("list", drawn))
    assert "Chưa xác định là người của cơ quan hay ngoài cơ quan" in text_of(page)
    assert f'href="{at("person", drawn, line.pk)}"' in page.content.decode()
    assert 'action="' + at("check", drawn) not in page.content.decode()
    accountant.post(at("check", drawn))
    assert PaymentList.objects.get().checked_at is None
    again = accountant.post(at("kind", drawn, line.pk), {})
    assert "Hãy ghi rõ người này là người của cơ quan hay tác giả ngoài cơ quan." in text_of(again)
    accountant.post(at("kind", drawn, line.pk), {"kind": "outside"})
    assert (drawn.lines.get().tax, Author.objects.get().kind) == (0, "outside")
    shown = accountant.get(at("list", drawn)).context["shown_open"]
    accountant.post(at("check", drawn), {"shown": shown})
    assert PaymentList.objects.get().checked_at is not None


def test_another_answer_is_none(accountant, story):
    drawn = unknown_list(story)
    accountant.post(at("kind", drawn, drawn.lines.get().pk), {"kind": "unknown"})
    assert Author.objects.get().kind == Author.Kind.UNKNOWN


def test_two_lists_of_one_day_are_told_and_put_together(accountant, story):
    first, second = (story.listed(table, pay_day=MAY_10) for table in (story.march, story.april))
    page = text_of(accountant.get(at("list", second)))
    assert "Có danh sách khác cùng ngày chi cho cùng người" in page
    assert "tính thuế chung với 1.112.000 đ ở danh sách khác cùng ngày, trong đó đã khấu trừ 0 đ" in page
    assert "chung 1 người" in page
    accountant.post(at("put_together", first, second.pk))
    (left,) = PaymentList.objects.all()
    assert (left.pk, left.gross, left.tax) == (first.pk, 2_224_000, 222_400)
    page = text_of(accountant.get(at("list", first)))
    assert "cùng ngày" not in page
    assert accountant.post(at("put_together", first, second.pk)).status_code == 302
    assert PaymentList.objects.count() == 1


def test_a_declaration_changes_the_list_only_when_it_is_computed_again(accountant, story):
    drawn = story.listed(story.march, story.april, pay_day=MAY_10)
    add = reverse("tax_marks:add")
    sent = {"author": story.writer.pk, "kind": "commitment", "document": "02/CK-TNCN", "valid_from": "01/01/2019"}
    assert "Hãy nhập ngày bắt đầu có hiệu lực" in text_of(accountant.post(add, sent | {"valid_from": ""}))
    accountant.post(add, sent | {"valid_to": ""})
    assert TaxMark.objects.get().author == story.writer
    assert drawn.lines.get().tax == 222_400
    accountant.post(at("check", drawn))
    assert PaymentList.objects.get().checked_at is None
    page = accountant.get(at("list", drawn))
    assert "cam kết" in text_of(page)
    accountant.post(at("recompute", drawn), {"shown": page.context["found"].check_sum})
    assert drawn.lines.get().tax == 0
    assert "cam kết: không khấu trừ thuế" in text_of(accountant.get(at("list", drawn)))


def test_being_a_superuser_declares_nothing(client, story):
    """What a person declared moves money: by every address, also by a form of their own."""
    begin = moment(2019, 1, 1).date()
    kept = TaxMark.objects.create(author=story.writer, kind="commitment", document="01", valid_from=begin)
    log_in(client, factories.UserFactory(is_superuser=True))
    sent = {"author": story.writer.pk, "kind": "on_request", "document": "02", "valid_from": "1/1/2019", "valid_to": ""}
    for name, keys in (
        ("index", ()),
        ("add", ()),
        ("edit", (kept.pk,)),
        ("history", (kept.pk,)),
        ("usage", (kept.pk,)),
    ):
        address = reverse(f"tax_marks:{name}", args=keys)
        assert is_refused(client.get(address)), name
        assert is_refused(client.post(address, sent)) or client.post(address, sent).status_code == 405, name
    assert is_refused(client.post(reverse("tax_marks:delete", args=[kept.pk])))
    assert [(mark.pk, mark.kind) for mark in TaxMark.objects.all()] == [(kept.pk, "commitment")]
    assert reverse("tax_marks:index") not in client.get(reverse("wagtailadmin_home")).content.decode()


@pytest.mark.parametrize("role", REFUSED)
def test_nobody_else_settles_it(client, story, role):
    first, second = (story.listed(table, pay_day=MAY_10) for table in (story.march, story.april))
    log_in(client, getattr(story, role))
    line = first.lines.get()
    for name, more, sent in (
        ("kind", (line.pk,), {"kind": "staff"}),
        ("put_together", (second.pk,), {}),
    ):
        assert is_refused(client.post(at(name, first, *more), sent))
    assert is_refused(client.get(reverse("tax_marks:add")))
    assert PaymentList.objects.count() == 2
    assert Author.objects.get().kind == Author.Kind.OUTSIDE


def test_num_queries_do_not_grow_with_the_people_in_common(accountant, story):
    first = story.listed(story.march, pay_day=MAY_10)
    accountant.get(at("list", first))
    with CaptureQueriesContext(connection) as few:
        accountant.get(at("list", first))
    others = [Author.objects.create(name=f"Người {number}", kind=Author.Kind.OUTSIDE) for number in range(20)]
    first.lines.bulk_create(
        [
            type(first.lines.get())(
                payment_list=first,
                place=number,
                author=author,
                author_name=author.name,
                kind=author.kind,
                piece_count=1,
                gross=1000,
                tax=0,
                net=1000,
            )
            for number, author in enumerate(others, start=2)
        ]
    )
    with CaptureQueriesContext(connection) as many:
        accountant.get(at("list", first))
    assert len(many) == len(few)


@pytest.mark.parametrize("number", ["tax_code", "identity_number", "bank_account"])
def test_one_person_under_two_names_is_pointed_out_to_the_accountant(accountant, story, number):
    """Two records of one person are two payments for the tax, each of which may stay below the threshold."""
    other = Author.objects.create(name="Lê Văn Ba", unit=story.ward, kind=Author.Kind.OUTSIDE, is_checked=True)
    signed(story.ward, other.name, at=moment(2019, 5, 2), title="Tin tháng năm")
    may = story.approved(datetime.date(2019, 5, 1), datetime.date(2019, 5, 3))
    drawn = story.listed(story.march, may, pay_day=MAY_10)
    for author in (story.writer, other):
        PersonalDetails.objects.create(author=author, **{number: "8765432109"})
    said = "Trùng mã số thuế, số căn cước hoặc số tài khoản với"
    page = text_of(accountant.get(at("list", drawn)))
    assert f"{said} Lê Văn Ba" in page
    assert f"{said} Nguyễn Văn An" in page
    assert said not in text_of(log_in(accountant, story.director).get(at("list", drawn)))
    PersonalDetails.objects.filter(author=other).delete()
    assert said not in text_of(log_in(accountant, story.accountant).get(at("list", drawn)))
