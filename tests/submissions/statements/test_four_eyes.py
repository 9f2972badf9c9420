"""Whoever wrote a statement never publishes it, by no way; what is published is what the second person read."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision

from library.models import DocumentPage, DocumentsPage
from submissions.models import NewsDocument, StatementHand, StatementRecord
from submissions.screens.refusals import Refusal
from submissions.statements import measure, publishing, rules
from tests import factories
from tests.browserform import editor_form
from tests.plugins.told import told
from tests.soup import soup_of
from tests.statements import DAY, change, document, fresh, publish

pytestmark = pytest.mark.django_db


@told
def writer():
    return factories.editor()


@told
def second():
    return factories.editor()


@told
def draft(writer):
    return document(by=writer)


def wagtail(view, *args):
    return reverse(f"wagtailadmin_pages:{view}", args=args)


def ours(view, page):
    return reverse(f"statements:{view}", args=[page.pk])


def edited(page, user, **extra):
    return editor_form(page, user=user) | {"extract": "Trích yếu đã sửa"} | extra


def test_what_is_lacking_is_said_to_both_before_anybody_has_read_it(client, writer, second):
    lacking = document(by=writer, issued_on=None)
    for person in (writer, second):
        client.force_login(person)
        main = soup_of(client.get(ours("statement", lacking))).main
        assert "Chưa đăng. Ngày ban hành: " in main.get_text() and "Cần đọc và đăng" not in main.get_text()
        assert not main.select(f'form[action="{ours("publish", lacking)}"]')
    change(lacking, by=writer, issued_on=DAY)
    main = soup_of(client.get(ours("statement", lacking))).main
    assert "Chưa đăng." not in main.get_text()
    assert main.select(f'form[action="{ours("publish", lacking)}"]')


def test_a_second_person_publishes_just_what_they_read(client, draft, writer, second):
    client.force_login(second)
    shown = client.get(ours("statement", draft)).context
    assert shown["why_not"] is None
    client.post(ours("publish", draft), {"position": shown["position"]})
    public = fresh(draft)
    record = StatementRecord.objects.get(page=draft)
    assert (public.live, public.title) == (True, "Công văn 2485/UBND-VX")
    assert record.prepared_by == [[writer.pk, str(writer)]]
    assert (record.person, record.digest) == (second, measure.content_digest(public))
    assert not StatementHand.objects.filter(page=draft).exists()


def test_what_is_read_is_shown_in_its_frame_and_written_in_the_editor_of_a_piece(client, draft, second):
    client.force_login(second)
    frame = soup_of(client.get(ours("statement", draft))).select_one("iframe.tb-reading")
    assert client.get(frame["src"])["X-Frame-Options"].upper() == "SAMEORIGIN"
    assert "submissions/editor/editor.css" in client.get(wagtail("edit", draft.pk)).content.decode()


def test_the_writer_publishes_by_no_way(client, draft, writer):
    """Our own view, Wagtail's button, an old version, its own views for one page and for many, a time, a copy."""
    client.force_login(writer)
    page = draft
    position = measure.position(page)
    client.post(ours("publish", page), {"position": position})
    revision = page.latest_revision_id
    later = (timezone.now() + timezone.timedelta(minutes=1)).strftime("%Y-%m-%d %H:%M")
    for address, data in {
        wagtail("edit", page.pk): edited(page, writer, **{"action-publish": "1"}),
        wagtail("edit", page.pk) + "?a": edited(page, writer, **{"action-submit": "1"}),
        wagtail("edit", page.pk) + "?b": edited(page, writer, go_live_at=later, expire_at=later),
        wagtail("revisions_revert", page.pk, revision): edited(page, writer, **{"action-publish": "1"}),
    }.items():
        client.post(address, data)
    parent = page.get_parent()
    for view, args in {
        "copy": [page.pk],
        "unpublish": [page.pk],
        "move": [page.pk],
        "move_confirm": [page.pk, parent.pk],
        "set_privacy": [page.pk],
        "lock": [page.pk],
        "convert_alias": [page.pk],
        "set_page_position": [page.pk],
        "delete": [page.pk],
        "workflow_action": [page.pk, "approve", 1],
        "revisions_unschedule": [page.pk, revision],
        "usage": [page.pk],
    }.items():
        answer = client.post(wagtail(view, *args), {"new_title": "b", "new_slug": "b", "new_parent_page": parent.pk})
        assert answer.status_code == 404, view
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    assert client.post(f"{bulk}?id={page.pk}").status_code == 404
    call_command("publish_scheduled")
    stored = fresh(page)
    assert (stored.live, stored.go_live_at, stored.expire_at) == (False, None, None)
    assert not StatementRecord.objects.exists()
    assert DocumentPage.objects.count() == 1


