"""Photos and documents of pieces: holding what was submitted, and handing on what reached the board."""

from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from submissions.body.blocks import document_ids, image_ids


def hold_files_of(page):
    """Mark the photos and documents in the body of `page` (a NewsPage) as held, for good."""
    for files in files_of(page):
        files.filter(is_held=False).update(is_held=True)


def hand_files_to_board(page):
    """Hold the photos and documents of `page`, and let board and desk choose and open them from now on."""
    for files in files_of(page):
        files.filter(reached_board=False).update(is_held=True, reached_board=True)


def files_of(page):
    """The photos and the documents in the body of `page`, as querysets."""
    for model, ids in ((get_image_model(), image_ids(page.body)), (get_document_model(), document_ids(page.body))):
        yield model.objects.filter(pk__in={pk for pk in ids if pk})
