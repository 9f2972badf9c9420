"""The demo city's pictures: drawn beside the telling, stored as the unit's own photos."""

from concurrent.futures import ThreadPoolExecutor

from home.demo.news import CREDIT
from home.demo.pictures import SIZE, draw
from submissions.media.photos import BarePhoto
from submissions.models import NewsImage

# Most of the drawing happens outside Python's lock, while the database works.
THREADS = 2


class Gallery:
    """Context manager. Draws each picture once, stores it where it is needed, and can take all of it back."""

    def __init__(self, *, size=SIZE):
        self.size = size
        self.drawings = {}
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
            self.drawings[scene, seed] = self.pool.submit(draw, scene, seed, self.size)

    def photo(self, story, *, user):
        """A new photo (NewsImage) with the picture of `story` (a Story), in the unit's collection."""
        scene, seed = story.piece.scene, story.seed
        self.order(scene, seed)
        image = NewsImage(
            title=story.piece.caption.rstrip("."),
            file=BarePhoto(self.drawings[scene, seed].result(), name=f"{scene}-{seed}.jpg"),
            collection=story.unit.collection,
            uploaded_by_user=user,
        )
        image.save()
        self.stored.append((image.file.storage, image.file.name))
        return image

    def block(self, image, *, caption, alt):
        """The photo as a block of a piece's body."""
        return ("photo", {"image": image, "caption": caption, "credit": CREDIT, "alt": alt})

    def discard(self):
        """Take the files away again whose records were not kept."""
        for storage, name in self.stored:
            storage.delete(name)
