"""What the public reads of a statement, as one digest, and the version of it that somebody has in front of them."""

import hashlib
import json

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail.documents import get_document_model
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.models import COMMENTS_RELATION_NAME, Page, ReferenceIndex

from submissions.body.content import as_measured
from submissions.body.piece_files import contents_of_files
from submissions.rights.positions import newer_text_sentence
from submissions.screens.refusals import AlreadyDone

# Of a page's own columns, what the public reads. All others keep the tree and Wagtail's books.
READ_OF_A_PAGE = ("title", "seo_title", "search_description", "show_in_menus")
# What is not there is not measured: a column that comes later leaves the digests of before as they were.
NOTHING = (None, False, "", [], {})


def content_digest(page):
    """SHA-256 in hexadecimal of what the public would read of `page` (a Statement, live or rebuilt from a revision).

    Every column and every row below the page is measured that its type does not name in `UNMEASURED`, and what is in
    its photos and files.
    """
    read = {name: value for name, value in columns(page).items() if name not in unread(type(page))}
    for relation in get_all_child_relations(page):
        name = relation.get_accessor_name()
        if name not in unread(type(page)):
            left_out = {"pk", relation.field.name}
            rows = [columns(row) for row in getattr(page, name).all()]
            read[name] = [{key: value for key, value in row.items() if key not in left_out} for row in rows]
    read["files"] = contents_of_files(files_of(page))
    filled = {name: value for name, value in read.items() if not is_nothing(value)}
    canonical = json.dumps(filled, cls=DjangoJSONEncoder, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def columns(row):
    """{name: value} of the columns of `row` that hold anything, bodies without the keys of their parts."""
    found = {}
    for field in row._meta.concrete_fields:
        value = field.value_from_object(row)
        if isinstance(field, StreamField):
            value = [as_measured(part) for part in value.raw_data]
        if not is_nothing(value):
            found["pk" if field.primary_key else field.name] = value
    return found


def unread(kind):
    """The names of columns and relations of the Statement type `kind` that no reader sees."""
    of_page = {field.name for field in Page._meta.concrete_fields} - set(READ_OF_A_PAGE)
    return of_page | {"pk", COMMENTS_RELATION_NAME, *kind.UNMEASURED}


def is_nothing(value):
    return any(value is nothing or (type(value) is type(nothing) and value == nothing) for nothing in NOTHING)


def files_of(page):
    """The photos and documents that `page` (any page, as it stands in memory) shows or links, as querysets."""
    models = {ContentType.objects.get_for_model(model).pk: model for model in (get_image_model(), get_document_model())}
    found = {}
    for kind, key, *_path in ReferenceIndex._extract_references_from_object(page):
        if kind in models:
            found.setdefault(models[kind], set()).add(int(key))
    return [model.objects.filter(pk__in=keys).order_by("pk") for model, keys in found.items()]


def position(page):
    """The very version of `page` (a Statement) and what it says now, for who publishes what they have read.

    The time is part of it, because an autosave keeps the number and changes the words; the digest, because a file may
    be exchanged, or what the version names deleted. "" of a page that a command made without a version.
    """
    revision = page.get_latest_revision()
    if revision is None:
        return ""
    return f"{revision.pk}@{revision.created_at.timestamp():.6f}@{content_digest(revision.as_object())}"


def require_position(page, posted):
    """Raise AlreadyDone when the newest version of `page` is not what `posted` (a position) says that was read."""
    present = position(page)
    if posted == present:
        return
    if posted.rpartition("@")[0] == present.rpartition("@")[0]:
        raise AlreadyDone(
            _(
                "A photo or file of it, or something that it names, was changed or deleted after this page was opened. "
                "Nothing has been published: please read it again first."
            )
        )
    raise AlreadyDone(newer_text_sentence(page.get_latest_revision()))
