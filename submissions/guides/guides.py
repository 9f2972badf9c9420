"""The guides of docs/huong-dan, one for each role: whose they are, and how the back office shows them.

What stands bold in a guide is exactly what stands on the screen; tests/submissions/guides/test_help.py looks it up.
"""

from dataclasses import dataclass
from itertools import pairwise

from django.conf import settings
from django.urls import reverse
from markdown_it import MarkdownIt

from submissions.rights.roles import current_memberships
from vietnamese.slugs import slugify

FOLDER = settings.BASE_DIR / "docs" / "huong-dan"
# Without HTML: what a guide may contain is words, lists and tables.
PARSER = MarkdownIt("commonmark", {"html": False}).enable("table")

# What every guide ends with, because everybody has to get in.
FOR_ALL = "dang-nhap"

# Role in a unit, or name of a role group, → the guide's file and the last part of its address.
OF_MEMBERS = {"contributor": "cung-cap-tin-bai", "leader": "lanh-dao-don-vi"}
# By name, because no permission tells an accountant from other readers of reports; a name that was changed costs
# the order of a list and nothing else.
OF_GROUPS = {
    "Thường trực Ban Biên tập": "thuong-truc",
    "Biên tập viên": "ban-bien-tap",
    "Trưởng Ban Biên tập": "ban-bien-tap",
    "Người xem báo cáo": "nguoi-xem-bao-cao",
    "Kế toán": "ke-toan",
    "Thủ trưởng đơn vị": "thu-truong",
    "Quản trị": "quan-tri",
}
SLUGS = tuple(dict.fromkeys([*OF_MEMBERS.values(), *OF_GROUPS.values()]))


@dataclass(frozen=True)
class Guide:
    """One guide, ready to be shown; `headings` are (anchor, text) of its parts."""

    slug: str
    title: str
    headings: list
    html: str


def own_slugs(user):
    """The guides of the roles that `user` has today, in the order of SLUGS."""
    own = {OF_MEMBERS[membership.role] for membership in current_memberships(user)}
    own |= {OF_GROUPS.get(name) for name in user.groups.values_list("name", flat=True)}
    return [slug for slug in SLUGS if slug in own]


def title_of(slug):
    """The first line of the guide `slug`, which is its title."""
    with (FOLDER / f"{slug}.md").open(encoding="utf-8") as file:
        return file.readline().removeprefix("# ").strip()


def titles_of(slugs):
    """[(title, address)] of the guides `slugs`."""
    return [(title_of(slug), reverse("guides:guide", args=[slug])) for slug in slugs]


def read_guide(slug):
    """The Guide `slug` (one of SLUGS): anchors at its headings, links between files made links between pages."""
    text = "\n\n".join((FOLDER / f"{name}.md").read_text(encoding="utf-8") for name in (slug, FOR_ALL))
    _opening, title, _closing, *tokens = PARSER.parse(text)
    headings = []
    for token, inside in pairwise(tokens):
        if token.type == "heading_open":
            anchor = slugify(inside.content)
            token.attrSet("id", anchor)
            if token.tag == "h2":
                headings.append((anchor, inside.content))
    for link in (child for token in tokens for child in token.children or [] if child.type == "link_open"):
        if link.attrs["href"].endswith(".md"):
            link.attrSet("href", reverse("guides:guide", args=[link.attrs["href"].removesuffix(".md")]))
    html = PARSER.renderer.render(tokens, PARSER.options, {})
    return Guide(slug=slug, title=title.content, headings=headings, html=html)
