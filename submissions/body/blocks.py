"""What the body of a piece is made of, and how to read photos and files out of it without loading them."""

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.telepath import register
from wagtail.blocks import CharBlock, ListBlock, RichTextBlock, StreamBlock, StructBlock, TextBlock, URLBlock
from wagtail.blocks.stream_block import StreamBlockAdapter, StreamBlockValidationError, StreamValue
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.rich_text.rewriters import FIND_A_TAG, extract_attrs

from submissions.body.typed_text import normalised

# PostgreSQL's integer: no record has a larger number, and a query for one is an error.
LARGEST_NUMBER = 2**31 - 1

# No images inside text: a photo has a caption, a credit and a place of its own, and is counted.
TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]

# What a right click on a cell offers. The script that Wagtail brings, Handsontable 6.2.2, has no Vietnamese.
TABLE_OPTIONS = {
    "contextMenu": {
        "items": {
            "row_above": {"name": _("Insert row above")},
            "row_below": {"name": _("Insert row below")},
            "after_rows": "---------",
            "col_left": {"name": _("Insert column left")},
            "col_right": {"name": _("Insert column right")},
            "after_columns": "---------",
            "remove_row": {"name": _("Remove row")},
            "remove_col": {"name": _("Remove column")},
            "after_removing": "---------",
            "undo": {"name": _("Undo")},
            "redo": {"name": _("Redo")},
        }
    }
}


class LoadedPhotoBlock(ImageChooserBlock):
    """A photo that the text was read with is there: Wagtail would look for each once more when a piece is checked."""

    def clean(self, value):
        return value if isinstance(value, self.model_class) else super().clean(value)

    def deconstruct(self):
        """In migrations it is Wagtail's own: what is stored is the same."""
        _path, args, kwargs = super().deconstruct()
        return f"{ImageChooserBlock.__module__}.{ImageChooserBlock.__name__}", args, kwargs


class PhotoBlock(StructBlock):
    image = LoadedPhotoBlock(label=_("Photo"))
    caption = TextBlock(label=pgettext_lazy("photo", "Caption"), max_length=300, rows=2)
    credit = CharBlock(
        label=_("Photo by"),
        max_length=120,
        required=False,
        help_text=_("The name alone; if it is no photo, say what it is."),
    )
    alt = CharBlock(
        label=_("What the photo shows"),
        max_length=250,
        required=False,
        help_text=_("For readers who cannot see it. The caption is used when this is empty."),
    )

    class Meta:
        icon = "image"
        label = _("Photo")
        template = "submissions/blocks/photo.html"


class GalleryBlock(StructBlock):
    photos = ListBlock(PhotoBlock(), label=_("Photos"), min_num=2)

    class Meta:
        icon = "copy"
        label = _("Several photos")
        template = "submissions/blocks/gallery.html"


class QuoteBlock(StructBlock):
    text = TextBlock(label=_("Quotation"))
    source = CharBlock(label=_("Who said it"), max_length=200, required=False)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "submissions/blocks/quote.html"


class VideoBlock(StructBlock):
    url = URLBlock(label=_("Address of the video"))
    title = CharBlock(label=_("Title"), max_length=200)

    class Meta:
        icon = "media"
        label = _("Video")
        template = "submissions/blocks/video.html"


class AudioBlock(StructBlock):
    file = DocumentChooserBlock(label=_("Audio file"))
    title = CharBlock(label=_("Title"), max_length=200)

    class Meta:
        icon = "media"
        label = _("Audio")
        template = "submissions/blocks/audio.html"


class FileBlock(StructBlock):
    file = DocumentChooserBlock(label=_("File"))
    title = CharBlock(label=_("Title"), max_length=200)

    class Meta:
        icon = "doc-full"
        label = _("File to download")
        template = "submissions/blocks/file.html"


class UnreadableBody(StreamBlockValidationError):
    """The fields of the body do not hold together: the form that a person sends from an editor always does."""

    sentence = _("The text arrived damaged and nothing has been saved. Please open the piece again.")

    def __init__(self):
        super().__init__(non_block_errors=[self.sentence])


