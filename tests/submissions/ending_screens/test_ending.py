"""The assistant by which units end: who opens it, what it shows and asks, what it refuses."""

import datetime

import pytest

from submissions.ending_screens import views
from submissions.models import NewsPage, Unit, UnitEnding, UnitMembership
from submissions.units import units_admin
from tests import factories, workflow
from tests.browserform import form_of
from tests.submissions.ending_screens.endings import ADDRESS, FORM, asked, confirm, text_of, today
from tests.submissions.registers import ALLOWED, REFUSED, is_refused, log_in, person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ALLOWED)
def test_open_to(client, unit, role):
    log_in(client, person(role, unit=unit))
    assert client.get(ADDRESS).status_code == 200
    assert ADDRESS in client.get("/admin/don-vi/").content.decode()


@pytest.mark.parametrize("role", REFUSED)
def test_closed_to(client, city, role):
    log_in(client, person(role, unit=city.other))
    assert is_refused(client.get(ADDRESS))
    assert is_refused(client.post(ADDRESS, asked(city) | {"confirm": "1"}))
    assert not Unit.objects.exclude(valid_to=None).exists()


def test_the_preview_says_all_of_it_and_stores_nothing(admin, city):
    before = Unit.objects.count(), UnitMembership.objects.count()
    preview = admin.post(ADDRESS, asked(city))
    said = text_of(preview)
    for sentence in (
        "Kế thừa: UBND phường Mũi Né (mới).",
        f"{city.leader}, lãnh đạo đơn vị của Mũi Né: từ ngày {today():%d/%m/%Y} thuộc UBND phường Mũi Né (mới).",
        "1 tin, bài đang chờ lãnh đạo: chuyển sang chờ lãnh đạo UBND phường Mũi Né (mới) duyệt.",
        "2 bản nháp, trong đó 1 bản bị trả lại: chuyển sang UBND phường Mũi Né (mới).",
        "1 tin, bài đang ở Ban Biên tập, lãnh đạo cũ đã duyệt",
        "đường dẫn “phuong-mui-ne”",
        "Ảnh: 5",
    ):
        assert sentence in said
    assert "Chờ lãnh đạo" not in preview.content.decode(), "an administrator reads no titles of drafts"
    assert (Unit.objects.count(), UnitMembership.objects.count()) == before


def test_nobody_moves_themselves(client, city):
    factories.MembershipFactory(unit=city.old, user=city.administrator)
    own = UnitMembership.objects.get(user=city.administrator)
    log_in(client, city.administrator)
    preview = client.post(ADDRESS, asked(city, **{f"person-{own.pk}": "move-0"}))
    assert "không ai tự sửa tư cách thành viên của mình" in text_of(preview)
    assert f"person-{own.pk}" not in form_of(preview, FORM)
    confirm(client, preview, **{f"person-{own.pk}": "move-0"})
    assert UnitMembership.objects.get(user=city.administrator).unit == city.old


def test_what_was_changed_meanwhile_is_shown_again(admin, city):
    preview = admin.post(ADDRESS, asked(city))
    workflow.approve_as(city.at_leader, city.leader)
    answer = confirm(admin, preview)
    assert "Nội dung đã khác lần xem trước" in answer.content.decode()
    assert not UnitEnding.objects.exists()
    confirm(admin, answer)
    assert UnitEnding.objects.exists()
    assert workflow.fresh(city.at_leader).unit == city.old


def test_other_choices_are_shown_before_they_are_done(admin, city):
    preview = admin.post(ADDRESS, asked(city))
    member = UnitMembership.objects.get(user=city.contributor)
    answer = confirm(admin, preview, **{f"person-{member.pk}": "end"})
    assert not UnitEnding.objects.exists()
    assert f"{city.contributor}, người phụ trách cung cấp tin, bài của Mũi Né: hết ngày" in text_of(answer)
    confirm(admin, answer)
    assert not UnitMembership.objects.in_office().filter(user=city.contributor).exists()


