"""The demo city's pictures and recordings: drawn beside the telling, stored as the unit's own photos and documents."""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

from django.core.files.base import ContentFile
from wagtail.images.models import Filter

from home.demo.drawn.pictures import SIZE, draw, draw_portrait
from home.demo.invented.news import CREDIT, RECORDINGS_DIR
from submissions.media.photos import BarePhoto
from submissions.media.pictures import SIZES
from submissions.media.renditions import specs_of
from submissions.models import NewsDocument, NewsImage, NewsRendition

# Most of the drawing happens outside Python's lock, while the database works.
THREADS = 2


class Gallery:
    """Context manager. Draws each picture once, stores it where it is needed, and can take all of it back."""

    def __init__(self, *, size=SIZE):
        self.size = size
        self.drawings = {}
        self.drawing_of = {}
        self.public = {}
        self.stored = []

    def __enter__(self):
        self.pool = ThreadPoolExecutor(THREADS)
        return self

    def __exit__(self, kind, error, traceback):
        self.pool.shutdown(cancel_futures=True)
        if kind is not None:
            self.discard()

    def order(self, scene, seed):
        """Have the picture drawn, so that it is ready when it is asked for."""
        if (scene, seed) not in self.drawings:
            self.drawings[scene, seed] = Drawing(self.pool.submit(draw, scene, seed, self.size))

    def photo(self, story, *, user):
        """A new photo (NewsImage) with the picture of `story` (a Story), in the unit's collection."""
        return self.shot(story.piece.scene, story.seed, caption=story.piece.caption, unit=story.unit, user=user)

    def shot(self, scene, seed, *, caption, unit, user):
        """A new photo (NewsImage) of `scene` in the collection of `unit`, called as its caption."""
        self.order(scene, seed)
        drawing = self.drawings[scene, seed]
        image = self.picture(
            drawing.content,
            title=caption.rstrip("."),
            name=f"{scene}-{seed}.jpg",
            collection=unit.collection,
            user=user,
        )
        self.drawing_of[image.pk] = drawing
        return image

    def picture(self, content, *, title, name, collection, user):
        """A new photo (NewsImage) of `content` (bytes of a JPEG) in `collection`, for what no story tells."""
        image = NewsImage(title=title, file=BarePhoto(content, name=name), collection=collection, uploaded_by_user=user)
        image.save()
        self.stored.append(image.file)
        return image

    def portrait(self, seed, *, name, long_hair, collection, user):
        content = draw_portrait(seed, long_hair=long_hair)
        title, file = f"Chân dung {name}", f"chan-dung-{seed}.jpg"
        return self.picture(content, title=title, name=file, collection=collection, user=user)

    def scene(self, scene, seed, *, title, collection, user):
        content = draw(scene, seed, self.size)
        return self.picture(content, title=title, name=f"{scene}-{seed}.jpg", collection=collection, user=user)

    def recording(self, story, *, user):
        """A new document (NewsDocument) with the recording of `story` (a Story), in the unit's collection."""
        piece = story.piece
        content = (RECORDINGS_DIR / piece.recording).read_bytes()
        title = f"Bản ghi âm: {piece.title}"
        return self.document(content, title=title, name=piece.recording, unit=story.unit, user=user)

    def document(self, content, *, title, name, unit, user):
        """A new document (NewsDocument) of `content` (bytes) in the collection of `unit`."""
        document = NewsDocument(
            title=title,
            file=ContentFile(content, name=name),
            file_size=len(content),
            collection=unit.collection,
            uploaded_by_user=user,
        )
        document.save()
        self.stored.append(document.file)
        return document

    def show(self, image):
        """Have the sizes drawn in which the public sees `image` (one of `photo`); `hang` enters them."""
        if image.pk not in self.public:
            self.public[image.pk] = self.pool.submit(self.drawing_of[image.pk].renditions_of, image)

    def hang(self):
        """Enter all sizes that were drawn, so that publication finds them and draws none again."""
        for drawn in self.public.values():
            self.stored += [rendition.file for rendition in NewsRendition.objects.bulk_create(drawn.result())]

    def block(self, image, *, caption, alt):
        """The photo as a block of a piece's body."""
        return ("photo", {"image": image, "caption": caption, "credit": CREDIT, "alt": alt})

    def discard(self):
        """Take the files away again whose records were not kept."""
        for file in self.stored:
            file.storage.delete(file.name)


class Drawing:
    """One picture, a future of its JPEG, of which several units may have a photo: each size of it is made once."""

    def __init__(self, drawn):
        self.drawn = drawn
        self.sizes = {}

    @property
    def content(self):
        return self.drawn.result()

    def renditions_of(self, image):
        """Unsaved renditions of `image` (a NewsImage of this picture) as a cover has them; asks no database."""
        filters = [SizeMadeOnce(spec, sizes=self.sizes) for spec in specs_of(SIZES)]
        return [image.generate_rendition_instance(size, BytesIO(self.content)) for size in filters]


class SizeMadeOnce(Filter):
    """Wagtail's filter, which takes over what it has made of the same picture before (`sizes`, by spec)."""

    def __init__(self, spec, *, sizes):
        super().__init__(spec=spec)
        self.sizes = sizes

    def run(self, image, output, source=None):
        if self.spec not in self.sizes:
            made = super().run(image, BytesIO(), source)
            self.sizes[self.spec] = type(made), made.f.getvalue()
        picture, content = self.sizes[self.spec]
        output.write(content)
        output.seek(0)
        return picture(output)
