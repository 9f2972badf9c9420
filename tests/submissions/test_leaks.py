"""What an account comes to know by Wagtail's own views, and what of the machinery nobody touches there."""

import json

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.models import Collection, Page, Workflow

from submissions import decisions
from submissions.models import EditorialReviewTask, NewsDocument, NewsPage
from submissions.numbers import posted_number
from submissions.stages import Stage, stage_of
from tests import factories, workflow
from tests.browserform import stream
from tests.submissions import attempts
from tests.submissions.states import Cast, make_piece
from tests.workflow import fresh

pytestmark = pytest.mark.django_db
SECRET = "BÍ-MẬT"
SUPERUSERS_REPORTS = ["site_history", "workflow", "workflow_tasks", "aging_pages", "locked_pages", "page_types_usage"]


@pytest.fixture
def cast():
    cast = Cast()
    cast.photo.title = SECRET
    cast.photo.save()
    return cast


def secret_document(cast, *, name="ke-hoach-mat.pdf", **fields):
    file = ContentFile(b"%PDF-1", name=name)
    return NewsDocument.objects.create(title=SECRET, collection=cast.unit.collection, file=file, **fields)


def piece_of_the_other_unit(cast):
    return factories.news(cast.other_unit, owner=cast.other_contributor, title="Tin riêng của đơn vị khác")


# Titles of drafts


@pytest.mark.parametrize("who", ["official", "other_contributor", "administrator", "editor", "desk"])
def test_chosen_pages_tell_no_title_of_a_draft(client, cast, who):
    page = make_piece("draft", cast)
    client.force_login(getattr(cast, who))
    address = reverse("wagtailadmin_choose_page_chosen_multiple")
    for query in ({"id": page.pk}, {"id": [cast.unit.page_id, page.pk]}, {"id": "²"}, {"id": f"+{page.pk}"}):
        assert client.get(address, query).status_code == 404


def test_chosen_pages_are_told_to_whoever_may_know_of_them(client, cast):
    draft, live = make_piece("draft", cast), make_piece("published", cast)
    address = reverse("wagtailadmin_choose_page_chosen_multiple")
    client.force_login(cast.contributor)
    assert draft.title in client.get(address, {"id": [draft.pk, live.pk]}).json()["result"][0]["adminTitle"]
    client.force_login(cast.other_contributor)
    assert client.get(address, {"id": live.pk}).status_code == 200


@pytest.mark.parametrize("who", ["administrator", "editor", "other_leader"])
def test_explorer_results_name_no_draft(client, cast, who):
    page = make_piece("draft", cast)
    client.force_login(getattr(cast, who))
    assert client.get(reverse("wagtailadmin_explore_results", args=[page.pk])).status_code == 404


@pytest.mark.parametrize("name", SUPERUSERS_REPORTS)
@pytest.mark.parametrize("end", ["", "_results"])
def test_wagtails_reports_are_the_superusers(client, cast, name, end):
    address = reverse(f"wagtailadmin_reports:{name}{end}")
    for who in ("administrator", "other_contributor", "editor", "official", "contributor"):
        client.force_login(getattr(cast, who))
        assert client.get(address).status_code == 404, who
    client.force_login(cast.superuser)
    assert client.get(address).status_code == 200


def test_our_report_stays_open(client, cast):
    client.force_login(cast.official)
    assert client.get(reverse("compliance:report")).status_code == 200


# Links


def link(entity, data):
    """A rich text as the editor posts it, with one link of type `entity`."""
    place = [{"offset": 0, "length": 3, "key": 0}]
    block = {"key": "0", "type": "unstyled", "depth": 0, "text": "xem", "inlineStyleRanges": [], "entityRanges": place}
    return json.dumps({"blocks": [block], "entityMap": {"0": {"type": entity, "mutability": "MUTABLE", "data": data}}})


def preview_with(client, own, text):
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[own.pk])
    posted = client.post(address, attempts.edit_form(own) | stream("body", [("text", text)]))
    return posted.content.decode() + client.get(f"{address}?mode=").content.decode()


WRITINGS = ["{}", "{} ", "0{}", "+{}", "fullwidth"]


def written(number, how):
    return "".join(chr(0xFF10 + int(digit)) for digit in str(number)) if how == "fullwidth" else how.format(number)


@pytest.mark.parametrize("how", WRITINGS)
def test_a_link_to_a_foreign_draft_is_refused_in_words(client, cast, how):
    secret, own = make_piece("draft", cast), piece_of_the_other_unit(cast)
    text = link("LINK", {"id": written(secret.pk, how)})
    client.force_login(cast.other_contributor)
    assert secret.slug not in preview_with(client, own, text)
    response = attempts.post_edit(client, own, **stream("body", [("text", text)]))
    assert secret.slug not in response.content.decode()
    body = client.get(reverse("wagtailadmin_pages:edit", args=[own.pk])).content.decode()
    body += client.get(reverse("submissions:piece", args=[own.pk])).content.decode()
    assert secret.slug not in body


