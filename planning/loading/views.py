"""A list of projects, tenders or plans read in on the screen: chosen, shown line by line, confirmed."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from planning.loading.kinds import Plans, Projects, Tenders
from planning.loading.lines import PublicationList
from planning.models import PlanPage, ProjectPage, TenderPage
from submissions.units.loading_view import LoadListView


class LoadPublicationsView(LoadListView):
    """Heirs say which list it is, and what a line and the whole do in words."""

    index_name = "statements:index"
    index_label = gettext_lazy("Documents and information")
    kind: PublicationList

    @property
    def words(self):
        return {name: choices.labels for name, choices in self.kind.choices.items()}

    def read(self, path, *, skip):
        return self.kind.read(path, skip=skip)

    def apply(self, table):
        return self.kind.file(table, by=self.request.user)


class LoadProjectsView(LoadPublicationsView):
    page_title = gettext_lazy("Read in a list of projects")
    may_load = staticmethod(ProjectPage.is_kept_by)
    kind = Projects()
    columns, required = Projects.columns, Projects.required
    example_name = "mau-du-an.xlsx"

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


class LoadTendersView(LoadPublicationsView):
    page_title = gettext_lazy("Read in a list of tenders")
    may_load = staticmethod(TenderPage.is_kept_by)
    kind = Tenders()
    columns, required = Tenders.columns, Tenders.required
    example_name = "mau-dau-thau.xlsx"

    def in_words(self, line):
        page = line.page
        said = [fact.value for fact in page.card_facts() if fact.value]
        words = {"kind": page.kicker, "state": page.state_words, "rest": "; ".join(said)}
        return page.title, (_("New draft: %(kind)s, %(state)s, %(rest)s.") % words,)

    def done_in_words(self, done):
        return ngettext(
            "%(number)d tender is a draft now. Somebody else of the board reads and publishes it.",
            "%(number)d tenders are drafts now. Somebody else of the board reads and publishes them.",
            done,
        ) % {"number": done}


class LoadPlansView(LoadPublicationsView):
    page_title = gettext_lazy("Read in a list of plans")
    may_load = staticmethod(PlanPage.is_kept_by)
    kind = Plans()
    columns, required = Plans.columns, Plans.required
    example_name = "mau-quy-hoach-ke-hoach.xlsx"

    def in_words(self, line):
        page = line.page
        return page.title, (_("New draft: %(field)s, %(time)s.") % {"field": page.kicker, "time": page.time_in_words},)

    def done_in_words(self, done):
        return ngettext(
            "%(number)d plan is a draft now. Somebody else of the board reads and publishes it.",
            "%(number)d plans are drafts now. Somebody else of the board reads and publishes them.",
            done,
        ) % {"number": done}
