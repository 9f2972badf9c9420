"""Who wrote a piece, in its form: a row without a name is nobody, and where nobody is named, it is who wrote."""

from modelcluster.forms import BaseChildFormSet
from wagtail.admin.panels import InlinePanel

from submissions.editor.completeness import WHOLE
from vietnamese.text import normalise


class AuthorFormSet(BaseChildFormSet):
    """The rows of the authors. They are all the authors: who is stored and has no row is none any more."""

    def _should_delete_form(self, form):
        """A row without a name counts as taken away: an autosave comes while somebody is about to type the name."""
        return super()._should_delete_form(form) or not is_named(form)

    @property
    def kept(self):
        """The forms of the authors that will be stored, once they have been read."""
        return [form for form in self.forms if not self._should_delete_form(form)]

    def save(self, commit=True):
        saved = super().save(commit=commit)
        shown = [form.instance for form in self.kept]
        authors = self.instance.authors
        authors.remove(*[author for author in authors.all() if author not in shown])
        return saved


def is_named(form):
    return bool(normalise(form["name"].data or "").strip())


class AuthorsPanel(InlinePanel):
    """The authors in the editor, read by an AuthorFormSet."""

    def get_form_options(self):
        options = super().get_form_options()
        options["formsets"][self.relation_name]["formset"] = AuthorFormSet
        return options


def name_the_writer(page, *, user):
    """Who wrote `page` (a version as a NewsPage) is its author where it names nobody; whether that was so.

    Without an account of whoever wrote it, that is `user`.
    """
    if page.authors.all():
        return False
    page.authors.create(name=str(page.owner or user), share=WHOLE)
    return True
