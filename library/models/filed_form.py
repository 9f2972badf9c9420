"""The form of what the board files under a category of the decree."""

from submissions.editor import filing
from submissions.models import Category
from submissions.statements.statement import StatementForm


class FiledForm(StatementForm):
    """Offers the categories that take something today; a new page begins with the one that its type names."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        categories, kept = Category.objects, self.instance.category
        if kept is None and not self.initial.get("category"):
            self.initial["category"] = categories.valid_today().filter(slug=self.instance.CATEGORY).first()
        if field := self.fields.get("category"):
            filing.offer(field, categories.for_writing(kept and kept.pk))