def test_who_edits_becomes_a_writer(client, draft, writer, second):
    page = change(draft, by=second, extract="Sửa")
    for person in (writer, second):
        with pytest.raises(Refusal, match="Bạn đã viết hoặc sửa phiên bản này"):
            publish(page, by=person)
    third = factories.editor()
    publish(page, by=third)
    # From here on it begins anew: who published may write, and is then the writer.
    corrected = change(page, by=third, extract="Sửa lần nữa")
    assert not rules.user_can_publish_statement(third, corrected)
    assert rules.user_can_publish_statement(writer, corrected)


def test_a_version_saved_meanwhile_is_read_first(client, draft, writer, second):
    client.force_login(second)
    position = client.get(ours("statement", draft)).context["position"]
    change(draft, by=writer, extract="Điều mà người thứ hai chưa đọc")
    answer = client.post(ours("publish", draft), {"position": position}, follow=True)
    assert not fresh(draft).live
    assert str(writer) in answer.content.decode()


def test_an_autosave_under_the_same_number_is_a_newer_version(draft, writer, second):
    position = measure.position(draft)
    text = draft.get_latest_revision_as_object()
    text.extract = "Chữ khác"
    text.save_revision(user=writer, overwrite_revision=draft.get_latest_revision())
    assert position.split("@")[0] == str(fresh(draft).latest_revision_id)
    with pytest.raises(Refusal, match="đã sửa nội dung"):
        publishing.publish(pk=draft.pk, user=second, position=position)


def test_what_was_published_is_written_over_by_no_autosave(draft, writer, second):
    public = publish(draft, by=second)
    text = public.get_latest_revision_as_object()
    text.extract = "Chữ khác"
    made = text.save_revision(user=writer, overwrite_revision=public.live_revision)
    assert made.pk != public.live_revision_id


def test_forged_positions(client, draft, writer, second):
    other = document(by=writer, number="2486/UBND-VX")
    client.force_login(second)
    for position in ("", "x", f"{draft.latest_revision_id}", measure.position(other), "²@@"):
        client.post(ours("publish", draft), {"position": position})
    assert not fresh(draft).live
    for number in (second.pk + 10**6, DocumentsPage.objects.get().pk):
        assert client.post(reverse("statements:publish", args=[number]), {"position": "x"}).status_code == 404


def test_a_file_swapped_between_reading_and_publishing(client, writer, second):
    unit = factories.UnitFactory()
    file = factories.document(unit)
    page = document(by=writer, files=[file])
    client.force_login(second)
    position = client.get(ours("statement", page)).context["position"]
    file.file = ContentFile(factories.PDF + b"khac", name="khac.pdf")
    file.save()
    answer = client.post(ours("publish", page), {"position": position}, follow=True)
    assert not fresh(page).live
    assert "tệp" in answer.content.decode()
    publish(page, by=second)
    with pytest.raises(ProtectedError):
        file.file = ContentFile(factories.PDF + b"nua", name="nua.pdf")
        file.save()
    assert NewsDocument.objects.get(pk=file.pk).is_held


def test_nobody_elses(client, draft, second):
    """Neither the other roles nor a superuser: a draft is not there for them, or is read and no more."""
    unit = factories.UnitFactory()
    desk = factories.UserFactory(groups=["Thường trực Ban Biên tập"])
    admin = factories.UserFactory(groups=["Quản trị"])
    for person in (factories.contributor_of(unit), factories.leader_of(unit), desk, admin):
        client.force_login(person)
        for address in (ours("statement", draft), wagtail("edit", draft.pk), wagtail("view_draft", draft.pk)):
            assert client.get(address).status_code == 404
        assert client.post(ours("publish", draft), {"position": measure.position(draft)}).status_code == 404
    superuser = factories.UserFactory(is_superuser=True, is_staff=True)
    client.force_login(superuser)
    assert client.get(ours("statement", draft)).status_code == 200
    client.post(ours("publish", draft), {"position": measure.position(draft)})
    client.post(wagtail("edit", draft.pk), edited(draft, second, **{"action-publish": "1"}))
    assert (fresh(draft).live, fresh(draft).latest_revision_id) == (False, draft.latest_revision_id)


