"""Projects, tenders and plans of the demo city: each written by one person of the board, published by another."""

import datetime

from wagtail.log_actions import LogContext
from wagtail.models import Page

from home.demo.invented.calendar import moment_of, office_minute
from home.demo.invented.planning import MILLION, PACKAGES, SCHEMES, VENTURES
from home.demo.statements.documents import READ_AFTER, SECOND, WRITER
from library.models import Field
from planning.models import PlanPage, PlansPage, ProjectPage, ProjectsPage, TenderPage, TendersPage
from submissions.kept.clock import standing_at
from submissions.models import Category, Unit
from submissions.statements import measure, publishing

# Days from the approval to the publication; one project in five came after the decree's ten working days.
SOON, LATE, EVERY = 6, 24, 5
CLOSING = datetime.time(9)


def publish_planning(*, residents, as_of):
    """All of it as it stands on the morning of `as_of` (a date), the oldest first."""
    for told, page_of in ((VENTURES, project), (PACKAGES, tender), (SCHEMES, plan)):
        for number, one in enumerate(sorted(told, key=lambda one: -one.days)):
            approved = as_of - datetime.timedelta(days=one.days)
            after = LATE if number % EVERY == EVERY - 1 else SOON
            page = page_of(one, approved)
            publish(page, day=approved + datetime.timedelta(days=after), residents=residents)
            if page_of is project and one.state != ProjectPage.State.PREPARING:
                bring_forward(page, one, day=as_of - datetime.timedelta(days=one.days // 4), residents=residents)


def publish(page, *, day, residents):
    """Let two people of the board bring `page` (not stored yet) to the public, on `day` or when they came."""
    writer, second = residents.by_username[WRITER], residents.by_username[SECOND]
    minute = max(office_minute(day) + 90, office_minute(residents.since) + 60)
    with standing_at(moment_of(minute)), LogContext(user=writer):
        page.owner = writer
        page.category = Category.objects.filter(slug=page.CATEGORY).first()
        PLACES[type(page)].objects.get().add_child(instance=page)
        page.save_revision(user=writer, clean=False)
    with standing_at(moment_of(minute + READ_AFTER)), LogContext(user=second):
        publishing.publish(pk=page.pk, user=second, position=measure.position(page))


def bring_forward(page, one, *, day, residents):
    """Let the two publish on `day` where the project `page` stands today, as the Venture `one` has it."""
    writer, second = residents.by_username[WRITER], residents.by_username[SECOND]
    minute = office_minute(day) + 120
    with standing_at(moment_of(minute)), LogContext(user=writer):
        version = page.get_latest_revision_as_object()
        version.state, version.progress = one.state, one.progress
        version.save_revision(user=writer)
    with standing_at(moment_of(minute + READ_AFTER)), LogContext(user=second):
        page = Page.objects.get(pk=page.pk).specific
        publishing.publish(pk=page.pk, user=second, position=measure.position(page))


PLACES = {ProjectPage: ProjectsPage, TenderPage: TendersPage, PlanPage: PlansPage}


def common(one, approved):
    """What all kinds have, by column."""
    return {
        "title": one.title,
        "approved_on": approved,
        "decision_name": f"Quyết định {1000 + one.days}/QĐ-UBND",
        "in_charge": Unit.objects.filter(slug=one.unit).first(),
    }


def span(years, *, year):
    """The columns of a time of `years` counted from `year`."""
    first, last = (year + offset for offset in years)
    return {"first_year": first, "last_year": last if last != first else None}


def project(one, approved):
    """The page of a Venture as it was when it was approved; its years count from that of the building."""
    least, *most = (million * MILLION for million in one.millions)
    year = (approved + datetime.timedelta(days=one.days)).year
    return ProjectPage(
        **common(one, approved) | one.columns | span(one.years, year=year),
        field=Field.objects.get(slug=one.field),
        state=ProjectPage.State.PREPARING,
        cost_from=least,
        cost_to=most[0] if most else None,
        is_approximate=bool(most),
    )


def tender(one, approved):
    """The page of a Package."""
    last_day = approved + datetime.timedelta(days=one.open_for)
    winner, price = one.result
    return TenderPage(
        **common(one, approved),
        kind=one.kind,
        project=ProjectPage.objects.filter(title__startswith=one.project).first() if one.project else None,
        bids_until=moment_of(office_minute(last_day)).replace(hour=CLOSING.hour, minute=CLOSING.minute),
        estimate=one.millions * MILLION,
        state=one.state,
        winner=winner,
        winning_price=price * MILLION or None,
    )


def plan(one, approved):
    """The page of a Scheme."""
    effect, earlier = one.earlier
    year = (approved + datetime.timedelta(days=one.days)).year
    return PlanPage(
        **common(one, approved) | span(one.years, year=year),
        field=one.field,
        extract=one.extract,
        body="".join(f"<p>{text}</p>" for text in one.articles),
        effect=effect,
        earlier=PlanPage.objects.get(title__startswith=earlier) if earlier else None,
    )