def test_the_refusal_says_why(client, cast):
    secret, own = make_piece("draft", cast), piece_of_the_other_unit(cast)
    client.force_login(cast.other_contributor)
    response = attempts.post_edit(client, own, **stream("body", [("text", link("LINK", {"id": secret.pk}))]))
    assert "Liên kết trong nội dung dẫn đến một trang chưa đăng" in response.content.decode()
    assert own.revisions.count() == 1


@pytest.mark.parametrize("state", ["published", "draft"])
def test_a_link_to_what_is_live_or_ones_own_is_saved(client, cast, state):
    unit, who = (cast.other_unit, cast.other_contributor) if state == "published" else (cast.unit, cast.contributor)
    target, own = make_piece(state, cast), factories.news(unit, owner=who, title="Tin dẫn liên kết")
    client.force_login(who)
    attempts.post_edit(client, own, **stream("body", [("text", link("LINK", {"id": target.pk}))]))
    assert f'id="{target.pk}"' in fresh(own).get_latest_revision_as_object().body.raw_data[0]["value"]


def test_a_link_that_was_there_before_does_not_stop_the_next_save(client, cast):
    target, own = make_piece("published", cast), piece_of_the_other_unit(cast)
    text = link("LINK", {"id": target.pk})
    client.force_login(cast.other_contributor)
    attempts.post_edit(client, own, **stream("body", [("text", text)]))
    Page.objects.filter(pk=target.pk).update(live=False)
    attempts.post_edit(client, own, title="Sửa lần nữa", **stream("body", [("text", text)]))
    assert fresh(own).get_latest_revision_as_object().title == "Sửa lần nữa"


@pytest.mark.parametrize("how", WRITINGS)
def test_a_link_to_a_foreign_document_is_refused_however_written(client, cast, how):
    secret, own = secret_document(cast), piece_of_the_other_unit(cast)
    client.force_login(cast.other_contributor)
    assert "ke-hoach-mat" not in preview_with(client, own, link("DOCUMENT", {"id": written(secret.pk, how)}))


def test_a_refused_form_shows_no_foreign_file(client, cast):
    secret, own = secret_document(cast), piece_of_the_other_unit(cast)
    client.force_login(cast.other_contributor)
    photo = {"image": str(cast.photo.pk), "caption": "chu-thich-con-lai", "credit": "", "alt": ""}
    blocks = [
        ("text", link("DOCUMENT", {"id": secret.pk})),
        ("photo", photo),
        ("file", {"file": str(secret.pk), "title": "Tệp"}),
    ]
    body = attempts.post_edit(client, own, **stream("body", blocks)).content.decode()
    assert "thuộc" in body and "chu-thich-con-lai" in body
    assert SECRET not in body and "ke-hoach-mat" not in body


@pytest.mark.parametrize("how", WRITINGS)
def test_an_own_document_is_held_however_written(client, cast, how):
    file, own = secret_document(cast), factories.news(cast.unit, owner=cast.contributor)
    client.force_login(cast.contributor)
    text = link("DOCUMENT", {"id": written(file.pk, how)})
    attempts.post_edit(client, own, **stream("body", [("text", text)]))
    workflow.submit(own, cast.contributor)
    file.refresh_from_db()
    shown = str(fresh(own).get_latest_revision_as_object().body[0].value)
    assert file.is_held or "ke-hoach-mat" not in shown


# Photos and documents


@pytest.mark.parametrize("who", ["administrator", "editor", "desk", "other_leader"])
@pytest.mark.parametrize("kind", ["images", "docs"])
def test_files_of_drafts_are_the_units(client, cast, who, kind):
    secret = secret_document(cast)
    client.force_login(getattr(cast, who))
    chooser = {"images": "wagtailimages_chooser", "docs": "wagtaildocs_chooser"}[kind]
    for name in (f"wagtail{kind}:index", f"{chooser}:choose", f"{chooser}:choose_results"):
        assert SECRET not in client.get(reverse(name), follow=True).content.decode()
    assert client.get(secret.url).status_code == 404


@pytest.mark.parametrize("who", ["editor", "desk"])
def test_what_was_submitted_is_chosen_and_opened_by_board_and_desk(client, cast, who):
    secret = secret_document(cast, is_held=True)
    get_image_model().objects.update(is_held=True)
    client.force_login(getattr(cast, who))
    assert client.get(secret.url).status_code == 200
    assert client.get(reverse("wagtailimages_chooser:select_format", args=[cast.photo.pk])).status_code == 200
    if who == "editor":
        assert SECRET in client.get(reverse("wagtailimages_chooser:choose_results")).content.decode()
        assert SECRET not in client.get(reverse("wagtailimages:index")).content.decode()


