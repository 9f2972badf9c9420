"""A list of projects read in on the screen: chosen, shown line by line, confirmed."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from planning.loading import lines
from planning.models import ProjectPage
from submissions.units.loading_view import LoadListView


class LoadProjectsView(LoadListView):
    page_title = gettext_lazy("Read in a list of projects")
    index_name = "statements:index"
    index_label = gettext_lazy("Documents and information")
    may_load = staticmethod(ProjectPage.is_kept_by)
    columns = lines.COLUMNS
    required = lines.REQUIRED
    example_name = "mau-du-an.xlsx"

    def read(self, path, *, skip):
        return lines.projects_in(path, skip=skip)

    def apply(self, table):
        return lines.file_projects(table, by=self.request.user)

    def in_words(self, line):
        page = line.page
        said = {"state": page.state_words, "time": page.time_in_words, "cost": page.cost(), "sponsor": page.sponsor}
        return page.title, (_("New draft: %(state)s, %(time)s, %(cost)s, paid by %(sponsor)s.") % said,)

    def done_in_words(self, done):
        return ngettext(
            "%(number)d project is a draft now. Somebody else of the board reads and publishes it.",
            "%(number)d projects are drafts now. Somebody else of the board reads and publishes them.",
            done,
        ) % {"number": done}
