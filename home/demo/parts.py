"""The table, the further photos and the file that a piece of the demo city has behind its text."""

from home.demo.invented.parts import parts_of
from vietnamese.files.official import OfficialDocument, layout_on
from vietnamese.slugs import slugify


class PartsOfAPiece:
    """What belongs to `story` (a Story) beside text and photo: stored when it is made, as `blocks` of its body."""

    def __init__(self, story, *, gallery, user):
        self.parts = parts_of(story.piece.title) if not story.original else parts_of("")
        self.gallery = gallery
        self.images = [
            gallery.shot(one.scene, one.seed, caption=one.caption, unit=story.unit, user=user)
            for one in self.parts.gallery
        ]
        self.file = self.stored_file(story, user=user) if self.parts.file else None

    def stored_file(self, story, *, user):
        """The table as a file, laid out as such papers are."""
        title, table = self.parts.file, self.parts.table
        paper = OfficialDocument(layout=layout_on(story.event), title=title, agency=story.unit.name)
        paper.head(parent="", agency=story.unit.name, place="Phan Thiết", day=story.event)
        paper.title("Danh mục" if title.startswith("Danh mục") else "Biểu tổng hợp", table.caption)
        paper.table(table.rows[0], table.rows[1:], shares=[1] * len(table.rows[0]))
        name = f"{slugify(title)}.docx"
        return self.gallery.document(paper.content(), title=title, name=name, unit=story.unit, user=user)

    def blocks(self):
        """The blocks in the order in which they stand behind the text."""
        found = []
        if table := self.parts.table:
            rows = [list(row) for row in table.rows]
            told = {"data": rows, "table_caption": table.caption, "table_header_choice": "row"}
            found.append(("table", told | {"first_row_is_table_header": True, "first_col_is_header": False}))
        if self.images:
            shots = zip(self.images, self.parts.gallery, strict=True)
            photos = [self.gallery.block(image, caption=one.caption, alt=one.alt)[1] for image, one in shots]
            found.append(("gallery", {"photos": photos}))
        if self.file:
            found.append(("file", {"file": self.file, "title": self.parts.file}))
        return found