@pytest.mark.parametrize(("who", "name"), [("editor", "Ban Biên tập"), ("administrator", "Ảnh của trang")])
def test_board_and_site_have_a_collection_of_their_own(client, cast, who, name):
    collection = Collection.objects.get(name=name)
    client.force_login(getattr(cast, who))
    for target in (collection, cast.unit.collection, Collection.get_first_root_node()):
        form = {"title": "Ảnh mới", "file": factories.picture_file(), "collection": target.pk}
        client.post(reverse("wagtailimages:add"), form)
    photos = get_image_model().objects.filter(title="Ảnh mới")
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


# The machinery


@pytest.mark.parametrize("who", ["superuser", "administrator", "editor"])
def test_nobody_switches_the_chain_off(client, cast, who):
    page, chain = make_piece("at_board", cast), Workflow.objects.get()
    client.force_login(getattr(cast, who))
    names = [(name, chain.pk) for name in ("disable", "edit", "enable")]
    names += [(name, EditorialReviewTask.objects.get().pk) for name in ("disable_task", "edit_task", "enable_task")]
    for name, number in names:
        address = reverse(f"wagtailadmin_workflows:{name}", args=[number])
        assert client.get(address).status_code == client.post(address).status_code == 404, name
    assert stage_of(fresh(page)) == Stage.AT_BOARD


def test_the_chain_is_not_taken_from_a_page(client, cast):
    chain = Workflow.objects.get()
    chain.workflow_pages.create(page=cast.unit.page)
    client.force_login(cast.superuser)
    for numbers in ([cast.unit.page_id], [cast.unit.page_id, chain.pk]):
        assert client.post(reverse("wagtailadmin_workflows:remove", args=numbers)).status_code == 404
    assert chain.workflow_pages.count() == 1


def test_another_workflow_is_the_superusers_to_change(client, cast):
    other = Workflow.objects.create(name="Khác", active=True)
    client.force_login(cast.superuser)
    assert client.get(reverse("wagtailadmin_workflows:edit", args=[other.pk])).status_code == 200


@pytest.mark.parametrize("who", ["superuser", "editor", "contributor"])
@pytest.mark.parametrize("action", ["publish", "delete", "copy", "move", "revert_to_page_revision"])
def test_the_admin_api_does_nothing(client, cast, who, action):
    page = make_piece("at_board", cast)
    client.force_login(getattr(cast, who))
    address = reverse("wagtailadmin_api:pages:action", args=[page.pk, action])
    assert client.post(address, "{}", content_type="application/json").status_code == 404


@pytest.mark.parametrize("who", ["superuser", "editor", "desk", "contributor"])
def test_wagtails_own_windows_on_a_step_are_closed(client, cast, who):
    page = make_piece("at_board", cast)
    client.force_login(getattr(cast, who))
    at = attempts.looks(page)
    assert client.get(at["workflow action"]).status_code == 404
    assert client.get(at["workflow preview"]).status_code == 404
    assert client.get(at["collect action data"]).status_code == (200 if who == "editor" else 404)


# Odd numbers


@pytest.mark.parametrize(
    ("text", "number"),
    [("7", 7), ("０７", 7), ("²", None), ("9" * 30, None), ("-1", None), ("", None), (None, None), (12, 12)],
)
def test_a_posted_number_is_one_or_none(text, number):
    assert posted_number(text) == number


@pytest.mark.parametrize("odd", ["²", "9" * 40, "9" * 6000])
def test_odd_numbers_are_no_error(client, cast, odd):
    page = make_piece("at_board", cast)
    client.force_login(cast.editor)
    mark = reverse("submissions:mark_duplicate", args=[page.pk])
    assert client.post(mark, {"of": odd}).status_code == 302
    assert client.post(mark, {"address": f"/x/{odd}/"}).status_code == 302
    assert attempts.post_edit(client, page, chain_position=f"{odd}:x").status_code == 302
    ping = reverse("wagtailadmin_editing_sessions:ping", args=["wagtailcore", "page", odd, 1])
    assert client.post(ping).status_code == 404


def test_a_draft_that_was_just_submitted_is_not_deleted(client, cast, monkeypatch):
    page = make_piece("draft", cast)
    locked_page = decisions.locked_page

    def slower(pk):
        workflow.submit(page, cast.contributor)
        return locked_page(pk)

    monkeypatch.setattr(decisions, "locked_page", slower)
    client.force_login(cast.contributor)
    client.post(reverse("submissions:delete", args=[page.pk]))
    assert NewsPage.objects.filter(pk=page.pk).exists()
