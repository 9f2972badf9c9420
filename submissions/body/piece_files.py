"""Photos and documents of pieces: holding what was submitted, handing on what reached the board, and what they are."""

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex

from submissions.body.blocks import document_ids, image_ids


def hold_files_of(page):
    """Mark the photos and documents in the body of `page` (a NewsPage) as held, for good."""
    hold(files_in(page.body))


def hold(kinds):
    """Mark the photos and documents of `kinds` (querysets) as held, for good."""
    for files in kinds:
        files.filter(is_held=False).update(is_held=True)


def hand_files_to_board(page):
    """Hold the photos and documents of `page`, and let board and desk choose and open them from now on."""
    for files in files_in(page.body):
        files.filter(reached_board=False).update(is_held=True, reached_board=True)


def exchanged_since(page, moment):
    """Photos and documents in the body of `page` that got another file after `moment` (an aware datetime).

    Their rows are kept until the transaction ends, so that none of them gets another one meanwhile.
    """
    kept = [file for files in files_in(page.body) for file in files.order_by("pk").select_for_update(no_key=True)]
    return [file for file in kept if file.replaced_at is not None and file.replaced_at > moment]


def contents_of(body):
    """One line for each photo and document in `body` (a StreamValue), sorted: which it is, and what is in it."""
    return contents_of_files(files_in(body))


def contents_of_files(kinds):
    """One line for each photo and document of `kinds` (querysets), sorted: which it is, and what is in it."""
    return sorted(_content(file) for files in kinds for file in files)


def files_in(body):
    """The photos and the documents in `body` (a StreamValue), as querysets; none of a kind that it has none of."""
    for model, ids in ((get_image_model(), image_ids(body)), (get_document_model(), document_ids(body))):
        if keys := {pk for pk in ids if pk}:
            yield model.objects.filter(pk__in=keys)


def _content(file):
    title = file.title if isinstance(file, get_document_model()) else ""
    return f"{type(file).__name__}:{file.pk}:{file.get_file_hash()}:{title}"


def is_shown(file):
    """Whether some live, public page uses `file` (a NewsImage or a NewsDocument)."""
    using = ReferenceIndex.get_references_to(file).filter(
        base_content_type__app_label="wagtailcore", base_content_type__model="page"
    )
    pages = {int(pk) for pk in using.values_list("object_id", flat=True)}
    return bool(pages) and Page.objects.live().public().filter(pk__in=pages).exists()
