"""What all pages of the introduction share: four eyes, the category of the decree's point a, how they are found."""

from submissions.body.findable import Findable, FindablePage, Kind
from submissions.editor import filing
from submissions.models import CategorisedPage, Category
from submissions.models.tree import WithoutAliases
from submissions.statements.statement import Statement, StatementForm

# Decree 43/2011/NĐ-CP, Article 10, clause 1, point a; Decree 224/2026/NĐ-CP, Article 9, point c.
CATEGORY = "gioi-thieu"


class IntroductionForm(StatementForm):
    """A new page begins with its usual title and category; offers the categories that take something today."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["title"] = self.initial.get("title") or self.instance.TITLE
        categories, kept = Category.objects, self.instance.category
        if kept is None and not self.initial.get("category"):
            self.initial["category"] = categories.valid_today().filter(slug=CATEGORY).first()
        if field := self.fields.get("category"):
            filing.offer(field, categories.for_writing(kept and kept.pk))


class IntroductionStatement(Statement, WithoutAliases, CategorisedPage, FindablePage):
    """A page of the introduction; `TITLE` is what a new one is called until the board says otherwise."""

    TITLE = ""

    parent_page_types = ["about.IntroductionPage"]
    subpage_types = []
    base_form_class = IntroductionForm

    class Meta:
        abstract = True

    def photos_shown(self):
        """[(photo, name of its size)] of the photos that the page shows."""
        return []

    def words(self):
        """What is found of it beside its title (str)."""
        raise NotImplementedError

    def findable(self):
        """Its words; nothing of one that was never public."""
        if self.first_published_at is None:
            return None
        return Findable(Kind.PAGE, self.words(), self.first_published_at, category_id=self.category_id)


def text_of(page, name):
    """The words of the rich text `name` of `page`, without tags (str)."""
    html = getattr(page, name)
    return page._meta.get_field(name).get_searchable_content(html)[0] if html else ""
