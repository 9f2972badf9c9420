"""manage.py verify_pieces: name what waits or is live and lacks something, with what to do about it."""

from django.conf import settings
from django.core.checks import run_checks
from django.core.management.base import CommandError
from django.db import DEFAULT_DB_ALIAS
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from submissions.checks import PERSONAL_DATA, SECRET
from submissions.standing.incomplete import incomplete_pieces
from submissions.statements.publishing import unfinished_parts
from submissions.statements.statement import statement_types
from vietnamese.terminal.commands import TranslatedCommand


class Command(TranslatedCommand):
    help = gettext_lazy(
        "Names the pieces that wait or are live and lack something, and says what to do; changes nothing."
    )

    def handle(self, *args, **options):
        number = 0
        for found in incomplete_pieces():
            number += 1
            address = settings.WAGTAILADMIN_BASE_URL + reverse("submissions:piece", args=[found.piece.pk])
            heading = _("%(stage)s: “%(title)s” (%(unit)s), %(address)s")
            self.stdout.write(
                heading
                % {"stage": found.stage.label, "title": found.piece.title, "unit": found.piece.unit, "address": address}
            )
            for line in (*found.lacks, found.way_out):
                self.stdout.write(f"  {line}")
        for page, lacks in unfinished_statements():
            number += 1
            address = settings.WAGTAILADMIN_BASE_URL + reverse("statements:statement", args=[page.pk])
            words = {"kind": page._meta.verbose_name, "title": page.title, "address": address}
            self.stdout.write(_("Public (%(kind)s): “%(title)s”, %(address)s") % words)
            for line in (*lacks, _("One of the board edits it, and another publishes the correction.")):
                self.stdout.write(f"  {line}")
        for told in run_checks(tags=[PERSONAL_DATA, SECRET], databases=[DEFAULT_DB_ALIAS]):
            self.stdout.write(told.msg)
        if number:
            raise CommandError(_("Pieces that lack something: %(number)s.") % {"number": number})
        self.stdout.write(_("No piece that waits or is live lacks anything."))


def unfinished_statements():
    """(page, what its parts lack) of each live statement with a part that is not finished."""
    for kind in statement_types():
        for page in kind.objects.live().order_by("pk"):
            if lacks := unfinished_parts(page):
                yield page, lacks
