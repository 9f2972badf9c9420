"""The demo city as a whole: built once, in a fresh database, all of it or nothing."""

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from post_office.models import STATUS, Email
from wagtail.log_actions import log
from wagtail.models import PageLogEntry

from home.demo.contacts import make_reachable
from home.demo.drawn.pictures import SIZE
from home.demo.gallery import Gallery
from home.demo.indexing import indexed_at_the_end
from home.demo.invented.calendar import moment_of, office_minute
from home.demo.invented.plan import OUTPUT
from home.demo.invented.stories import stories
from home.demo.residents import Residents, appointed_on
from home.demo.statements.alerts import raise_alerts
from home.demo.statements.documents import file_library
from home.demo.statements.introduction import introduce
from home.demo.statements.planning import publish_planning
from home.demo.statements.weeks import publish_weeks
from home.demo.telling import tell
from home.demo.year.rows import tell_year
from home.models import HomePage
from submissions.kept.clock import standing_at
from submissions.models import NewsPage, UndrawnPhotos, Unit, User
from submissions.units.loading_units import load_units
from vietnamese.dates import screen_date, today

# The entry in the front page's history that says for which day the city was built.
BUILT = "home.demo_city"


class DemoRefused(Exception):
    """Why nothing is built, as a sentence for the person who asked."""


def built_for():
    """The day (ISO text) for which the city in this database was built, or None."""
    entry = PageLogEntry.objects.filter(action=BUILT).first()
    return entry and entry.data["as_of"]


def build(*, as_of=None, only=None, with_year=False, picture_size=SIZE, say=lambda sentence: None):
    """Build the city as it stands on the morning of `as_of` (a date; today by default); return whether it was built.

    Everything happened before that day; the same day gives the same content. `only` (slugs) leaves the other units
    without people and news; `with_year` adds the pieces of the ten periods before. `say` is told the progress. Built
    already: nothing changes. Raises DemoRefused in production, for a day to come, for another day than the city is
    built for, and in a database with accounts or news of its own.
    """
    refuse_production()
    built = built_for()
    if built is not None:
        if as_of is not None and built != as_of.isoformat():
            raise DemoRefused(
                _("The demonstration is already built as of %(day)s. Use a new database for another day.")
                % {"day": screen_date(as_of.fromisoformat(built))}
            )
        say(_("The demonstration is already built; nothing was changed."))
        return False
    as_of = as_of or today()
    if as_of > today():
        raise DemoRefused(_("%(day)s has not come yet.") % {"day": screen_date(as_of)})
    if User.objects.exists() or NewsPage.objects.exists():
        raise DemoRefused(
            _(
                "This database already has accounts or news. The demonstration is only built in a new one, "
                "so that no real data is touched."
            )
        )
    with Gallery(size=picture_size) as gallery, transaction.atomic():
        build_all(as_of=as_of, only=only, with_year=with_year, gallery=gallery, say=say)
    return True


def refuse_production():
    if settings.REFUSE_DEMO_ACCOUNTS:
        raise DemoRefused(_("This is a production site: no demonstration accounts, whose password is published."))


def build_all(*, as_of, only, with_year, gallery, say):
    say(_("Units…"))
    with standing_at(moment_of(office_minute(appointed_on(as_of)))):
        load_units()
        units = list(Unit.objects.filter(slug__in=only or OUTPUT).select_related("collection"))
        say(_("People: accounts and memberships…"))
        residents = Residents(as_of=as_of)
        residents.move_in(units)
        make_reachable(units)
    told = stories(units, as_of=as_of)
    say(_("News: %(number)s pieces on their way through the chain…") % {"number": len(told)})
    with indexed_at_the_end():
        tell(told, residents=residents, gallery=gallery, as_of=as_of, say=say)
        if with_year:
            say(_("The year before…"))
            tell_year(units, residents=residents, gallery=gallery, as_of=as_of)
        say(_("Documents of the library…"))
        file_library(residents=residents, as_of=as_of)
        say(_("Leaders' working calendar…"))
        publish_weeks(residents=residents, as_of=as_of)
        say(_("Introduction: leaders, organisation, map, history…"))
        introduce(residents=residents, gallery=gallery)
        say(_("Projects, tenders and plans…"))
        publish_planning(residents=residents, as_of=as_of)
    raise_alerts(residents, as_of=as_of)
    # All mails here are part of the story: the database was empty before, and the worker must send none of them.
    Email.objects.update(status=STATUS.sent, last_updated=F("created"))
    # The gallery has hung every size of every photo.
    UndrawnPhotos.objects.all().delete()
    data = {"as_of": as_of.isoformat(), "units": [unit.slug for unit in units]}
    log(instance=HomePage.objects.get(), action=BUILT, data=data)
    say(_("Done."))
