"""manage.py rotate_personal_data_key: write what is encrypted anew with the first key of PERSONAL_DATA_KEY."""

from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from royalties.personal.key_rotation import rotate
from submissions.kept.encrypted import UnreadablePersonalData
from vietnamese.terminal.commands import TranslatedCommand


class Command(TranslatedCommand):
    help = gettext_lazy(
        "Encrypts personal data and secrets of the second factor anew with the first key; approved lists keep the key "
        "of their time."
    )

    def handle(self, *args, **options):
        try:
            rotated, kept = rotate()
        except UnreadablePersonalData as error:
            raise CommandError(str(error)) from error
        self.stdout.write(_("Encrypted anew: %(number)s.") % {"number": rotated})
        if kept:
            self.stdout.write(
                _("%(number)s lines of approved lists stay as they are: keep the old key after the new one.")
                % {"number": kept}
            )
