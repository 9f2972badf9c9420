"""Whether a leader approves the own piece is the city's to say: forbidden by every way, or allowed and marked."""

import pytest
from django.urls import reverse
from post_office.models import Email

from submissions.models import ApprovalRules, ClearanceState
from submissions.rights import positions, rights
from submissions.rights.stages import Stage, stage_of
from tests import factories
from tests.plugins.told import told
from tests.soup import soup_of
from tests.submissions import attempts
from tests.workflow import again, approve_as, edit, fresh, send_back_as, submit

pytestmark = pytest.mark.django_db
MARK = "người viết tự duyệt"


@told
def deputy(unit):
    return factories.leader_of(unit)


@pytest.fixture
def forbidden():
    ApprovalRules.objects.update_or_create(defaults={"forbids_own_piece": True})


def with_author(page, name, user):
    version = page.get_latest_revision_as_object()
    version.authors.create(name=name, share=100)
    version.save_revision(user=user)
    return fresh(page)


def began(unit, leader, contributor):
    return submit(factories.news(unit, owner=leader), contributor)


def sent_in(unit, leader, contributor):
    return submit(factories.news(unit, owner=contributor), leader)


def sent_in_again(unit, leader, contributor):
    page = submit(factories.news(unit, owner=contributor), contributor)
    return submit(send_back_as(page, factories.leader_of(unit)), leader)


def named(unit, leader, contributor):
    page = with_author(factories.news(unit, owner=contributor), str(leader).upper(), contributor)
    return submit(page, contributor)


WRITERS = {"began it": began, "sent it in": sent_in, "sent it in again": sent_in_again, "is named": named}


def on_its_page(name):
    def post(client, page):
        data = {"position": positions.reading_position(fresh(page)), "reason": "Sửa lại."}
        return client.post(reverse(f"submissions:{name}", args=[page.pk]), data)

    return post


def at_modal(client, page):
    return attempts.post("workflow_action", "approve", "state")(client, page)


WAYS = {
    "its page": on_its_page("approve"),
    "its page, sending back": on_its_page("send_back"),
    "the editor": attempts.workflow_action("approve", ""),
    "the editor, sending back": attempts.workflow_action("reject", "Sửa lại."),
    "the modal": at_modal,
}


@pytest.mark.parametrize("how", WRITERS)
def test_who_wrote_leaves_it_to_another_leader(how, unit, leader, deputy, contributor, forbidden, client):
    page = WRITERS[how](unit, leader, contributor)
    client.force_login(leader)
    for way in WAYS.values():
        way(client, page)
        assert stage_of(fresh(page)) == Stage.AT_LEADER
    screen = soup_of(client.get(reverse("submissions:piece", args=[page.pk])))
    assert "do một lãnh đạo khác của đơn vị quyết định" in screen.text
    assert not screen.select(f'form[action$="/{page.pk}/duyet/"]')
    assert page.title not in soup_of(client.get("/admin/")).select_one("#tb-leader").parent.text
    client.force_login(deputy)
    on_its_page("approve")(client, page)
    assert stage_of(fresh(page)) == Stage.AT_BOARD
    assert not ClearanceState.objects.of(page, step="unitleaderapprovaltask").first().by_writer


def test_who_wrote_changes_nothing_while_another_leader_reads(unit, leader, deputy, forbidden, client):
    page = submit(factories.news(unit, owner=leader), leader)
    client.force_login(leader)
    attempts.post_edit(client, page)
    assert fresh(page).get_latest_revision().content["title"] == page.title
    assert rights.user_can_edit_news(again(deputy), fresh(page))


def test_who_puts_in_the_own_name_while_approving_has_decided_nothing(unit, leader, deputy, contributor, forbidden):
    """The edit is saved before the decision, so the decision is asked of what it says."""
    page = submit(factories.news(unit, owner=contributor), contributor)
    page = with_author(page, str(leader), leader)
    assert not rights.user_can_decide_news(again(leader), page)
    assert rights.user_can_decide_news(again(deputy), page)


def test_a_unit_with_no_other_leader_is_told_when_sending(forbidden, client):
    unit = factories.UnitFactory()
    leader = factories.leader_of(unit)
    page = factories.news(unit, owner=leader)
    client.force_login(leader)
    shown = client.post(
        reverse("submissions:submit", args=[page.pk]), {"position": positions.reading_position(page)}, follow=True
    )

    assert "hiện không có lãnh đạo nào khác" in shown.content.decode()
    attempts.button("action-submit")(client, page)
    assert stage_of(fresh(page)) == Stage.DRAFT


def test_nobody_is_asked_who_may_not_decide(unit, leader, deputy, contributor, forbidden):
    Email.objects.all().delete()
    began(unit, leader, contributor)
    assert [mail.to for mail in Email.objects.all()] == [[deputy.email]]


def test_what_is_forbidden_later_takes_nothing_back(unit, leader, editor):
    page = approve_as(submit(factories.news(unit, owner=leader), leader), leader)
    ApprovalRules.objects.update_or_create(defaults={"forbids_own_piece": True})
    assert approve_as(page, editor).live


class TestWhereItIsAllowed:
    @pytest.fixture
    def page(self, unit, leader):
        Email.objects.all().delete()
        return approve_as(submit(factories.news(unit, owner=leader), leader), leader)

    def test_it_is_marked_in_history_and_on_its_page(self, page, editor, client):
        client.force_login(editor)
        screen = soup_of(client.get(reverse("submissions:piece", args=[page.pk])))
        assert screen.select_one(".tb-where .tb-mark").text == MARK
        assert [mark.text for mark in screen.select(".tb-history .tb-mark")] == [MARK]
        queue = soup_of(client.get(reverse("submissions:board_queue")))
        assert [mark.text for mark in queue.select(".tb-mark")] == [MARK]

    def test_the_board_reads_it_in_the_mail(self, editor, page):
        [mail] = Email.objects.filter(to=editor.email)
        assert f"Ghi chú: {MARK}." in mail.message

    def test_another_leaders_approval_bears_no_mark(self, unit, leader, deputy, editor, client):
        page = approve_as(submit(factories.news(unit, owner=leader), leader), deputy)
        client.force_login(editor)
        assert MARK not in client.get(reverse("submissions:piece", args=[page.pk])).content.decode()

    def test_sending_back_is_no_approval(self, unit, leader, contributor, client):
        page = send_back_as(submit(factories.news(unit, owner=leader), leader), leader)
        client.force_login(contributor)
        assert MARK not in client.get(reverse("submissions:piece", args=[page.pk])).content.decode()

    def test_the_mark_is_of_the_approval_that_counts(self, page, unit, leader, deputy, contributor, editor, client):
        page = edit(send_back_as(page, editor), contributor, title="Tin đã sửa")
        approve_as(submit(page, contributor), deputy)
        client.force_login(editor)
        screen = soup_of(client.get(reverse("submissions:piece", args=[page.pk])))
        assert not screen.select(".tb-where .tb-mark")


@pytest.mark.parametrize(("group", "may"), [("Quản trị", True), ("Thường trực Ban Biên tập", False)])
def test_the_administrator_keeps_the_rules(group, may, client):
    client.force_login(factories.UserFactory(groups=[group]))
    address = reverse("wagtailsettings:edit", args=["submissions", "approvalrules", ApprovalRules.load().pk])
    days = {"remind_leader_after": 1, "remind_others_after": 2, "tell_desk_after": 3}
    client.post(address, {"forbids_own_piece": "on", **days})
    assert ApprovalRules.load().forbids_own_piece is may
