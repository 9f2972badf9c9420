"""Looks at the machine: the cache, the disk, what has to be made before the start, and the backups."""

import shutil
import uuid

from django.conf import settings
from django.core.cache import cache
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from keeping.doctor.findings import broken, good, to_look_at
from keeping.leftovers.leftovers import known
from keeping.records.lateness import failed, is_late, is_watched
from keeping.records.records import BACKUP, REHEARSAL, last_good
from site_cms import prepared

# Of the disk of VAR_DIR: told below the first, wrong below the second (bytes).
LITTLE_ROOM, NO_ROOM = 5 * 1024**3, 500 * 1024**2


def cache_keeps():
    """What is put into the cache is there."""
    name = f"doctor-{uuid.uuid4().hex}"
    cache.set(name, 1, 30)
    if cache.get(name) != 1:
        return broken(
            _("The cache (Redis) does not answer. The site goes on more slowly."), "systemctl status redis-server"
        )
    cache.delete(name)
    return good(_("The cache keeps what it is given."))


def disk():
    usage = shutil.disk_usage(settings.VAR_DIR)
    told = {"free": filesizeformat(usage.free), "all": filesizeformat(usage.total), "folder": settings.VAR_DIR}
    said = _("Free on the disk of %(folder)s: %(free)s of %(all)s.") % told
    if usage.free < NO_ROOM:
        return broken(said, _("make room, or give it a larger disk"))
    if usage.free < LITTLE_ROOM:
        return to_look_at(said, _("make room, or give it a larger disk"))
    return good(said)


def leftovers():
    """As what is due noted them within the last day."""
    if count := len(known()):
        said = _("Files that nothing on the site needs: %(count)d. They stay until somebody removes them.")
        return to_look_at(said % {"count": count}, "python manage.py leftovers")
    return good(_("No file is known that nothing needs."))


def made():
    """Compiled messages and collected static files are there, and of today."""
    if not settings.REFUSE_UNPREPARED:
        return good(_("Not asked in development: messages and static files are taken as they are."))
    if sentences := prepared.missing():
        return broken(" ".join(sentences), f"{prepared.COMPILE}; {prepared.COLLECT}")
    if sentences := prepared.outdated():
        return to_look_at(" ".join(sentences), f"{prepared.COMPILE}; {prepared.COLLECT}")
    return good(_("Messages are compiled, static files collected."))


def backups():
    return _age(BACKUP, "python manage.py backup")


def rehearsals():
    return _age(REHEARSAL, "python manage.py restore --check")


def _age(kind, command):
    """How old the last good backup or rehearsal is."""
    if not is_watched():
        return good(_("Not asked here (BACKUP_LATE_HOURS is 0)."))
    record = last_good(kind)
    if record is None:
        return broken(_("There is none yet."), command)
    told = {"time": date_format(timezone.localtime(record.ended_at), "SHORT_DATETIME_FORMAT"), "name": record.name}
    if is_late(kind):
        return broken(_("The last one is too old: %(time)s (%(name)s).") % told, command)
    if failed(kind):
        return to_look_at(_("The last one failed; the last good one is of %(time)s (%(name)s).") % told, command)
    return good(_("The last one is of %(time)s (%(name)s).") % told)
