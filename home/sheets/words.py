"""What of a piece is read aloud, and how long that takes."""

from dataclasses import dataclass

from bs4 import BeautifulSoup

from vietnamese.aloud import aloud

# Syllables ("tiếng") in a minute, as an announcer reads for a loudspeaker in the street.
A_MINUTE = 180
LINES = ("p", "li", "h2", "h3", "h4")


@dataclass(frozen=True)
class Reading:
    """A piece as it is read: its title, its paragraphs, and whether something of it can only be seen."""

    title: str
    paragraphs: list[str]
    leaves_out: bool

    @property
    def words(self):
        return sum(len(text.split()) for text in (self.title, *self.paragraphs))

    @property
    def minutes(self):
        """How long it takes, in whole minutes, one at the least."""
        return max(1, round(self.words / A_MINUTE))


def reading_of(page):
    """The Reading of `page` (a live NewsPage): the lead, the paragraphs and quotations of its body."""
    said, leaves_out = [page.lead], False
    for block in page.body:
        if block.block_type == "text":
            said += [line.get_text() for line in BeautifulSoup(block.value.source, "html.parser").find_all(LINES)]
        elif block.block_type == "quote":
            said.append(block.value["text"])
        elif block.block_type in ("table", "file"):
            leaves_out = True
    paragraphs = [" ".join(text.split()) for text in said]
    return Reading(aloud(page.title), [aloud(text) for text in paragraphs if text], leaves_out)
