"""Photos and documents of a piece that was submitted: nobody changes, moves, replaces or deletes them."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.images.permissions import permission_policy as photo_policy

from submissions.models import NewsImage
from tests import workflow
from tests.browserform import form_of
from tests.factories import (
    PDF,
    UnitFactory,
    UserFactory,
    contributor_of,
    document,
    leader_of,
    news,
    photo,
    picture_file,
)
from tests.submissions.registers import is_refused, log_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(contributor, leader, editor):
    return {"contributor": contributor, "leader": leader, "editor": editor}


@pytest.fixture(scope="module")
def held_told(tell, unit_told, contributor_told, leader_told):
    """A photo and a document of a piece that was submitted."""

    def build():
        unit, contributor = unit_told(), contributor_told()
        file, image = document(unit), photo(unit)
        text = f'<p>Xem <a linktype="document" id="{file.pk}">thông báo</a>.</p>'
        page = news(unit, owner=contributor, text=text, image=image)
        workflow.approve_as(workflow.submit(page, contributor), leader_told())
        image.refresh_from_db(), file.refresh_from_db()
        assert (image.is_held, file.is_held) == (True, True)
        return {"image": image, "document": file}

    return tell(build)


@pytest.fixture
def held(held_told):
    return held_told()


def bytes_of(record):
    with record.file.storage.open(record.file.name) as file:
        return file.read()


def address_of(record, action):
    if isinstance(record, NewsImage):
        return f"/admin/images/{record.pk}/" + ("delete/" if action == "delete" else "")
    return f"/admin/documents/{action}/{record.pk}/"


def test_files_are_held_from_the_submission_on_and_still_the_units(unit, contributor, leader):
    """While the leader reads, nobody exchanges what the leader sees; the board is told of it by the approval."""
    file, image = document(unit), photo(unit)
    text = f'<p>Xem <a linktype="document" id="{file.pk}">thông báo</a>.</p>'
    page = news(unit, owner=contributor, text=text, image=image)
    workflow.submit(page, contributor)
    for record in (file, image):
        record.refresh_from_db()
        assert (record.is_held, record.reached_board) == (True, False)


@pytest.mark.parametrize("role", ["contributor", "leader", "editor", "superuser"])
@pytest.mark.parametrize("kind", ["image", "document"])
def test_a_held_file_is_neither_replaced_nor_deleted(client, held, unit, people, role, kind):
    record = held[kind]
    before = bytes_of(record)
    user = people.get(role) or UserFactory(is_superuser=True)
    log_in(client, user)
    new = picture_file("moi.jpg", colour="red") if kind == "image" else ContentFile(PDF + b"moi", name="moi.pdf")
    new = SimpleUploadedFile(new.name, new.read())
    form = {"title": "Đổi", "file": new, "collection": unit.collection.pk, "tags": ""}
    for action in ("edit", "delete"):
        for response in (
            client.get(address_of(record, action), follow=True),
            client.post(address_of(record, action), form, follow=True),
        ):
            assert response.status_code == 200
            assert "thuộc tin, bài đã trình" in response.content.decode()
    after = type(record).objects.get(pk=record.pk)
    assert (after.title, after.file.name, after.collection) == (record.title, record.file.name, unit.collection)
    assert bytes_of(after) == before


@pytest.mark.parametrize(("kind", "policy"), [("image", photo_policy), ("document", document_policy)])
def test_whoever_asks_the_policy_is_told_so(held, people, kind, policy):
    """Choosers and lists offer by it what the views would refuse."""
    record = held[kind]
    for action in ("change", "delete"):
        for user in (*people.values(), UserFactory(is_superuser=True)):
            assert not policy.user_has_permission_for_instance(user, action, record), (action, user)
    record.is_held = False
    assert policy.user_has_permission_for_instance(people["contributor"], "change", record)


@pytest.mark.parametrize("role", ["contributor", "superuser"])
@pytest.mark.parametrize("kind", ["image", "document"])
@pytest.mark.parametrize("action", ["delete", "add_to_collection", "add_tags"])
def test_no_bulk_action_changes_a_held_file(client, held, people, role, kind, action):
    record = held[kind]
    user = people.get(role) or UserFactory(is_superuser=True)
    elsewhere = UnitFactory().collection
    model = f"submissions/news{kind}"
    for ids in (record.pk, "all"):
        log_in(client, user).post(
            f"/admin/bulk/{model}/{action}/?id={ids}", {"collection": elsewhere.pk, "tags": "khac"}
        )
    after = type(record).objects.get(pk=record.pk)
    assert (after.collection, after.tags.count()) == (record.collection, 0)


@pytest.mark.parametrize("kind", ["image", "document"])
@pytest.mark.parametrize("action", ["edit", "delete"])
def test_the_views_of_several_uploads_refuse_too(client, held, people, kind, action):
    record = held[kind]
    base = f"/admin/{kind}s/multiple/"
    address = f"{base}{record.pk}/" + ("delete/" if action == "delete" else "")
    form = {f"{kind}-{record.pk}-title": "Đổi", f"{kind}-{record.pk}-collection": record.collection.pk}
    log_in(client, people["contributor"]).post(address, form, headers={"x-requested-with": "XMLHttpRequest"})
    after = type(record).objects.get(pk=record.pk)
    assert after.title == record.title


@pytest.mark.parametrize("kind", ["image", "document"])
def test_strangers_do_not_learn_of_a_held_file(client, held, kind):
    log_in(client, contributor_of(UnitFactory()))
    response = client.get(address_of(held[kind], "edit"), follow=True)
    assert held[kind].title not in response.content.decode()
    assert log_in(client, UserFactory()).get(address_of(held[kind], "edit")).status_code == 302


def test_what_is_not_held_can_be_changed_and_deleted_by_the_unit(client, unit, people):
    image, file = photo(unit), document(unit)
    log_in(client, people["contributor"])
    for record in (image, file):
        response = client.get(address_of(record, "edit"))
        form = form_of(response, "form[enctype]") | {"title": "Tên mới"}
        assert client.post(address_of(record, "edit"), form).status_code == 302
        record.refresh_from_db()
        assert record.title == "Tên mới"
        assert client.post(address_of(record, "delete")).status_code == 302
        assert not type(record).objects.filter(pk=record.pk).exists()


def test_another_units_files_are_closed(client, unit, people):
    image, file = photo(unit), document(unit)
    log_in(client, leader_of(UnitFactory()))
    for record in (image, file):
        for action in ("edit", "delete"):
            assert is_refused(client.get(address_of(record, action)))
            assert is_refused(client.post(address_of(record, action), {"title": "Đổi"}))
