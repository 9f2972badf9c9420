"""Units and their people, read in from lists on the screen by the administrator."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from submissions.ending import from_a_list
from submissions.models import Unit, UnitMembership
from submissions.units import loading_members, loading_units, member_lines
from submissions.units.loading_view import LoadListView, changed_fields
from vietnamese.dates import screen_date
from vietnamese.files.table_files import changes, refuse_problems


def user_can_load_units(user):
    return user.has_perms(["submissions.add_unit", "submissions.change_unit"])


def user_can_load_members(user):
    """A list makes accounts too."""
    return user.has_perms(
        ["submissions.add_unitmembership", "submissions.change_unitmembership", "submissions.add_user"]
    )


class LoadUnitsView(LoadListView):
    page_title = gettext_lazy("Read in a list of units")
    index_name = "units:index"
    index_label = gettext_lazy("Units")
    may_load = staticmethod(user_can_load_units)
    columns = loading_units.HEADINGS
    required = loading_units.COLUMNS
    example_name = "mau-don-vi.xlsx"
    example_title = gettext_lazy("List of units, to be filled in")
    read = staticmethod(loading_units.units_in)

    def apply(self, table):
        return loading_units.bring_into_line(table, by=self.request.user)

    def in_words(self, line):
        if line.unit is None:
            words = _("New unit, with its page.")
            if line.first_day:
                words = _("New unit from %(day)s on, with its page.") % {"day": screen_date(line.first_day)}
            return line.values["name_vi"], (words,)
        changed = changes(line.unit, loading_units.fields_of(line))
        effects = [*changed_fields(Unit, changed), *from_a_list.sentences(line, by=self.request.user)]
        return line.values["name_vi"], tuple(effects)

    def done_in_words(self, done):
        return _("Units: %(created)s added, %(changed)s changed, %(unchanged)s unchanged.") % done


class LoadMembersView(LoadListView):
    page_title = gettext_lazy("Read in a list of members")
    index_name = "memberships:index"
    index_label = gettext_lazy("Members of units")
    may_load = staticmethod(user_can_load_members)
    columns = member_lines.COLUMNS
    required = member_lines.REQUIRED
    example_name = "mau-thanh-vien.xlsx"
    example_title = gettext_lazy("List of members, to be filled in")
    read = staticmethod(loading_members.members_in)
    apply = staticmethod(loading_members.register)

    def in_words(self, line):
        membership, effects = line.membership, []
        if line.user.pk is None:
            effects.append(
                _("New account “%(username)s”; a link to choose a password goes to %(email)s.")
                % {"username": line.user.username, "email": line.user.email}
            )
        if membership.pk is None:
            effects.append(
                _("Registered in %(unit)s as %(role)s from %(date)s.")
                % {
                    "unit": membership.unit,
                    "role": membership.get_role_display(),
                    "date": screen_date(membership.valid_from),
                }
            )
        else:
            effects += changed_fields(UnitMembership, line.changed)
        return str(line.user), tuple(effects)

    def refuse_foreign(self, table):
        """Nobody appoints themselves by a list either."""
        user = self.request.user
        for line in table.lines:
            is_changed = line.membership.pk is None or line.changed
            if is_changed and line.user.pk == user.pk and not user.is_superuser:
                line.problems.append(_("nobody registers or changes their own membership."))
        refuse_problems(table.lines)

    def done_in_words(self, done):
        return " ".join(
            [
                _("Accounts: %(accounts)s added, as many mails with a link to choose a password.") % done,
                _("Members of units: %(created)s added, %(changed)s changed, %(unchanged)s unchanged.") % done,
            ]
        )
