"""Photos and documents of drafts: the own unit's alone."""

import pytest
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.models import Collection

from tests import factories, workflow
from tests.soup import said
from tests.submissions.states import SECRET, make_piece, secret_document

pytestmark = pytest.mark.django_db
NEW_PHOTO = "Ảnh chưa ai duyệt"


@pytest.fixture
def cast(cast):
    cast.photo.title = SECRET
    cast.photo.save()
    return cast


@pytest.mark.parametrize("who", ["administrator", "editor", "desk", "other_leader"])
@pytest.mark.parametrize("kind", ["images", "docs"])
def test_files_of_drafts_are_the_units(client, cast, who, kind):
    secret = secret_document(cast)
    client.force_login(getattr(cast, who))
    chooser = {"images": "wagtailimages_chooser", "docs": "wagtaildocs_chooser"}[kind]
    for name in (f"wagtail{kind}:index", f"{chooser}:choose", f"{chooser}:choose_results"):
        assert SECRET not in said(client.get(reverse(name), follow=True))
    assert client.get(secret.url).status_code == 404


@pytest.mark.parametrize("who", ["editor", "desk"])
def test_what_reached_the_board_is_chosen_and_opened_by_board_and_desk(client, cast, who):
    secret = secret_document(cast, is_held=True, reached_board=True)
    get_image_model().objects.update(is_held=True, reached_board=True)
    client.force_login(getattr(cast, who))
    assert client.get(secret.url).status_code == 200
    assert client.get(reverse("wagtailimages_chooser:select_format", args=[cast.photo.pk])).status_code == 200
    if who == "editor":
        assert SECRET in said(client.get(reverse("wagtailimages_chooser:choose_results")))
        assert SECRET not in said(client.get(reverse("wagtailimages:index")))


@pytest.mark.parametrize("who", ["contributor", "editor"])
@pytest.mark.parametrize("kind", ["images", "docs"])
def test_who_may_choose_a_file_finds_it_by_its_title(client, cast, who, kind):
    secret_document(cast, is_held=True, reached_board=True)
    get_image_model().objects.update(is_held=True, reached_board=True)
    client.force_login(getattr(cast, who))
    address = reverse(f"wagtail{kind}_chooser:choose_results")
    assert SECRET in said(client.get(address, {"q": SECRET}))
    assert SECRET not in said(client.get(address, {"q": "khác"}))


@pytest.mark.parametrize(("who", "name"), [("editor", "Ban Biên tập"), ("administrator", "Ảnh của trang")])
def test_board_and_site_have_a_collection_of_their_own(client, cast, who, name):
    collection = Collection.objects.get(name=name)
    client.force_login(getattr(cast, who))
    for target in (collection, cast.unit.collection, Collection.get_first_root_node()):
        form = {"file": factories.picture_file(), "collection": target.pk}
        client.post(reverse("wagtailimages:add"), form)
    photos = get_image_model().objects.exclude(pk=cast.photo.pk)
    assert {photo.collection for photo in photos} == {collection}


@pytest.mark.parametrize("who", ["administrator", "editor"])
def test_the_file_of_a_draft_is_replaced_by_the_unit_only(client, cast, who):
    client.force_login(getattr(cast, who))
    before = cast.photo.file.name
    form = {"title": "Khác", "collection": cast.unit.collection_id, "file": factories.picture_file(colour="red")}
    client.post(reverse("wagtailimages:edit", args=[cast.photo.pk]), form)
    cast.photo.refresh_from_db()
    assert cast.photo.file.name == before


@pytest.mark.parametrize("model", ["newsimage", "newsdocument"])
@pytest.mark.parametrize("action", ["delete", "add_tags", "add_to_collection"])
@pytest.mark.parametrize("who", ["official", "other_contributor", "contributor", "administrator"])
def test_bulk_actions_are_nobodys(client, cast, model, action, who):
    client.force_login(getattr(cast, who))
    address = reverse("wagtail_bulk_action", args=["submissions", model, action])
    for query in (f"?id={cast.photo.pk}", "?id=all&childOf=1"):
        assert client.get(address + query).status_code == 404


def test_the_photo_format_chooser_shows_no_foreign_photo(client, cast):
    address = reverse("wagtailimages_chooser:select_format", args=[cast.photo.pk])
    for who, status in {"official": 404, "other_contributor": 404, "editor": 404, "contributor": 200}.items():
        client.force_login(getattr(cast, who))
        assert client.get(address).status_code == status, who


@pytest.mark.parametrize("who", ["editor", "desk"])
@pytest.mark.parametrize("state", ["draft", "at_leader", "returned_by_leader", "published_at_leader"])
def test_photos_that_no_leader_has_passed_on_stay_the_units(client, cast, who, state):
    """Of a piece that waits with the leader, and of a new version of a published one."""
    new = factories.photo(cast.unit, title=NEW_PHOTO)
    if state == "published_at_leader":
        page = make_piece("published", cast)
        version = page.get_latest_revision_as_object()
        version.body.append(("photo", {"image": new, "caption": "Ảnh", "credit": "", "alt": ""}))
        version.save_revision(user=cast.contributor)
        workflow.submit(page, cast.contributor)
    else:
        cast.photo = new
        page = make_piece(state, cast)
    client.force_login(getattr(cast, who))
    choose = reverse("wagtailimages_chooser:select_format", args=[new.pk])
    assert client.get(choose).status_code == 404
    assert NEW_PHOTO not in said(client.get(reverse("wagtailimages_chooser:choose_results"), follow=True))
    if state == "published_at_leader":
        workflow.approve_as(page, cast.leader)
        assert client.get(choose).status_code == 200
