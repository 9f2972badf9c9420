"""The guides: each role finds its own, everybody may read all, and their words are those of the screens."""

import re
from itertools import pairwise
from pathlib import Path

import polib
import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.admin.menu import help_menu

from submissions.guides import guides
from submissions.models import UnitMembership
from tests import factories
from tests.soup import soup_of
from tests.submissions.registers import log_in, person

ROOT = Path(__file__).parents[3]
INDEX = reverse("guides:index")
# Role → the guide that opens for it.
OWN = {
    "contributor": "cung-cap-tin-bai",
    "leader": "lanh-dao-don-vi",
    "desk": "thuong-truc",
    "editor": "ban-bien-tap",
    "head": "ban-bien-tap",
    "official": "nguoi-xem-bao-cao",
    "accountant": "ke-toan",
    "director": "thu-truong",
    "administrator": "quan-tri",
}

FILES = [path.stem for path in sorted(guides.FOLDER.glob("*.md"))]


def guide_url(slug):
    return reverse("guides:guide", args=[slug])


def page_of(user, address):
    response = log_in(Client(), user).get(address, follow=True)
    assert response.status_code == 200
    return soup_of(response)


def test_a_guide_for_every_file_and_a_file_for_every_guide():
    assert set(guides.SLUGS) == set(OWN.values())
    assert set(FILES) == {*guides.SLUGS, guides.FOR_ALL}


@pytest.mark.django_db
def test_the_administrator_reads_of_every_role_that_can_be_given():
    text = (guides.FOLDER / "quan-tri.md").read_text(encoding="utf-8")
    table = text.partition("| Vai trò | Dành cho |")[2].partition("\n\n")[0]
    assert sorted(re.findall(r"\*\*(.+?)\*\*", table)) == sorted(Group.objects.values_list("name", flat=True))


def test_the_image_has_them():
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert lines.index("!docs/huong-dan") > lines.index("*")


# Who finds which


@pytest.mark.django_db
@pytest.mark.parametrize("role", OWN)
def test_each_role_opens_its_own_guide(role):
    client = log_in(Client(), person(role, unit=factories.UnitFactory()))
    response = client.get(INDEX)
    assert (response.status_code, response["Location"]) == (302, guide_url(OWN[role]))
    text = client.get(response["Location"]).content.decode()
    assert guides.title_of(OWN[role]) in text
    assert "<h2 id=" in text


@pytest.mark.django_db
def test_who_has_several_roles_sees_those_first():
    user = factories.leader_of(factories.UnitFactory())
    user.groups.add(Group.objects.get(name="Kế toán"), Group.objects.get(name="Quản trị"))
    own, others = page_of(user, INDEX).select(".tb-guides")
    assert links_of(own) == [guide_url(slug) for slug in ("lanh-dao-don-vi", "ke-toan", "quan-tri")]
    assert set(links_of(own) + links_of(others)) == {guide_url(slug) for slug in guides.SLUGS}


@pytest.mark.django_db
def test_who_has_no_role_chooses():
    assert len(page_of(factories.UserFactory(is_superuser=True), INDEX).select(".tb-guides")) == 1


def links_of(soup):
    return [link["href"] for link in soup.select("a")]


@pytest.mark.django_db
def test_a_membership_that_has_ended_brings_no_guide_to_the_front():
    user = factories.UserFactory(groups=["Kế toán"])
    factories.MembershipFactory(user=user, valid_to=factories.LETTER.replace(month=5))
    assert log_in(Client(), user).get(INDEX)["Location"] == guide_url("ke-toan")


@pytest.mark.django_db
@pytest.mark.parametrize("slug", guides.SLUGS)
def test_everybody_may_read_all(slug):
    soup = page_of(person("official", unit=None), guide_url(slug))
    assert soup.select_one(".tb-guide__title").get_text() == f"Hướng dẫn: {guides.title_of(slug)}"
    assert set(links_of(soup.select_one(".tb-guide__others"))) == {guide_url(s) for s in guides.SLUGS if s != slug}


@pytest.mark.django_db
@pytest.mark.parametrize("address", [INDEX, guide_url("ke-toan")])
def test_the_public_is_led_to_the_door(address):
    response = Client().get(address)
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("wagtailadmin_login"))


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["khong-co", "README", "wagtail"])
def test_an_unknown_role_has_no_page(slug):
    assert log_in(Client(), person("official", unit=None)).get(f"{INDEX}{slug}/").status_code == 404


@pytest.mark.django_db
def test_num_queries():
    """Roles are read at once, however many a person has; a second membership costs one more look at all."""
    user = factories.contributor_of(factories.UnitFactory(), is_superuser=True)
    few = count_queries(user)
    user.groups.set(Group.objects.all())
    for role in UnitMembership.Role:
        factories.MembershipFactory(user=user, role=role)
    assert count_queries(user) == few + 1 <= 13


