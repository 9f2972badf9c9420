"""The genre that the quick form proposes, and what each genre means in one line (docs/quick-form.md)."""

from html import unescape

from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from submissions.body.blocks import image_ids
from submissions.models import NewsPage

Genre = NewsPage.Genre
MEANINGS = {
    Genre.NEWS: _("Short: what happened, where, when, who took part."),
    Genre.PHOTO_NEWS: _("Photos tell it, with a few lines of text."),
    Genre.ANNOUNCEMENT: _("Tells people what to do or what will be: a date, a place, a deadline."),
    Genre.ARTICLE: _("Longer: tells how and why, with opinions and figures."),
    Genre.FEATURE: _("A long report from the place, with scenes and people."),
    Genre.INTERVIEW: _("Questions to one person, and the answers."),
    Genre.COMMENTARY: _("Explains and argues a view."),
    Genre.GOOD_DEEDS: _("A person or a group as an example to others."),
}
# Words as Vietnamese counts them ("tiếng"): what stands between blanks.
LONGEST_NEWS = 400
LONGEST_PHOTO_NEWS = 120
PHOTOS_OF_PHOTO_NEWS = 3


def proposed(*, text, photos):
    """The Genre that a piece with `text` (str) and so many `photos` most likely has."""
    words = len(text.split())
    if photos >= PHOTOS_OF_PHOTO_NEWS and words <= LONGEST_PHOTO_NEWS:
        return Genre.PHOTO_NEWS
    return Genre.ARTICLE if words > LONGEST_NEWS else Genre.NEWS


def proposed_for(page):
    """The same of `page` (a version as a NewsPage), read from its body as it is stored."""
    texts = [unescape(strip_tags(block["value"])) for block in page.body.raw_data if block["type"] == "text"]
    return proposed(text=" ".join([page.lead, *texts]), photos=len(list(image_ids(page.body))))
