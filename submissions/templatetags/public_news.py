"""What the public templates ask of the news: photos, addresses of lists, how days and units are told."""

import json
import re
from urllib.parse import urljoin, urlsplit

from django import template
from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from submissions.body.blocks import cover_alt
from submissions.body.credits import says_its_kind
from submissions.media import pictures
from submissions.models import NewsIndexPage
from vietnamese.dates import clock, day_of, today, weekday_date

# What would end a script, or be read as markup before it is read as data.
ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
register = template.Library()
register.filter(says_its_kind)


@register.simple_tag
def picture(image, size, *, alt="", eager=False):
    """The `<img>` of a photo in one of pictures.NAMED; nothing when a piece has none or its file is gone."""
    return pictures.responsive(image, size=size, alt=alt, eager=eager) if image else ""


@register.simple_tag
def lead_picture(page):
    """The large photo of a lead story, described in the words of the piece."""
    return pictures.responsive(page.cover, size="lead", alt=cover_alt(page), eager=True)


@register.simple_tag(takes_context=True)
def section_url(context, category):
    """The address of the list of a section (a Category)."""
    root = NewsIndexPage.of(context["request"])
    if root is None or category is None:
        return ""
    return root.section_address(context["request"], category)


@register.simple_tag(takes_context=True)
def notices_url(context):
    """The address of the list of all announcements that hold."""
    root = NewsIndexPage.of(context["request"])
    return root.notices_address(context["request"]) if root else ""


@register.filter
def page_above(address):
    """The address of the page that the one at `address` hangs below: of a piece the page of its unit."""
    return address.rstrip("/").rpartition("/")[0] + "/"


@register.filter
def host(url):
    """The host name in an address, so that a reader knows where a link leads."""
    return urlsplit(url).hostname or ""


@register.filter
def iso(moment):
    """`moment` (an aware datetime or None) with the zone here, as ISO 8601 and HTML want it, to the second."""
    return localtime(moment).isoformat(timespec="seconds") if moment else ""


@register.filter
def told_day(moment):
    """When a piece was published, as lists say it: the weekday and the day, and the hour while it is today's.

    Public pages are kept for a day at the longest, so that no "today" is yesterday's.
    """
    day = day_of(moment)
    return _("Today, %(hour)s") % {"hour": clock(moment)} if day == today() else weekday_date(day)


@register.filter
def told_moment(moment):
    """The day and the hour, as the head of a piece says them: "Thứ Sáu, 27/11/2026, 16:45"."""
    return f"{weekday_date(day_of(moment))}, {clock(moment)}"


@register.filter
def called(unit):
    """A unit as the line over a title names it: without "UBND", which thirty of them begin with.

    Not its short name: "TC-KH" is for tables of the office, and nothing to a citizen.
    """
    name = unit.name.removeprefix("UBND ").removeprefix("Ủy ban nhân dân ")
    return name[:1].upper() + name[1:]


@register.filter
def photo_first(body):
    """The blocks of `body`, the first photo at the head where more than one paragraph would stand before it.

    A photo on its own, that is: one of a gallery stays there.
    """
    blocks = list(body)
    place = next((number for number, block in enumerate(blocks) if block.block_type == "photo"), 0)
    before = [block.value.source.count("<p") if block.block_type == "text" else 1 for block in blocks[:place]]
    return [blocks[place], *blocks[:place], *blocks[place + 1 :]] if sum(before) > 1 else blocks


@register.filter
def revised(page):
    """Whether a live piece was published again at least a minute after it was first published."""
    if not (page.published_at and page.last_published_at):
        return False
    return (page.last_published_at - page.published_at).total_seconds() >= 60


@register.filter
def page_numbers(listing):
    """The numbers to offer beside page `listing`: its neighbours, both ends, and a gap between."""
    return listing.paginator.get_elided_page_range(listing.number, on_each_side=1, on_ends=1)


@register.simple_tag
def absolute(path):
    """`path` with the scheme and host of the site (BASE_URL), whatever host the reader asked for."""
    base = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    # A path may begin with two slashes, which joining would take for another host.
    return base + path if path.startswith("/") else urljoin(base, path)


@register.filter
def dialled(number):
    """`number` as a telephone dials it: digits and a plus in front, without what follows them in words."""
    first = re.match(r"\s*\+?[\d\s().-]+", number)
    return re.sub(r"[^\d+]", "", first[0]) if first else ""


def as_script(data):
    """`data` (what JSON has) as text that may stand inside a `<script>`, whatever titles hold."""
    return SafeString(json.dumps(data, ensure_ascii=False).translate(ESCAPES))
