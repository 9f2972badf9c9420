"""manage.py leftovers: name the files that no row names, and remove them when told to (docs/faults.md)."""

from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keeping.leftovers import leftovers
from vietnamese.terminal.commands import TranslatedCommand


class Command(TranslatedCommand):
    help = gettext_lazy(
        "Names the files that nothing on the site needs. None of them is removed unless --remove is given, and then "
        "only those that nothing has needed for 30 days."
    )

    def add_arguments(self, parser):
        parser.add_argument("--remove", action="store_true", help=_("remove those that may be removed by now"))

    def handle(self, *, remove=False, **options):
        gone = leftovers.remove() if remove else []
        for one in gone:
            self.stdout.write(_("%(name)s (%(size)s): removed.") % told(one))
        left = leftovers.look()
        for one in left:
            day = date_format(timezone.localtime(one.since + leftovers.KEPT), "SHORT_DATE_FORMAT")
            self.stdout.write(_("%(name)s (%(size)s): may be removed after %(day)s.") % {**told(one), "day": day})
        if not left and not gone:
            self.stdout.write(_("There is no file that nothing needs."))
        if left and not remove:
            self.stdout.write(_("Back up first; then remove what may be removed: python manage.py leftovers --remove"))


def told(one):
    return {"name": one.name, "size": filesizeformat(one.file.size)}
