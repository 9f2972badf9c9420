"""Numbers of records that people post: whatever stands in the field must not become an error."""

# PostgreSQL's integer, in which Wagtail numbers its pages, goes a little beyond nine digits.
DIGITS = 9


def posted_number(text):
    """The number that `text` (anything posted, or None) is, or None: "²" is a digit too, and a number has an end."""
    text = str(text or "")
    return int(text) if text.isdecimal() and len(text) <= DIGITS else None
