"""Authors, read in from a list on the screen; personal numbers in it by the accountant alone."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from royalties.authors.author_lines import COLUMNS, REQUIRED
from royalties.authors.loading_authors import authors_in, record
from royalties.models import Author, PersonalDetails
from royalties.rights.permissions import user_can_see_personal_details
from submissions.kept.encrypted import UnreadablePersonalData
from submissions.units.loading_view import LoadListView, changed_fields, labels_of
from vietnamese.files.table_files import TableFileError, changes, refuse_problems


def user_can_load_authors(user):
    return user.has_perms(["royalties.add_author", "royalties.change_author"])


class LoadAuthorsView(LoadListView):
    page_title = gettext_lazy("Read in a list of authors")
    index_name = "royalty_authors:index"
    index_label = gettext_lazy("Authors")
    may_load = staticmethod(user_can_load_authors)
    columns = COLUMNS
    required = REQUIRED
    example_name = "mau-tac-gia.xlsx"
    example_title = gettext_lazy("List of authors, to be filled in")
    read = staticmethod(authors_in)

    def apply(self, table):
        try:
            with transaction.atomic():
                return record(table)
        except UnreadablePersonalData as error:
            raise TableFileError([str(error)]) from None

    def in_words(self, line):
        """What is registered of an author; of personal numbers only which are given, and never what they say."""
        author, effects = line.author, []
        if author.pk is None:
            effects.append(_("New author."))
        else:
            effects += changed_fields(Author, changes(author, line.given))
        if line.personal:
            labels = labels_of(PersonalDetails, line.personal)
            effects.append(_("Given, and stored encrypted: %(fields)s.") % {"fields": ", ".join(labels)})
        return author.name, tuple(effects)

    def refuse_foreign(self, table):
        if not user_can_see_personal_details(self.request.user):
            for line in table.lines:
                if line.personal:
                    line.problems.append(_("personal numbers are entered by the accountant alone: leave them out."))
        refuse_problems(table.lines)

    def done_in_words(self, done):
        return _("Authors: %(created)s added, %(changed)s changed, %(unchanged)s unchanged.") % done
