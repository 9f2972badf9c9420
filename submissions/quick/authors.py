"""The authors in the quick form: rows of a name and a share; without a name, whoever writes is the author."""

from dataclasses import dataclass

from submissions.editor.completeness import WHOLE
from submissions.models import NewsAuthor
from submissions.screens.posted_numbers import posted_number
from vietnamese.text import normalise

# Rows without a name, for authors beside those that are there.
EMPTY_ROWS = 2
MOST_ROWS = 20


@dataclass
class AuthorRow:
    name: str = ""
    # As it was typed.
    share: str = ""


def stored_rows(page):
    return [AuthorRow(author.name, str(author.share)) for author in page.authors.all()]


def posted_rows(data):
    """The AuthorRows in `data` (a QueryDict) that have a name."""
    names, shares = data.getlist("author"), data.getlist("author-share")
    shares += [""] * (len(names) - len(shares))
    rows = [AuthorRow(normalise(name).strip(), share.strip()) for name, share in zip(names, shares, strict=False)]
    return [row for row in rows[:MOST_ROWS] if row.name]


def shared(rows):
    """[(name, share in whole per cents)] of `rows`: one author has all, and who has no share gets one of the rest."""
    if len(rows) == 1:
        return [(rows[0].name, WHOLE)]
    given = [posted_number(row.share.removesuffix("%").strip()) for row in rows]
    open_shares = given.count(None)
    rest = max(WHOLE - sum(share for share in given if share is not None), 0)
    shares = []
    for row, share in zip(rows, given, strict=True):
        if share is None:
            share = rest // open_shares + (rest % open_shares if len(shares) == given.index(None) else 0)
        shares.append((row.name, share))
    return shares


def put_authors(page, rows):
    """Make those of `rows` the authors of `page` (a version as a NewsPage), unless they are that already.

    Without a name it is whoever wrote the piece, who is named when it is sent (name_the_writer).
    """
    wanted = shared(rows) or [(str(page.owner), WHOLE)]
    if wanted != [(author.name, author.share) for author in page.authors.all()]:
        page.authors = [NewsAuthor(name=name, share=share) for name, share in wanted] if rows else []
