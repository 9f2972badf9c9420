"""Looks at the database and what rests on it."""

import datetime

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from compliance.models import DueRun
from keeping.doctor.findings import broken, good, to_look_at
from keeping.keys import secret
from royalties.personal import key_probe
from vietnamese.database import COLLATION

# How far the database's clock may be from this one's: told from the first on, wrong from the second on (s).
CLOCK_APART, CLOCK_WRONG = 5, 60
# For a database that does not answer (s), and for one question (ms).
PATIENCE, ONE_QUESTION = 5, 20_000


def bound_waiting():
    """Have no look wait for a database that is away or busy."""
    if connection.vendor == "postgresql":
        connection.close()
        options = {"connect_timeout": PATIENCE, "options": f"-c statement_timeout={ONE_QUESTION}"}
        connection.settings_dict["OPTIONS"] = connection.settings_dict["OPTIONS"] | options


def answers():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return good(_("%(kind)s answers.") % {"kind": connection.display_name})


def order_of_names():
    """Vietnamese names are sorted by a collation that only a PostgreSQL with ICU has."""
    if connection.vendor != "postgresql":
        return good(_("Names sort as in Vietnamese lists."))
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM pg_collation WHERE collname = %s", [COLLATION])
        [has_collation] = cursor.fetchone()
        cursor.execute("SHOW server_encoding")
        [encoding] = cursor.fetchone()
    if not has_collation:
        return broken(_("This PostgreSQL has no ICU: names cannot be sorted."), _("install a PostgreSQL with ICU"))
    if encoding != "UTF8":
        return broken(
            _("The database is not in UTF8 but in %(encoding)s.") % {"encoding": encoding}, "createdb -E UTF8"
        )
    return good(_("Names sort as in Vietnamese lists."))


def migrated():
    executor = MigrationExecutor(connection)
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if pending:
        names = ", ".join(f"{migration.app_label}.{migration.name}" for migration, _backwards in pending[:3])
        told = {"number": len(pending), "names": names}
        return broken(_("%(number)s migrations have not run: %(names)s.") % told, "python manage.py migrate")
    return good(_("All migrations have run."))


def clock():
    """The database's clock against this one's: deadlines and periods rest on both."""
    if connection.vendor != "postgresql":
        return good(_("One clock: the database is on this machine."))
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        [theirs] = cursor.fetchone()
    return clock_apart(abs((theirs - timezone.now()).total_seconds()))


def clock_apart(seconds):
    told = {"seconds": round(seconds)}
    if seconds < CLOCK_APART:
        return good(_("The clocks of site and database agree."))
    said = _("The clocks of site and database are %(seconds)s s apart.") % told
    return (broken if seconds >= CLOCK_WRONG else to_look_at)(said, "timedatectl set-ntp true")


def worker():
    """The last run of what is due."""
    last = DueRun.objects.filter(finished_at__isnull=False).first()
    mend = "systemctl status site-worker; python manage.py run_due"
    if last is None:
        return broken(_("Nothing that is due has ever been done."), mend)
    told = {"time": date_format(timezone.localtime(last.finished_at), "SHORT_DATETIME_FORMAT")}
    if timezone.now() - last.finished_at > datetime.timedelta(minutes=settings.RUN_DUE_LATE_MINUTES):
        return broken(_("What is due was last done at %(time)s: too long ago.") % told, mend)
    return good(_("What is due was last done at %(time)s.") % told)


def keys():
    """The keys of the personal data open the first and the last record of each kind."""
    if key_probe.opens_a_sample():
        return good(_("The key opens the personal data that are stored."))
    return broken(key_probe.what_to_do(), "PERSONAL_DATA_KEY; python manage.py restore --write-key")


def secret_key():
    """SECRET_KEY is the one that the site has had."""
    if secret.is_another():
        return broken(secret.what_to_do(), "SECRET_KEY; python manage.py accept_secret_key")
    return good(_("The SECRET_KEY is the one that this site has had."))