def test_confirmed_twice_it_is_done_once(admin, city):
    preview = admin.post(ADDRESS, asked(city))
    confirm(admin, preview)
    confirm(admin, preview)
    assert UnitEnding.objects.count() == 1
    assert Unit.objects.filter(short_name="Mũi Né mới").count() == 1


def test_back_to_the_form_keeps_what_was_typed(admin, city):
    preview = admin.post(ADDRESS, asked(city))
    form = admin.post(ADDRESS, form_of(preview, FORM) | {"change": "1"})
    assert form.context["form"]["new_name"].value() == "UBND phường Mũi Né"
    assert "sections" not in form.context


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"units": []}, "bắt buộc"),
        ({"last_day": "31/02/2025"}, "last_day"),
        ({"new_kind": ""}, "Vui lòng ghi mục này cho đơn vị mới."),
        ({"new_name": ""}, "Vui lòng ghi tên đơn vị mới."),
        ({"document_number": ""}, "bắt buộc"),
    ],
)
def test_bad_input_is_told_at_its_field(admin, city, fields, sentence):
    answer = admin.post(ADDRESS, asked(city) | fields)
    assert "sections" not in answer.context
    errors = answer.context["form"].errors
    assert sentence in f"{errors} {list(errors)}"


def test_what_may_not_be(admin, city):
    Unit.objects.filter(pk=city.old.pk).update(valid_from=today())
    assert "ngày cuối cùng không thể trước ngày đó" in admin.post(ADDRESS, asked(city)).content.decode()
    Unit.objects.filter(pk=city.old.pk).update(valid_from=None)
    nothing = {"new_name": "", "new_short_name": "", "new_kind": ""}
    same = admin.post(ADDRESS, asked(city, successors=[city.old.pk], **nothing))
    assert "không thể vừa kết thúc vừa kế thừa" in same.content.decode()
    taken = admin.post(ADDRESS, asked(city, new_name="UBND Phường Hàm Tiến"))
    assert "hãy chọn trong danh sách" in taken.content.decode()
    later = factories.UnitFactory(valid_from=today() + datetime.timedelta(days=30))
    early = admin.post(ADDRESS, asked(city, successors=[later.pk], **nothing))
    assert "nên không kế thừa được" in early.content.decode()
    assert not UnitEnding.objects.exists()


def test_num_queries(admin, city, django_assert_max_num_queries):
    def look(limit):
        with django_assert_max_num_queries(limit) as asked_for:
            admin.post(ADDRESS, asked(city))
        return len(asked_for)

    look(200)
    few = look(90)
    for _number in range(20):
        factories.contributor_of(city.old)
        factories.UnitFactory()
    look(few)
    assert NewsPage.objects.count() == 5


def test_a_unit_that_is_closed_in_that_instant_is_not_overwritten(admin, city, monkeypatch):
    """What is confirmed is read after the turn has come, and not before it."""
    preview, wait = admin.post(ADDRESS, asked(city)), views.take_turns
    by_hand = today() - datetime.timedelta(days=3)

    def close_meanwhile():
        Unit.objects.filter(pk=city.old.pk).update(valid_to=by_hand)
        wait()

    monkeypatch.setattr(views, "take_turns", close_meanwhile)
    answer = confirm(admin, preview)
    assert "ngày cuối cùng phải là ngày liền trước" in answer.text
    assert not UnitEnding.objects.exists()


def test_a_unit_that_ends_while_its_form_is_saved_stays_ended(admin, city, monkeypatch):
    address = f"/admin/don-vi/edit/{city.old.pk}/"
    form = form_of(admin.get(address))
    preview, wait = admin.post(ADDRESS, asked(city)), units_admin.take_turn

    def end_meanwhile(*table):
        monkeypatch.undo()
        confirm(admin, preview)
        wait(*table)

    monkeypatch.setattr(units_admin, "take_turn", end_meanwhile)
    admin.post(address, form | {"short_name": "Mũi Né cũ"})
    unit = Unit.objects.get(pk=city.old.pk)
    assert (unit.short_name, unit.valid_to) == ("Mũi Né cũ", today())
    assert unit.successors.get().short_name == "Mũi Né mới"
