"""A list of contact details read in on the screen: chosen, shown line by line, confirmed."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from submissions.models import UnitContact, UnitLeader
from submissions.units.contacts import lines
from submissions.units.loading_view import LoadListView, changed_fields


def user_can_load_contacts(user):
    return user.has_perms(["submissions.add_unitcontact", "submissions.change_unitcontact"])


class LoadContactsView(LoadListView):
    page_title = gettext_lazy("Read in a list of contact details")
    index_name = "unit_contacts:index"
    index_label = gettext_lazy("Contact details of units")
    may_load = staticmethod(user_can_load_contacts)
    columns = lines.COLUMNS
    required = lines.REQUIRED
    example_name = "mau-lien-he-don-vi.xlsx"
    example_title = gettext_lazy("List of contact details, to be filled in")
    read = staticmethod(lines.contacts_in)

    def apply(self, table):
        return lines.enter(table, by=self.request.user)

    def in_words(self, line):
        effects = changed_fields(UnitContact, line.changed)
        if line.leader is not None and line.leader.pk is None:
            effects.append(_("New leader: %(leader)s.") % {"leader": line.leader})
        elif line.changed_of_leader:
            changed = changed_fields(UnitLeader, line.changed_of_leader)
            effects += [f"{line.leader.name} – {sentence}" for sentence in changed]
        return str(line.contact.unit), tuple(effects)

    def done_in_words(self, done):
        return _("Contact details: %(created)s added, %(changed)s changed, %(unchanged)s unchanged.") % done