def count_queries(user):
    client = log_in(Client(), user)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(guide_url("ke-toan")).status_code == 200
    return len(queries)


# The ways to it


@pytest.mark.django_db
@pytest.mark.parametrize("role", [*OWN, "superuser"])
def test_the_help_menu_leads_to_the_guides_and_not_to_wagtails(role):
    user = person(role, unit=factories.UnitFactory())
    request = log_in(Client(), user).get(reverse("wagtailadmin_home")).wsgi_request
    names = [item.name for item in help_menu.menu_items_for_request(request)]
    assert names == ["guides", "keyboard-shortcuts-trigger"]
    props = page_of(user, reverse("wagtailadmin_home")).select_one("#wagtail-sidebar-props").string
    assert f'"{INDEX}"' in props
    assert "wagtail.org" not in props


@pytest.mark.django_db
@pytest.mark.parametrize("role", [*OWN, "superuser"])
def test_the_desk_has_a_quiet_line(role):
    home = page_of(person(role, unit=factories.UnitFactory()), reverse("wagtailadmin_home"))
    assert home.select(f'.tb-home a[href="{INDEX}"]')


@pytest.mark.django_db
def test_an_empty_list_says_where_to_begin():
    unit = factories.UnitFactory()
    user = factories.contributor_of(unit)
    address = reverse("submissions:unit_list")
    assert page_of(user, address).select(f'.tb-empty a[href="{INDEX}"]')
    factories.news(unit, owner=user)
    assert not page_of(user, address).select(f'.tb-empty a[href="{INDEX}"]')


# What stands in them


@pytest.mark.django_db
@pytest.mark.parametrize("slug", guides.SLUGS)
def test_contents_and_links_lead_somewhere(slug):
    soup = page_of(person("official", unit=None), guide_url(slug))
    text = soup.select_one(".tb-guide__text")
    headings = [heading["id"] for heading in text.select("h2, h3")]
    assert links_of(soup.select_one(".tb-guide__contents")) == [f"#{h['id']}" for h in text.select("h2")]
    assert len(headings) == len(set(headings)) and len(headings) >= 4
    for address in links_of(text):
        assert address in {guide_url(other) for other in guides.SLUGS}


def test_raw_html_stays_text(tmp_path, monkeypatch):
    monkeypatch.setattr(guides, "FOLDER", tmp_path)
    (tmp_path / "ke-toan.md").write_text("# Kế toán\n\n<script>alert(1)</script>\n\nMột <b>chữ</b>", encoding="utf-8")
    (tmp_path / "dang-nhap.md").write_text("## Đăng nhập\n", encoding="utf-8")
    guide = guides.read_guide("ke-toan")
    assert "<script" not in guide.html and "<b>" not in guide.html
    assert guide.headings == [("dang-nhap", "Đăng nhập")]


@pytest.mark.parametrize("slug", FILES)
def test_a_guide_is_short(slug):
    lines = (guides.FOLDER / f"{slug}.md").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("## " if slug == guides.FOR_ALL else "# ")
    assert len(lines) <= 140
    assert not re.search(r"\bbạn\b", "\n".join(lines), re.IGNORECASE)


def bold_words(slug):
    """What stands bold in a guide: by our convention exactly what stands on the screen."""
    for token in guides.PARSER.parse((guides.FOLDER / f"{slug}.md").read_text(encoding="utf-8")):
        children = token.children or []
        for opening, inside in pairwise(children):
            if opening.type == "strong_open":
                yield inside.content


@pytest.fixture(scope="module")
def screen_words():
    """Every text that the catalogues know: ours, Wagtail's and Django's; a label is shown with a capital."""
    shipped = [Path(app.path) / "locale" / "vi" / "LC_MESSAGES" for app in apps.get_app_configs()]
    ours = [ROOT / folder / "vi" / "LC_MESSAGES" for folder in ("locale", "locale_wagtail")]
    texts = set()
    for folder in [*ours, *shipped]:
        for path in folder.glob("*.po"):
            entries = [entry for entry in polib.pofile(str(path)) if not entry.obsolete]
            texts |= {text for entry in entries for text in (entry.msgstr, *entry.msgstr_plural.values()) if text}
    return texts | {text[:1].upper() + text[1:] for text in texts}


@pytest.mark.django_db
@pytest.mark.parametrize("slug", FILES)
def test_what_stands_bold_stands_on_the_screen(slug, screen_words):
    known = screen_words | set(Group.objects.values_list("name", flat=True))
    words = list(bold_words(slug))
    assert words
    assert [word for word in words if word not in known] == []
