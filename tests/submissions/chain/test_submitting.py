"""Writing and sending in, and who sets the time of publication."""

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision
from wagtail.test.utils.form_data import rich_text

from submissions.chain.scheduling import publish_due
from submissions.editor.completeness import Incomplete
from submissions.models import NewsAuthor, NewsPage
from submissions.rights.stages import Stage, stage_of
from tests import factories
from tests.browserform import form_of, stream
from tests.submissions import attempts
from tests.workflow import approve_as, fresh, submit

pytestmark = pytest.mark.django_db


# Made for the tests that ask for them alone: others are about a unit without leader, and about the first piece.
@pytest.fixture
def leader(unit):
    return factories.leader_of(unit)


@pytest.fixture
def piece(unit, contributor):
    return factories.news(unit, owner=contributor, image=factories.photo(unit))


class TestSubmitting:
    def test_the_step_asks_what_is_stored_whichever_way_it_comes(self, piece, contributor, leader):
        """No form and no screen of ours before it: Wagtail's own start of a workflow."""
        page = fresh(piece)
        page.authors = [NewsAuthor(name=name, share=100) for name in ("An", "Bình")]
        page.save_revision(user=contributor)
        with transaction.atomic(), pytest.raises(Incomplete) as refused:
            fresh(piece).get_workflow().start(fresh(piece), contributor)
        assert "100%" in refused.value.sentence

    def test_without_a_leader_is_refused_and_nothing_is_lost(self, client, piece, contributor):
        client.force_login(contributor)
        response = attempts.button("action-submit")(client, piece)
        assert "chưa có lãnh đạo" in response.content.decode()
        assert attempts.EDITED_TITLE in response.content.decode()
        assert stage_of(fresh(piece)) == Stage.DRAFT

    def test_create_and_submit_in_one_go(self, client, unit, contributor, leader):
        client.force_login(contributor)
        address = reverse("wagtailadmin_pages:add", args=["submissions", "newspage", unit.page_id])
        form = form_of(client.get(address)) | {
            "title": "UBND phường tiếp công dân định kỳ",
            "lead": "Sáng 12/5, lãnh đạo phường tiếp dân.",
            "category": "2",
            "action-submit": "action-submit",
            **stream("body", [("text", rich_text("<p>Nội dung.</p>"))]),
        }
        client.post(address, form)
        page = NewsPage.objects.get()
        assert stage_of(page) == Stage.AT_LEADER
        assert page.slug == "ubnd-phuong-tiep-cong-dan-dinh-ky"
        assert page.unit == unit
        assert [author.name for author in page.authors.all()] == [str(contributor)]

    @pytest.mark.parametrize("who", ["superuser", "editor", "other"])
    def test_create_and_publish_makes_nothing_live(self, client, unit, editor, who):
        people = {
            "superuser": factories.UserFactory(is_superuser=True),
            "editor": editor,
            "other": factories.contributor_of(factories.UnitFactory()),
        }
        client.force_login(people[who])
        address = reverse("wagtailadmin_pages:add", args=["submissions", "newspage", unit.page_id])
        body = stream("body", [("text", rich_text("<p>Nội dung.</p>"))])
        client.post(address, {"title": "Đăng thẳng", "lead": "x", "action-publish": "1", **body})
        assert not NewsPage.objects.exists()

    def test_photo_of_another_unit_is_refused(self, client, piece, contributor):
        foreign = factories.photo(factories.UnitFactory())
        client.force_login(contributor)
        photo = {"image": str(foreign.pk), "caption": "Ảnh", "credit": "", "alt": ""}
        response = client.post(
            reverse("wagtailadmin_pages:edit", args=[piece.pk]),
            attempts.edit_form(piece) | stream("body", [("photo", photo)]),
        )
        assert "thuộc đơn vị khác" in response.content.decode()
        assert fresh(piece).title != attempts.EDITED_TITLE


class TestTimes:
    def test_dates_posted_by_the_unit_are_dropped(self, client, piece, contributor):
        client.force_login(contributor)
        attempts.post_edit(client, piece, go_live_at="2030-01-01 08:00", expire_at="2030-02-01 08:00")
        version = fresh(piece).get_latest_revision_as_object()
        assert version.title == attempts.EDITED_TITLE
        assert (version.go_live_at, version.expire_at) == (None, None)

    def test_board_sets_a_time_but_no_expiry(self, client, piece, contributor, leader, editor):
        submit(piece, contributor)
        approve_as(piece, leader)
        client.force_login(editor)
        attempts.post_edit(
            client,
            piece,
            go_live_at="2030-01-01 08:00",
            expire_at="2030-02-01 08:00",
            **{"action-workflow-action": "true", "workflow-action-name": "approve"},
        )
        page = fresh(piece)
        assert stage_of(page) == Stage.SCHEDULED
        assert not page.live
        assert page.first_published_at is None
        assert page.scheduled_revision.as_object().expire_at is None
        Revision.objects.filter(pk=page.scheduled_revision.pk).update(approved_go_live_at=timezone.now())
        revision = Revision.objects.get(pk=page.scheduled_revision.pk)
        revision.content["go_live_at"] = timezone.now().isoformat()
        revision.save()
        assert publish_due() == (1, 0)
        assert publish_due() == (0, 0)
        assert fresh(piece).live
