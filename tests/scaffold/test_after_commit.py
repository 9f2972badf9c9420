"""What happens after a commit does happen: every effect of the product and of Wagtail once, in tests that commit.

Other tests roll back, and what waits for their commit never runs.
"""

import datetime
import re
from pathlib import Path

import modelsearch
import pytest
from django.apps import apps
from django.core.cache import caches
from django.core.files.storage import default_storage, storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks.utils import normalize_json
from wagtail.models import Page, ReferenceIndex
from wagtail.signals import page_slug_changed

from about.photos.drawing import draw_due
from feedback.handling import keeping
from feedback.models import QuestionPhoto
from home.models import AlertPage, AlertsPage, PublicVersion
from home.page_cache.version import current
from home.sharing import card_files
from submissions.chain import decisions
from submissions.models import NewsDocument, NewsImage, NewsRendition
from submissions.statements import publishing
from tests import factories, statements, workflow
from tests.about import pages
from tests.browserform import form_of

commits = pytest.mark.django_db(transaction=True, serialized_rollback=True)

# Where the installed apps wait for a commit or hand on a task: what it is, and the test that lets it happen.
EFFECTS = {
    "home/page_cache/version.py": "pages that were kept are of before: test_another_version_of_the_public_pages",
    "home/frame/alerts.py": "when pages change by themselves is noted: test_when_an_alert_ends_is_noted",
    "home/page_cache/store.py": "what was made is kept: test_what_was_rolled_back_is_never_kept",
    "home/sharing/drawing.py": "cards of shared links are drawn: test_the_card_of_a_renamed_unit_is_drawn",
    "submissions/chain/drawing.py": "photos of a piece are drawn: test_the_photos_of_a_published_piece_are_drawn",
    "about/photos/drawing.py": "photos that no page shows go: test_the_photos_of_a_withdrawn_page_go",
    "feedback/handling/keeping.py": "photos of questions go: test_a_photo_of_no_question_goes",
    "submissions/models/media.py": "since when it is another is noted: test_a_replaced_file_goes",
    "submissions/media/replacing.py": "the file before goes: test_a_replaced_file_goes",
    "wagtail/images/signal_handlers.py": "files of photos and renditions go: test_an_own_unused_file_is_deleted",
    "wagtail/documents/signal_handlers.py": "files of documents go: test_an_own_unused_file_is_deleted",
    "wagtail/models/pages.py": "who asks hears of another address: test_another_address_is_told",
    "wagtail/signal_handlers.py": "where files are used is noted: test_where_a_file_is_used_is_noted",
    "modelsearch/signal_handlers.py": "the index of searches: test_an_own_unused_file_is_deleted",
}
# Behind settings that the project does not have.
NEVER = {
    "wagtail/contrib/frontend_cache/utils.py": "frontend_cache is not installed",
    "allauth/mfa/totp/internal/flows.py": "telephones are set up by doors/factors",
    "allauth/mfa/recovery_codes/internal/flows.py": "codes on paper are made by doors/factors",
    "post_office/tasks.py": "Celery is not installed; the worker sends",
}
WAITS = re.compile(r"\bon_commit\(|\.enqueue\(")


def test_every_effect_is_known():
    """A newer Wagtail, or a line of ours, that waits for the commit comes here first."""
    found = set()
    packages = [(app.name, Path(app.path)) for app in apps.get_app_configs()]
    for package, folder in [*packages, ("modelsearch", Path(modelsearch.__file__).parent)]:
        for path in folder.rglob("*.py"):
            name = path.relative_to(folder.parents[package.count(".")]).as_posix()
            if not re.search(r"(^|/)tests?/|/migrations/", name) and WAITS.search(path.read_text(encoding="utf-8")):
                found.add(name)
    assert found == {*EFFECTS, *NEVER}
    mine = {name for name in globals() if name.startswith("test_")}
    assert {effect.rpartition(": ")[2] for effect in EFFECTS.values()} <= mine


@pytest.mark.parametrize("name", ["default", "private"])
def test_a_task_takes_how_a_storage_is_made(name):
    """Wagtail hands it to the task that deletes a file, and tasks take what JSON has."""
    normalize_json(storages[name].deconstruct())


@pytest.fixture
def unit():
    return factories.UnitFactory()


@pytest.fixture
def contributor(unit):
    client = Client()
    client.force_login(factories.contributor_of(unit))
    return client


def is_there(record):
    return record.file.storage.exists(record.file.name)


def own_file(kind, unit):
    return factories.photo(unit) if kind == "image" else factories.document(unit)


def address_of(record, action):
    namespace = "wagtailimages" if isinstance(record, NewsImage) else "wagtaildocs"
    return reverse(f"{namespace}:{action}", args=[record.pk])


@commits
@pytest.mark.parametrize("kind", ["image", "document"])
def test_an_own_unused_file_is_deleted(unit, contributor, kind):
    own = own_file(kind, unit)
    drawn = [own.get_rendition("width-20")] if kind == "image" else []
    assert all(map(is_there, [own, *drawn]))
    response = contributor.post(address_of(own, "delete"))
    assert response.status_code == 302
    assert not type(own).objects.filter(pk=own.pk).exists()
    assert not any(map(is_there, [own, *drawn]))


@commits
def test_a_photo_of_no_question_goes():
    photo = QuestionPhoto.objects.create(file=factories.picture_file())
    QuestionPhoto.objects.update(uploaded_at=timezone.now() - datetime.timedelta(days=2))
    with transaction.atomic():
        keeping.look_after()
        assert is_there(photo)
    assert not is_there(photo)


