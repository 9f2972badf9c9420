"""A list of projects, tenders or plans read in on the screen: chosen, shown line by line, confirmed."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from planning.loading.kinds import Plans, Projects, Tenders
from planning.loading.lines import PublicationList
from submissions.units.loading_view import LoadListView


class LoadPublicationsView(LoadListView):
    """Heirs say which list it is (`kind`), what a line does in words, and what was filed (`filed`, by `number`)."""

    index_name = "statements:index"
    index_label = gettext_lazy("Documents and information")
    kind: PublicationList
    filed: Promise

    @classmethod
    def may_load(cls, user):
        return cls.kind.model.is_kept_by(user)

    @property
    def columns(self):
        return self.kind.columns

    @property
    def required(self):
        return self.kind.required

    @property
    def words(self):
        return {name: choices.labels for name, choices in self.kind.choices.items()}

    def read(self, path, *, skip):
        return self.kind.read(path, skip=skip)

    def apply(self, table):
        return self.kind.file(table, by=self.request.user)

    def done_in_words(self, done):
        return self.filed % {"number": done}


class LoadProjectsView(LoadPublicationsView):
    page_title = gettext_lazy("Read in a list of projects")
    kind = Projects()
    example_name = "mau-du-an.xlsx"
    example_title = gettext_lazy("List of projects, to be filled in")
    filed = ngettext_lazy(
        "%(number)d project is a draft now. Somebody else of the board reads and publishes it.",
        "%(number)d projects are drafts now. Somebody else of the board reads and publishes them.",
        "number",
    )

    def in_words(self, line):
        page = line.page
        said = {"state": page.state_words, "time": page.time_in_words, "cost": page.cost(), "sponsor": page.sponsor}
        return page.title, (_("New draft: %(state)s, %(time)s, %(cost)s, paid by %(sponsor)s.") % said,)


class LoadTendersView(LoadPublicationsView):
    page_title = gettext_lazy("Read in a list of tenders")
    kind = Tenders()
    example_name = "mau-dau-thau.xlsx"
    example_title = gettext_lazy("List of tenders, to be filled in")
    filed = ngettext_lazy(
        "%(number)d tender is a draft now. Somebody else of the board reads and publishes it.",
        "%(number)d tenders are drafts now. Somebody else of the board reads and publishes them.",
        "number",
    )

    def in_words(self, line):
        page = line.page
        said = [fact.value for fact in page.card_facts() if fact.value]
        words = {"kind": page.kicker, "state": page.state_words, "rest": "; ".join(said)}
        return page.title, (_("New draft: %(kind)s, %(state)s, %(rest)s.") % words,)


class LoadPlansView(LoadPublicationsView):
    page_title = gettext_lazy("Read in a list of plans")
    kind = Plans()
    example_name = "mau-quy-hoach-ke-hoach.xlsx"
    example_title = gettext_lazy("List of plans, to be filled in")
    filed = ngettext_lazy(
        "%(number)d plan is a draft now. Somebody else of the board reads and publishes it.",
        "%(number)d plans are drafts now. Somebody else of the board reads and publishes them.",
        "number",
    )

    def in_words(self, line):
        page = line.page
        return page.title, (_("New draft: %(field)s, %(time)s.") % {"field": page.kicker, "time": page.time_in_words},)
