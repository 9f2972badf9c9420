"""Fail when a person could meet an English word: see docs/language.md."""

from django.core.management.base import BaseCommand, CommandError

from site_cms import translations


class Command(BaseCommand):
    help = "Print how much of each package is Vietnamese; fail when a string is missing or broken."

    def handle(self, *args, **options):
        self.stdout.write(f"{'package':<34} {'domain':<9} {'strings':>7} {'bundled':>8} {'now':>8}")
        for row in translations.coverage():
            self.stdout.write(
                f"{row.package:<34} {row.domain:<9} {row.strings:>7} "
                f"{row.bundled / row.strings:>8.1%} {row.now / row.strings:>8.1%}"
            )
        wrong = translations.missing() + translations.mistakes() + translations.disagreements()
        if wrong:
            raise CommandError("\n".join([*wrong, f"{len(wrong)} to mend"]))