class BodyBlock(StreamBlock):
    text = RichTextBlock(label=_("Text"), features=TEXT_FEATURES, template="submissions/blocks/text.html")
    photo = PhotoBlock()
    gallery = GalleryBlock()
    quote = QuoteBlock()
    table = TableBlock(label=_("Table"), template="submissions/blocks/table.html", table_options=TABLE_OPTIONS)
    video = VideoBlock()
    audio = AudioBlock()
    file = FileBlock()

    def value_from_datadict(self, data, files, prefix):
        """What was posted; a form that does not hold together, as no editor sends it, gives a text that is refused."""
        try:
            return normalised(super().value_from_datadict(data, files, prefix))
        except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError):
            value = StreamValue(self, [])
            value.is_unreadable = True
            return value

    def clean(self, value):
        if getattr(value, "is_unreadable", False):
            raise UnreadableBody
        return super().clean(value)


class BodyBlockAdapter(StreamBlockAdapter):
    """The body in the editor: what people add most has buttons with words, where Wagtail's "+" says nothing."""

    js_constructor = "submissions.body.blocks.BodyBlock"
    # Draftail has no tables, and takes no picture from the clipboard.
    PASTED = _(
        "Tables and pictures do not come along when text is pasted here: a table became plain words. Add them as parts "
        "of their own, or paste the text in the quick form, which keeps tables."
    )
    BUTTONS = (("photo", "image", _("Add a photo")), ("text", "pilcrow", _("Add a paragraph")))

    def js_args(self, block):
        """Wagtail's, the buttons ([type of the block, icon, words]), and what is said of tables that are pasted.

        The field of a paragraph gets a name for who hears the page: Draftail has an option for it, Wagtail sets none.
        """
        paragraph = block.child_blocks["text"]
        paragraph.field.widget.options["ariaLabel"] = paragraph.label
        return [*super().js_args(block), self.BUTTONS, self.PASTED]

    @cached_property
    def media(self):
        return super().media + forms.Media(
            css={"all": ["submissions/editor/editor.css"]}, js=["submissions/body/body.js"]
        )


register(BodyBlockAdapter(), BodyBlock)


def raw_photos(body):
    """The photos in `body` (a StreamValue) as stored, in reading order: dicts of key, caption, credit, description."""
    for block in body.raw_data:
        if block["type"] == "photo":
            yield block["value"]
        elif block["type"] == "gallery":
            yield from (item["value"] for item in block["value"]["photos"])


def image_ids(body):
    """Primary keys of the photos in `body`, in reading order, without loading them."""
    for photo in raw_photos(body):
        yield photo["image"]


def recording_ids(body):
    """Primary keys of the recordings in `body`, in reading order, without loading them."""
    for block in body.raw_data:
        if block["type"] == "audio":
            yield block["value"]["file"]


def document_ids(body):
    """Primary keys of the documents in `body`: blocks, and links inside the text."""
    for block in body.raw_data:
        if block["type"] in ("audio", "file"):
            yield block["value"]["file"]
        elif block["type"] == "text":
            yield from _linked(block["value"], linktype="document")


def linked_page_ids(body):
    """Primary keys of the pages that links inside the text of `body` lead to."""
    for block in body.raw_data:
        if block["type"] == "text":
            yield from _linked(block["value"], linktype="page")


def _linked(html, *, linktype):
    """Numbers in the links of `html` to Wagtail's `linktype`, read as its renderer reads them: "+7" leads to 7."""
    for attributes in map(extract_attrs, FIND_A_TAG.findall(html)):
        if attributes.get("linktype") != linktype:
            continue
        try:
            number = int(attributes.get("id", ""))
        except ValueError:
            continue
        if 0 < number <= LARGEST_NUMBER:
            yield number


def cover_alt(page):
    """What the first photo of `page` shows, in the words of the piece: the description, else the caption."""
    photo = next(raw_photos(page.body), {})
    return photo.get("alt") or photo.get("caption") or ""


def photos_of(body):
    """The photos (NewsImages) in `body`, loaded together, in reading order."""
    for block in body:
        values = [block.value] if block.block_type == "photo" else []
        if block.block_type == "gallery":
            values = block.value["photos"]
        yield from (value["image"] for value in values if value["image"] is not None)
