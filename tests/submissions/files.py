"""Photos and documents of a unit: put into a piece, exchanged and deleted, as a browser does it."""

from collections import namedtuple

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.test.utils.form_data import rich_text

from submissions.body.piece_files import files_in
from submissions.models import NewsImage
from tests import factories
from tests.browserform import form_of, stream
from tests.factories import PDF
from tests.submissions import attempts
from tests.workflow import fresh

STAYS = "thuộc tin, bài đã trình nên được giữ nguyên"
KINDS = {"photo": "image", "gallery": "image", "audio": "document", "file": "document"}

Screen = namedtuple("Screen", "client address form")


def as_it_is(record):
    return type(record).objects.get(pk=record.pk)


def bytes_of(record):
    record = as_it_is(record)
    with record.file.storage.open(record.file.name) as file:
        return file.read()


def own_file(kind, cast):
    """A photo or document of the unit that no piece has had yet."""
    return factories.photo(cast.unit) if KINDS.get(kind, kind) == "image" else factories.document(cast.unit)


def other_file(record):
    if isinstance(record, NewsImage):
        file = factories.picture_file("khac.jpg", size=(600, 400), colour="red")
        return SimpleUploadedFile(file.name, file.read())
    return SimpleUploadedFile("khac.pdf", PDF + b"khac")


def address_of(record, action):
    namespace = "wagtailimages" if isinstance(record, NewsImage) else "wagtaildocs"
    return reverse(f"{namespace}:{action}", args=[record.pk])


def opened(client, record):
    """The form in which the file of `record` is replaced, as the person has it open."""
    address = address_of(record, "edit")
    return Screen(client, address, form_of(client.get(address), "form[enctype]"))


def sent(screen, **changed):
    return screen.client.post(screen.address, screen.form | changed, follow=True)


def replace(client, record):
    """The person exchanges the file of `record`, as the unit may until it is held."""
    before = bytes_of(record)
    assert STAYS not in sent(opened(client, record), file=other_file(record)).content.decode()
    assert bytes_of(record) != before


def is_kept_from(client, record):
    """Whether replacing and deleting `record` are refused with the reason, and it stays as it is."""
    before = bytes_of(record)
    answers = [
        client.post(address_of(record, "edit"), {"title": "x", "file": other_file(record)}, follow=True),
        client.post(address_of(record, "delete"), follow=True),
    ]
    return all(STAYS in answer.content.decode() for answer in answers) and bytes_of(record) == before


def photo_values(photo):
    return {"image": str(photo.pk), "caption": "Chú thích", "credit": "", "alt": ""}


def body_with(record, kind):
    """Posted blocks: a text, and `record` in a block of `kind`."""
    if kind == "photo":
        value = photo_values(record)
    elif kind == "gallery":
        value = {"photos-count": "2"}
        for place in ("photos-0", "photos-1"):
            value |= {f"{place}-deleted": "", f"{place}-order": place[-1], f"{place}-id": ""}
            value |= {f"{place}-value-{name}": part for name, part in photo_values(record).items()}
    else:
        value = {"file": str(record.pk), "title": "Tệp kèm theo"}
    return stream("body", [("text", rich_text("<p>Nội dung đã sửa.</p>")), (kind, value)])


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def save(client, page, record, kind="photo", *, autosave=False):
    """The person saves the piece with `record` in it, by the button or as the browser does by itself."""
    headers = {"accept": "application/json"} if autosave else {}
    response = client.post(edit_url(page), attempts.edit_form(page, **body_with(record, kind)), headers=headers)
    assert response.json()["success"] if autosave else response.status_code == 302
    assert any(record in files for files in files_in(fresh(page).get_latest_revision_as_object().body))
    return fresh(page)


def piece_page(client, page, action):
    """The form on the page of the piece, as the person reads it."""
    address = reverse(f"submissions:{action}", args=[page.pk])
    form = form_of(client.get(reverse("submissions:piece", args=[page.pk])), f'form[action="{address}"]')
    return Screen(client, address, form)
