"""Photos and documents of pieces: holding what was submitted, and who may be handed a document."""

from submissions.blocks import document_ids, image_ids


def hold_files_of(page):
    """Mark the photos and documents in the body of `page` (a NewsPage) as held, for good."""
    from submissions.models import NewsDocument, NewsImage

    for model, ids in ((NewsImage, image_ids(page.body)), (NewsDocument, document_ids(page.body))):
        model.objects.filter(pk__in={pk for pk in ids if pk}, is_held=False).update(is_held=True)
