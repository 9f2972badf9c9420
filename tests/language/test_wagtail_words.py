"""What Wagtail shows in English is mended where it stands, and what is mended still follows Wagtail."""

import re
from pathlib import Path

import pytest
import wagtail.admin
from django.conf import settings
from django.urls import reverse
from wagtail.admin.ui.tables import BooleanColumn, Table

from tests import factories
from tests.language.allowed import strange
from tests.language.words import texts_of
from tests.soup import soup_of
from tests.submissions.registers import log_in

OURS = settings.BASE_DIR / "site_cms" / "templates" / "wagtailadmin"
WAGTAILS = Path(wagtail.admin.__file__).parent / "templates" / "wagtailadmin"
# {template: (what Wagtail writes, what stands there instead)}
MENDED = {
    "shared/headers/_actions.html": ('aria-label="Actions"', 'aria-label="{% translate "Actions" %}"'),
    "shared/header.html": ('value="Search"', 'value="{% translate "Search" %}"'),
    "tables/boolean_cell.html": ("title=value|stringformat:'s'", "title=value|yesno"),
}


@pytest.fixture
def superuser(client, db):
    return log_in(client, factories.UserFactory(is_superuser=True))


def shown_by(response):
    """The page, or what a modal shows of it."""
    is_modal = response.headers["Content-Type"].startswith("application/json")
    return soup_of(response.json()["html"] if is_modal else response)


@pytest.mark.parametrize(
    ("view", "field", "label"),
    [
        ("wagtailadmin_choose_page_external_link", "link_text", "Chữ của liên kết"),
        ("wagtailadmin_choose_page_anchor_link", "link_text", "Chữ của liên kết"),
        ("wagtailadmin_choose_page_phone_link", "phone_number", "Số điện thoại"),
        ("wagtailadmin_choose_page_email_link", "email_address", "Địa chỉ email"),
        ("wagtailadmin_choose_page_email_link", "subject", "Tiêu đề"),
        ("wagtailadmin_choose_page_email_link", "body", "Nội dung"),
        ("wagtailadmin_workflows:task_chooser", "task_type", "Loại bước"),
        ("wagtailadmin_workflows:add", "pages-0-page", "Trang"),
        ("wagtailusers_groups:add", "page_permissions-__prefix__-page", "Trang"),
        ("wagtailusers_groups:add", "document_permissions-__prefix__-collection", "Bộ sưu tập"),
        ("wagtailusers_groups:add", "image_permissions-__prefix__-collection", "Bộ sưu tập"),
    ],
)
def test_a_field_has_a_vietnamese_label(superuser, view, field, label):
    soup = shown_by(superuser.get(reverse(view)))
    # Neither `select` nor `get_text` looks into templates.
    labels = soup.find_all("label", attrs={"for": True})
    written = {label["for"]: "".join(label.find_all(string=True)).strip(" *\n") for label in labels}
    assert [text for name, text in written.items() if name.endswith(field)] == [label]


def test_the_columns_of_the_list_of_sites_are_named(superuser):
    soup = shown_by(superuser.get(reverse("wagtailsites:index")))
    heads = [head.get_text(" ", strip=True) for head in soup.select("th")]
    assert {"Cổng", "Tên trang web", "Trang gốc"} <= set(heads)


def test_the_search_of_pages_says_what_it_counts(superuser):
    text = shown_by(superuser.get(reverse("wagtailadmin_pages:search"))).get_text(" ", strip=True)
    assert re.search(r"trong số \d+ trang", text)


def test_a_cell_says_yes_or_no():
    table = Table([BooleanColumn("held")], [{"held": True}, {"held": False}])
    soup = soup_of(table.render_html({}))
    assert [cell.text.strip() for cell in soup.select("td .w-sr-only")] == ["Có", "Không"]


@pytest.mark.parametrize(
    ("view", "selector", "attribute", "word"),
    [
        ("quotas:index", "#w-slim-header-buttons", "aria-label", "Thao tác"),
        ("wagtailadmin_choose_page", "form[role=search] input[type=submit][value]", "value", "Tìm"),
    ],
)
def test_a_word_inside_a_template_is_vietnamese(superuser, view, selector, attribute, word):
    assert shown_by(superuser.get(reverse(view))).select_one(selector)[attribute] == word


@pytest.mark.parametrize("template", MENDED)
def test_a_mended_template_is_wagtails_but_for_the_word(template):
    english, vietnamese = MENDED[template]
    theirs = (WAGTAILS / template).read_text()
    assert english in theirs
    assert plain((OURS / template).read_text()) == plain(theirs.replace(english, vietnamese))


def plain(template):
    """A template without what the formatter changes: the loading of tags, `with`, the names at the ends of blocks."""
    template = re.sub(r"{% load [^%]* %}", "", template)
    template = re.sub(r"{% with (\S+)=(\S+) %}", r"{% with \2 as \1 %}", template)
    return re.sub(r"{% endblock \w+ %}", "{% endblock %}", template).split()


def test_the_roots_of_pages_and_collections_have_vietnamese_names(superuser):
    for view in ("wagtailadmin_explore_root", "wagtailadmin_collections:add"):
        assert list(strange(texts_of(superuser.get(reverse(view)).content.decode()))) == []


@pytest.mark.django_db
def test_the_heading_of_the_editor_has_the_type_in_small_letters(client):
    unit = factories.UnitFactory()
    contributor = factories.contributor_of(unit)
    piece = factories.news(unit, owner=contributor, title="Ra quân")
    log_in(client, contributor)
    page = client.get(reverse("wagtailadmin_pages:edit", args=[piece.pk])).content.decode()
    assert "Sửa tin, bài" in page
    assert "Sửa Tin" not in page
