"""All looks, in the order in which one needs the other."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keeping.doctor import database, machine, network, store
from keeping.doctor.findings import broken, to_look_at

LOOKS = (
    (gettext_lazy("Database"), database.answers),
    (gettext_lazy("Order of names"), database.order_of_names),
    (gettext_lazy("Migrations"), database.migrated),
    (gettext_lazy("Clock"), database.clock),
    (gettext_lazy("What is done by itself"), database.worker),
    (gettext_lazy("Key of the personal data"), database.keys),
    (gettext_lazy("Secret key"), database.secret_key),
    (gettext_lazy("Cache"), machine.cache_keeps),
    (gettext_lazy("Disk"), machine.disk),
    (gettext_lazy("Store of files"), store.store),
    (gettext_lazy("Files that nothing needs"), machine.leftovers),
    (gettext_lazy("Messages and static files"), machine.made),
    (gettext_lazy("Last backup"), machine.backups),
    (gettext_lazy("Last rehearsal"), machine.rehearsals),
    (gettext_lazy("Mail server"), network.mail),
    (gettext_lazy("Address"), network.address),
    (gettext_lazy("Certificate"), network.certificate),
)

# Of looks that fail themselves when something is away.
MENDS = {database.answers: "DATABASE_URL; systemctl status postgresql", store.store: "OBJECT_STORE_URL"}


def examine():
    """Yield (label, Finding) of every look. Without a database, what has to ask it is not asked."""
    database.bound_waiting()
    is_away = False
    for label, look in LOOKS:
        if is_away and look.__module__ == database.__name__:
            yield label, to_look_at(_("Not looked at: the database does not answer."))
            continue
        finding = finding_of(look)
        is_away = is_away or (look is database.answers and finding.is_broken)
        yield label, finding


def finding_of(look):
    """What `look` finds; that it failed itself, in the words of the error, which name no secret."""
    try:
        return look()
    except Exception as error:
        why = (str(error).strip().splitlines() or [""])[0]
        mend = MENDS.get(look, "")
        return broken(_("Could not be looked at: %(why)s") % {"why": f"{type(error).__name__}: {why}"}, mend)
