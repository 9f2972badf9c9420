"""Photos that arrive with a piece, through the form behind every upload."""

from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form

from submissions.word.pieces import Note


def checked(photos, *, unit, user):
    """([a form that is valid, or None where the photo is refused], [a Note for each refusal]) of `photos`, in order.

    Decodes them, which takes its time: nothing is written yet, and no turn is held.
    """
    form_class = get_image_form(get_image_model())
    forms, refusals = [], []
    for number, photo in enumerate(photos, start=1):
        name = f"{photo.caption[:60].replace('/', '-') or f'{unit.short_name} {number}'}.{photo.kind}"
        form = form_class(
            {"title": "", "collection": unit.collection_id},
            {"file": SimpleUploadedFile(name, photo.content)},
            instance=get_image_model()(uploaded_by_user=user),
            user=user,
        )
        if form.is_valid():
            forms.append(form)
        else:
            forms.append(None)
            sentences = [str(message) for messages in form.errors.values() for message in messages]
            refusals.append(Note("picture_refused", " ".join(sentences), near=photo.caption))
    return forms, refusals
