"""Mails beside the table of docs/notifications.md: who is told nothing, what is told once, what a title may hold."""

import re

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email
from wagtail.models import Page, Site

from submissions.chain import decisions, notifications, submitting, timing
from submissions.models import Notice, UnitMembership
from submissions.rights import positions
from tests import factories, workflow
from tests.submissions.chain.told_by_mail import REASON, Cast, sent
from tests.workflow import again, approve_as, fresh, send_back_as, submit

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def cast_told(tell):
    return tell(Cast)


def test_the_mail_about_a_publication_leads_to_the_public_page(cast, client):
    page = cast.published()
    mail = Email.objects.filter(notice__page=page, notice__kind="published").first()
    address = re.search(r"Trên trang công khai: (\S+)", mail.message).group(1)
    assert address == f"{settings.WAGTAILADMIN_BASE_URL}{page.url}"
    assert client.get(page.url).status_code == 200


@pytest.fixture
def other_sites():
    """Wagtail keeps what it knows of sites in the cache, which a test that rolls back leaves to the next one."""
    yield
    Site.clear_site_root_paths_cache()


def test_where_there_are_several_sites_it_leads_to_the_pieces_own(cast, other_sites):
    """Wagtail then names the host of each page's site in its address."""
    Site.objects.update(hostname="phanthiet.example", port=443)
    elsewhere = Page.objects.get(depth=1).add_child(instance=Page(title="Du lịch", slug="du-lich"))
    Site.objects.create(hostname="dulich.example", port=80, root_page=elsewhere)
    page = cast.published()
    Notice.objects.filter(page=page).delete()
    notifications.published(page)
    mail = Email.objects.filter(notice__page=page).last()
    address = re.search(r"Trên trang công khai: (\S+)", mail.message).group(1)
    assert address == page.full_url
    assert address.startswith("https://phanthiet.example/")


def test_repeated_event_writes_no_second_mail(cast):
    page = cast.at_leader()
    before = sent()
    notifications.step_started(page.current_workflow_task_state.specific, user=cast.contributor)
    assert sent() == before


def test_who_does_it_is_not_told_though_a_recipient(cast):
    submit(cast.draft(), cast.leader)
    assert sent() == [("waits_for_leader", cast.deputy.email)]


def test_each_taking_down_is_told(cast):
    page = cast.published()
    told = []
    for _time in range(2):
        decisions.take_down(pk=page.pk, user=again(cast.editor), reason=REASON)
        told.append([kind for kind, _address in sent()].count("taken_down"))
        timing.publish(pk=page.pk, user=again(cast.editor), position=positions.reading_position(fresh(page)))
    assert told == [3, 6]


def test_who_wrote_it_and_has_left_is_told_nothing(cast):
    page = cast.at_leader()
    UnitMembership.objects.filter(user=cast.contributor).update(valid_to=timezone.localdate())
    send_back_as(page, cast.leader, REASON)
    assert cast.contributor.email not in {address for _kind, address in sent()}


@pytest.mark.parametrize("title", ["Giảm {% 50 %} giá vé", "Mừng {{ ngày }} hội", "Tin & ảnh {# mới #} <hay>"])
def test_a_title_is_text_in_a_mail_and_no_template(cast, title):
    """What sends mails takes a text for a template, which would stop the decision, or leave words out."""
    page = factories.news(cast.unit, owner=cast.contributor, title=title)
    submit(page, cast.contributor)
    [mail] = Email.objects.filter(to=cast.leader.email)
    assert title in mail.subject
    assert title in mail.message


def test_person_without_address_gets_a_notice_and_no_mail(cast):
    cast.leader.email = ""
    cast.leader.save()
    page = cast.at_leader()
    assert [kind for kind, address in sent()] == ["waits_for_leader"]
    assert Notice.objects.get(recipient=cast.leader, page=page).email is None
    assert approve_as(page, cast.leader).sent_at is not None


def test_two_people_of_one_mailbox_get_one_mail_each(cast):
    for leader in (cast.leader, cast.deputy):
        leader.email = "phuong@phanthiet.example"
        leader.save()
    cast.at_leader()
    assert sent() == [("waits_for_leader", "phuong@phanthiet.example")] * 2


def test_submitting_from_the_piece_page_writes_the_same_mails(cast):
    page = cast.draft()
    submitting.submit(pk=page.pk, user=again(cast.contributor), position=positions.reading_position(page))
    assert {address for kind, address in sent()} == {cast.leader.email, cast.deputy.email}


def test_workflow_drivers_and_screens_tell_the_same_story(cast):
    """The drivers of the tests go the way of the screens: the same mails come of both."""
    page = workflow.publish_through_chain(
        cast.draft(), contributor=cast.contributor, leader=cast.leader, editor=cast.editor
    )
    kinds = {kind for kind, _address in sent()}
    assert page.live and kinds == {"waits_for_leader", "reached_board", "passed_by_leader", "published"}


def test_the_account_offers_no_switches_of_mails_that_are_never_sent(cast, client):
    client.force_login(cast.editor)
    account = client.get(reverse("wagtailadmin_account"))
    assert account.status_code == 200
    assert "notifications-" not in account.content.decode()
