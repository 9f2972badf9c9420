"""manage.py invite_administrator NAME E-MAIL: the first administrator, and the link by which to choose a password."""

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from submissions.accounts.password_reset import link_for
from submissions.models import User
from vietnamese.terminal.commands import TranslatedCommand


class Command(TranslatedCommand):
    help = gettext_lazy("Makes the first administrator and prints the link by which a password is chosen, once.")

    def add_arguments(self, parser):
        parser.add_argument("username", help=_("the name to log in with"))
        parser.add_argument("email")

    @transaction.atomic
    def handle(self, *args, username, email, **options):
        """An account without a password gets its link again; whoever has one chooses another by mail, as everybody."""
        person = User.objects.filter(username=username).first()
        if person is None:
            if User.objects.filter(is_superuser=True, is_active=True).exists():
                raise CommandError(_("The site has an administrator already, who makes further accounts."))
            person = User(username=username, email=email, is_superuser=True, is_staff=True)
            person.set_unusable_password()
            try:
                person.full_clean()
            except ValidationError as error:
                raise CommandError(" ".join(error.messages)) from error
            person.save()
        if not person.is_superuser or person.has_usable_password():
            raise CommandError(_("This account is in use already. A forgotten password: ask for a link at the log-in."))
        self.stdout.write(link_for(person))
