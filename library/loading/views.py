"""A list of documents read in on the screen: chosen, shown line by line, confirmed."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from library.loading import lines
from library.models import DocumentPage
from submissions.units.loading_view import LoadListView
from vietnamese.dates import screen_date


class LoadDocumentsView(LoadListView):
    page_title = gettext_lazy("Read in a list of documents")
    index_name = "statements:index"
    index_label = gettext_lazy("Documents and information")
    may_load = staticmethod(DocumentPage.is_kept_by)
    columns = lines.COLUMNS
    required = lines.REQUIRED
    example_name = "mau-van-ban.xlsx"
    example_title = gettext_lazy("List of documents, to be filled in")

    @property
    def words(self):
        titles = {name: list(model.objects.values_list("title", flat=True)) for name, model in lines.TERMS.items()}
        return {
            "form": titles["form"],
            "field": titles["field"],
            "file": [_("the name of a file that is among the documents already")],
        }

    def read(self, path, *, skip):
        return lines.documents_in(path, user=self.request.user, skip=skip)

    def apply(self, table):
        return lines.file_documents(table, by=self.request.user)

    def in_words(self, line):
        effects = [
            _("New draft, issued on %(day)s by %(authority)s: %(extract)s")
            % {
                "day": screen_date(line.page.issued_on),
                "authority": line.page.authority,
                "extract": line.page.extract,
            }
        ]
        if line.file is not None:
            effects.append(_("With the file “%(name)s”.") % {"name": line.file.given_name})
        return line.page.title, tuple(effects)

    def done_in_words(self, done):
        return ngettext(
            "%(number)d document is a draft now. Somebody else of the board reads and publishes it.",
            "%(number)d documents are drafts now. Somebody else of the board reads and publishes them.",
            done,
        ) % {"number": done}
