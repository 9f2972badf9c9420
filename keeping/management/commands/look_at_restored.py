"""The process in which `restore --check` looks at a database that it put back: with a cache and folders of its own.

So nothing that is read of an old database reaches the running site, and nothing of the site is looked at by mistake.
What to look at comes as JSON on standard input, the keys among it, which no list of processes shows.
"""

import json
import sys
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy

from keeping.archive import manifest
from keeping.archive.place import Archive
from keeping.databases.elsewhere import pointed_at
from keeping.management.commanding import PatientCommand
from keeping.restoring.look import look


class Command(PatientCommand):
    help = gettext_lazy("Is run by restore --check; not for people.")

    def handle(self, *args, **options):
        asked = json.load(sys.stdin)
        settings.PERSONAL_DATA_KEYS = asked["keys"]
        backup = Path(asked["backup"])
        with pointed_at(asked["database"]) as connection:
            findings = list(look(connection, Archive(backup.parent), manifest.read(backup)))
        self.stdout.write(json.dumps(findings))
