"""What the public would read, as one digest: the measure of "the very wording that the leader approved"."""

import hashlib
import json

from submissions.body.piece_files import contents_of

PUBLIC_FIELDS = (
    "title",
    "lead",
    "genre",
    "category_id",
    "event_date",
    "milestone_date",
    "origin",
    "source",
    "programme",
    "broadcast_date",
)
# Read by the public since a later version of the site. They are part of the digest of a piece that has something there:
# what was approved before has not, and reads as it did. Of a piece, of its authors' rows, of the body's parts.
ADDED_FIELDS = ("holds_until",)
ADDED_TO_AUTHORS = ()
ADDED_TO_PARTS = ()


def content_digest(page):
    """SHA-256 in hexadecimal of what the public would read of `page` (a NewsPage, live or rebuilt from a revision).

    Covers title, lead, body, filing, authors and shares, origin, and the contents of the photos and files that
    the body names, so that a file exchanged under the same id changes the digest too. Block ids, revision ids
    and times are left out: an autosave keeps the id and changes the words, a resubmission does the reverse.
    """
    public = {name: str(getattr(page, name) or "") for name in PUBLIC_FIELDS} | dict(_filled(page, ADDED_FIELDS))
    public["body"] = [as_measured(part) for part in page.body.raw_data]
    public["authors"] = [
        [author.name, author.share, *_filled(author, ADDED_TO_AUTHORS)] for author in page.authors.all()
    ]
    public["files"] = contents_of(page.body)
    canonical = json.dumps(public, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def revision_digest(revision):
    """Digest of what `revision` (wagtail.models.Revision of a NewsPage) holds now."""
    return content_digest(revision.as_object())


class Texts:
    """The texts of one decision: what a revision holds is rebuilt once, and handed on to whoever asks for it again.

    It vouches for nothing: a proof reads the revision's row again and asks for the text of what stands there now, which
    is rebuilt unless it is the same to the letter. A digest asks for the photos' and files' contents every time.
    """

    def __init__(self):
        self.rebuilt = {}

    def of(self, revision):
        """What `revision` holds, as a NewsPage that many read and nobody changes."""
        content, text = self.rebuilt.get(revision.pk, (None, None))
        if text is None or content != revision.content:
            text = revision.content_object.with_content_json(revision.content)
            self.rebuilt[revision.pk] = revision.content, text
        return text

    def digest(self, revision):
        """Digest of what `revision` holds, with the photos and files as they are now."""
        return content_digest(self.of(revision))


def texts_of(workflow_state):
    """The Texts of the decision that moves `workflow_state`: Wagtail hands this object on from step to step."""
    if not hasattr(workflow_state, "_texts"):
        workflow_state._texts = Texts()
    return workflow_state._texts


def as_measured(value):
    """`value` (raw stream data) without the ids of parts and list items, and without added fields left empty."""
    if isinstance(value, dict):
        return {name: as_measured(part) for name, part in value.items() if _is_measured(name, part)}
    if isinstance(value, list | tuple):
        return [as_measured(part) for part in value]
    return value


def _is_measured(name, part):
    return name != "id" and (name not in ADDED_TO_PARTS or part not in (None, "", []))


def _filled(record, names):
    """(name, value as text) of those of `names` in which `record` has something."""
    return [(name, str(value)) for name in names if (value := getattr(record, name)) not in (None, "")]