@commits
def test_the_photos_of_a_withdrawn_page_go(unit):
    """The photo itself stays; its sizes for the public are no longer at their addresses."""
    writer, second, photo = factories.editor(), factories.editor(), factories.photo(unit)
    page = pages.subject((writer, second), body=factories.body_blocks(image=photo))
    draw_due()
    drawn = list(photo.renditions.all())
    assert drawn and all(is_there(rendition) for rendition in drawn)
    publishing.withdraw(pk=page.pk, user=writer, reason="Sai thông tin.")
    assert not any(is_there(rendition) for rendition in drawn) and is_there(photo)


@commits
@pytest.mark.parametrize("kind", ["image", "document"])
def test_a_replaced_file_goes(unit, contributor, kind):
    """And not before that is certain."""
    own = own_file(kind, unit)
    drawn = [own.get_rendition("width-20")] if kind == "image" else []
    new = factories.picture_file(size=(600, 400), colour="red").read() if kind == "image" else factories.PDF + b"moi"
    address = address_of(own, "edit")
    form = form_of(contributor.get(address), "form[enctype]")

    def replace():
        file = SimpleUploadedFile("moi.jpg" if kind == "image" else "moi.pdf", new)
        return contributor.post(address, form | {"file": file})

    with transaction.atomic():
        assert replace().status_code == 302
        transaction.set_rollback(True)
    assert type(own).objects.get(pk=own.pk).file.name == own.file.name
    assert all(map(is_there, [own, *drawn]))
    assert replace().status_code == 302
    replaced = type(own).objects.get(pk=own.pk)
    assert replaced.replaced_at is not None
    assert is_there(replaced)
    assert not any(map(is_there, [own, *drawn]))
    assert not NewsRendition.objects.exists()


@commits
def test_the_photos_of_a_published_piece_are_drawn(unit):
    people = {"contributor": factories.contributor_of(unit), "leader": factories.leader_of(unit)}
    piece = factories.news(unit, owner=people["contributor"], image=factories.photo(unit))
    page = workflow.publish_through_chain(piece, **people, editor=factories.editor())
    drawn = NewsRendition.objects.filter(image=page.cover)
    assert drawn.exists() and all(map(is_there, drawn))


@commits
def test_the_card_of_a_renamed_unit_is_drawn(unit):
    unit.name = "UBND phường Hàm Tiến"
    unit.save()
    assert card_files.card_of_unit(unit).address


@commits
def test_another_address_is_told(unit):
    heard = []

    def hear(sender, instance, instance_before, **kwargs):
        heard.append((instance_before.slug, instance.slug))

    page_slug_changed.connect(hear)
    try:
        page = Page.objects.get(pk=unit.page_id).specific
        before, page.slug = page.slug, "dia-chi-khac"
        page.save()
    finally:
        page_slug_changed.disconnect(hear)
    assert heard == [(before, "dia-chi-khac")]


@commits
def test_where_a_file_is_used_is_noted(unit):
    file = factories.document(unit)
    text = f'<p>Xem <a linktype="document" id="{file.pk}">thông báo</a>.</p>'
    people = {"contributor": factories.contributor_of(unit), "leader": factories.leader_of(unit)}
    piece = factories.news(unit, owner=people["contributor"], text=text)
    workflow.publish_through_chain(piece, **people, editor=factories.editor())
    assert ReferenceIndex.get_references_to(NewsDocument.objects.get(pk=file.pk)).exists()
    assert Client().get(file.url).status_code == 200


@commits
def test_when_an_alert_ends_is_noted():
    board = factories.editor(), factories.UserFactory(groups=["Trưởng Ban Biên tập"])
    # Versions keep thousandths of a second.
    ends = timezone.now().replace(microsecond=0) + datetime.timedelta(hours=1)
    page = AlertPage(title="Bão số 9", ends=ends, owner=board[0])
    AlertsPage.objects.get().add_child(instance=page)
    page.save_revision(user=board[0], clean=False)
    statements.publish(page, by=board[1])
    assert PublicVersion.objects.get().turns == str(ends.timestamp())


@commits
def test_another_version_of_the_public_pages(unit):
    before = current()
    with transaction.atomic():
        factories.published(unit)
        assert current() == before
    after = current()
    assert after != before
    factories.news(unit, owner=factories.contributor_of(unit))
    assert current() == after


@commits
def test_what_was_rolled_back_is_never_kept(unit, settings):
    """The menu is kept under the version of before the change, which nothing renews when the change is rolled back."""
    settings.PAGE_CACHE_SECONDS = 60
    factories.published(unit)
    name, read = unit.name, Client()
    with transaction.atomic():
        unit.name = "UBND phường chưa hề có"
        unit.save()
        assert unit.name in read.get("/so-do-trang/").text
        transaction.set_rollback(True)
    for _time in range(2):
        shown = Client().get("/so-do-trang/").text
        assert name in shown
        assert unit.name not in shown
    assert len(caches["pages"]._cache) > 0


@commits
def test_the_card_of_a_published_piece_is_drawn_and_goes(unit):
    contributor, leader, editor = factories.contributor_of(unit), factories.leader_of(unit), factories.editor()
    draft = factories.news(unit, owner=contributor, title="Thông báo lịch cắt điện")
    piece = workflow.publish_through_chain(draft, contributor=contributor, leader=leader, editor=editor)
    card = card_files.card_of_piece(piece)
    assert default_storage.exists(card.name)
    decisions.take_down(pk=piece.pk, user=workflow.again(editor), reason="Sai số liệu.")
    assert not default_storage.exists(card.name)