def test_no_code_makes_public_what_two_people_did_not(draft, second):
    """An import, a workflow's end, Wagtail's own publishing, a row changed by hand."""
    made = DocumentPage(number="1/UBND", extract="Nhập bằng lệnh", live=True)
    DocumentsPage.objects.get().add_child(instance=made)
    assert not fresh(made).live
    with pytest.raises(Refusal, match="Chưa có ai đứng tên phiên bản này"):
        publish(made, by=second)
    with pytest.raises(Refusal, match="Nội dung này không phải nội dung mà người thứ hai"):
        draft.get_latest_revision().publish(user=second, skip_permission_checks=True)
    draft.live = True
    with pytest.raises(Refusal, match="Nội dung này không phải nội dung mà người thứ hai"):
        draft.save()
    assert not fresh(draft).live
    public = publish(draft, by=second)
    public.extract = "Chữ khác"
    with pytest.raises(Refusal, match="Nội dung này không phải nội dung mà người thứ hai"):
        public.save()
    # What was withdrawn comes back by no old version either.
    publishing.withdraw(pk=public.pk, user=second, reason="Sai")
    with pytest.raises(Refusal, match="Nội dung này không phải nội dung mà người thứ hai"):
        Revision.objects.get(pk=public.live_revision_id).publish(skip_permission_checks=True)
    assert not fresh(public).live


def test_what_a_command_wrote_is_nobodys_to_publish(writer, second):
    page = document(by=None, number="3/UBND")
    with pytest.raises(Refusal, match="Chưa có ai đứng tên phiên bản này"):
        publish(page, by=second)
    page = change(page, by=writer)
    assert publish(page, by=second).live


def test_an_incomplete_draft_is_not_published(writer, second):
    page = document(by=writer, form=None, extract="")
    with pytest.raises(Refusal) as refused:
        publish(page, by=second)
    assert "Trích yếu" in refused.value.sentence


def test_withdrawn_at_once_and_put_back_by_another(client, draft, writer, second):
    public = publish(draft, by=second)
    client.force_login(second)
    client.post(ours("withdraw", public), {"reason": " ", "public_reason": "mistake"})
    assert fresh(public).live
    client.post(ours("withdraw", public), {"reason": "Sai số liệu", "public_reason": "mistake"})
    gone = client.get(public.url)
    assert gone.status_code == 410
    assert "Sai số liệu" not in gone.content.decode()
    withdrawn = fresh(public)
    assert rules.state_of(withdrawn) == rules.State.WITHDRAWN
    with pytest.raises(Refusal, match="Bạn đã gỡ nội dung này"):
        publish(withdrawn, by=second)
    assert publish(withdrawn, by=writer).live


def test_what_was_public_is_not_deleted_and_its_records_stay(draft, second):
    public = publish(draft, by=second)
    with pytest.raises(PermissionDenied):
        public.delete()
    with pytest.raises((ProtectedError, PermissionDenied)):
        Page.objects.filter(pk=public.pk).delete()
    for change_it in (StatementRecord.objects.all().delete, lambda: StatementRecord.objects.update(person_name="x")):
        with pytest.raises(DatabaseError), transaction.atomic():
            change_it()


def test_what_was_withdrawn_is_offered_to_nobody_for_deleting(client, draft, second):
    public = publish(draft, by=second)
    publishing.withdraw(pk=public.pk, user=second, reason="Nhầm số")
    assert not rules.user_can_delete_statement(second, fresh(public))
    assert not fresh(public).permissions_for_user(second).can_delete()
    client.force_login(second)
    assert ours("delete", public) not in client.get(ours("statement", public)).content.decode()
    client.post(ours("delete", public))
    assert fresh(public).first_published_at is not None


def test_a_draft_may_go(client, draft, second):
    client.force_login(second)
    client.post(ours("delete", draft))
    assert not DocumentPage.objects.exists()
    assert not Revision.objects.filter(object_id=str(draft.pk), content_type__model="documentpage").exists()


def test_a_draft_is_not_there_for_citizens(client, draft):
    assert client.get(f"/van-ban/{draft.slug}/").status_code == 404
    assert draft.title not in client.get("/van-ban/").content.decode()


def test_published_twice_is_published_once(draft, second):
    position = measure.position(draft)
    publishing.publish(pk=draft.pk, user=second, position=position)
    with pytest.raises(Refusal, match="đã đăng phiên bản này"):
        publishing.publish(pk=draft.pk, user=factories.editor(), position=position)
    assert StatementRecord.objects.count() == 1
