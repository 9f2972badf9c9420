"""manage.py leftovers: name the files that no row names, and since when; they go by themselves (docs/faults.md)."""

from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keeping.leftovers import leftovers
from vietnamese.terminal.commands import TranslatedCommand


class Command(TranslatedCommand):
    help = gettext_lazy("Names the files that nothing on the site needs, and when each is removed.")

    def handle(self, **options):
        found = leftovers.look()
        for one in found:
            goes = date_format(timezone.localtime(one.since + leftovers.KEPT), "SHORT_DATE_FORMAT")
            told = {"name": one.name, "size": filesizeformat(one.size), "day": goes}
            self.stdout.write(_("%(name)s (%(size)s): removed after %(day)s.") % told)
        if not found:
            self.stdout.write(_("There is no file that nothing needs."))
