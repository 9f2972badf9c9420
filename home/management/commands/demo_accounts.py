"""manage.py demo_accounts: one account per role, to try the site with."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from home.demo.residents import GROUPS, PASSWORD
from submissions.models import UnitMembership, User
from vietnamese.terminal.commands import TranslatedCommand

# Whose people are named first.
UNIT = "phuong-phu-thuy"


class Command(TranslatedCommand):
    help = gettext_lazy("Prints one account of the demonstration per role.")

    def handle(self, *args, **options):
        rows = [(role, user.username, can) for role, user, can in accounts() if user is not None]
        if not rows:
            self.stdout.write(_("There are no accounts of the demonstration here."))
            return
        self.stdout.write(_("Accounts to try, password for all of them: %(password)s") % {"password": PASSWORD})
        widths = [max(len(row[column]) for row in rows) for column in range(2)]
        for role, username, can in rows:
            self.stdout.write(f"  {role:<{widths[0]}}  {username:<{widths[1]}}  {can}")


def accounts():
    """(role, User or None, what the role does), in the order in which a piece meets them."""
    central = {
        "desk": (pgettext("role in the demonstration", "Intake desk"), _("sees what came in, chases units, reports")),
        "editor": (pgettext("role in the demonstration", "Editor"), _("edits, publishes, sends back, takes down")),
        "head_of_board": (
            pgettext("role in the demonstration", "Head of the editorial board"),
            _("as an editor, and decides the difficult ones"),
        ),
        "official": (pgettext("role in the demonstration", "Reader of reports"), _("reads and exports tables")),
        "accountant": (
            pgettext("role in the demonstration", "Accountant"),
            _("checks and pays royalties, keeps the budget"),
        ),
        "director": (
            pgettext("role in the demonstration", "Head of the office"),
            _("approves payments of royalties"),
        ),
        "administrator": (
            pgettext("role in the demonstration", "Administrator"),
            _("keeps units, people and accounts"),
        ),
    }
    yield (
        pgettext("role in the demonstration", "Contributor"),
        member("contributor"),
        _("writes news of a ward and submits it"),
    )
    yield (
        pgettext("role in the demonstration", "Unit's leader"),
        member("leader"),
        _("approves the ward's news or sends it back"),
    )
    for role, (name, can) in central.items():
        yield name, demo_users().filter(groups__name=GROUPS[role]).order_by("pk").first(), can


def demo_users():
    return User.objects.filter(is_demo=True, is_active=True)


def member(role):
    """The first demo account with `role` today, of the unit that is shown first if possible."""
    held = UnitMembership.objects.valid_today().filter(role=role, user__in=demo_users()).select_related("user")
    shown = held.filter(unit__slug=UNIT).order_by("pk").first() or held.order_by("pk").first()
    return shown and shown.user
