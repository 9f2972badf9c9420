"""The introduction of the demo city: each page written by one person of the board and published by another."""

from wagtail.log_actions import LogContext
from wagtail.models import Collection
from wagtail.rich_text import RichText

from about.models import IntroductionPage, LeadersPage, OrganisationPage, SubjectPage, WardMapPage
from about.models.introducing import CATEGORY
from about.models.proposing import proposed_cells
from about.photos.drawing import draw_missing
from home.demo.invented import introduction as told
from home.demo.invented.calendar import moment_of, office_minute
from home.demo.invented.news import CREDIT
from home.demo.statements.documents import READ_AFTER, SECOND, WRITER
from submissions.kept.clock import standing_at
from submissions.models import Category, Unit, UnitLeader
from submissions.rights.policies import BOARD_COLLECTION
from submissions.statements import measure, publishing

# Office minutes after the appointments: when the first page was written, and from one page to the next.
BEGINS, BETWEEN = 90, 75


def introduce(*, residents, gallery):
    """Write and publish all pages in the days after the people were appointed."""
    writer, second = residents.by_username[WRITER], residents.by_username[SECOND]
    board = Collection.objects.get(name=BOARD_COLLECTION, depth=2)
    first = office_minute(residents.since) + BEGINS
    for number, make in enumerate(makers()):
        minute = first + number * BETWEEN
        with standing_at(moment_of(minute)), LogContext(user=writer):
            page = written(make(gallery=gallery, collection=board, user=writer), by=writer)
        with standing_at(moment_of(minute + READ_AFTER)), LogContext(user=second):
            publishing.publish(pk=page.pk, user=second, position=measure.position(page))
        draw_all(page, gallery)


def makers():
    """Functions that each make an unsaved page, of (gallery, collection, user)."""
    yield leaders
    yield organisation
    yield ward_map
    for one in told.SUBJECTS:
        yield lambda one=one, **who: subject(*one, **who)


def written(page, *, by):
    page.owner = by
    page.category = Category.objects.get(slug=CATEGORY)
    IntroductionPage.objects.get().add_child(instance=page)
    page.save_revision(user=by, clean=False)
    return page


def draw_all(page, gallery):
    """What the worker would have drawn by now."""
    live = type(page).objects.get(pk=page.pk)
    draw_missing(live)
    gallery.stored += [one.file for photo, _size in live.photos_shown() for one in photo.renditions.all()]


def leaders(*, gallery, **who):
    page = LeadersPage(title=LeadersPage.TITLE)
    for seed, (heading, name, post, telephone, email, duties, biography) in enumerate(told.LEADERS):
        bare = name == told.WITHOUT_PORTRAIT
        page.leaders.create(
            heading=heading,
            name=name,
            post=post,
            portrait=None if bare else gallery.portrait(seed, name=name, long_hair=name in told.LONG_HAIR, **who),
            term_from=told.TERM,
            duties="\n".join(duties),
            biography=biography,
            telephone=telephone,
            email=email,
        )
    for seed, one in enumerate(UnitLeader.objects.filter(contact__unit__slug=told.WARD), start=len(told.LEADERS)):
        portrait = gallery.portrait(seed, name=one.name, long_hair=" Thị " in one.name, **who)
        named = {"name": one.name, "post": one.post, "telephone": one.telephone, "portrait": portrait}
        page.leaders.create(heading=told.OF_THE_WARD, unit_id=one.contact.unit_id, term_from=told.TERM, **named)
    return page


def organisation(**who):
    page = OrganisationPage(
        title=OrganisationPage.TITLE,
        introduction=told.ORGANISATION,
        functions=told.FUNCTIONS,
        apex="UBND thành phố Phan Thiết",
    )
    for unit in Unit.objects.filter(slug__in=told.DUTIES):
        page.duties.create(unit=unit, text=told.DUTIES[unit.slug])
    return page


def ward_map(**who):
    page = WardMapPage(title=WardMapPage.TITLE, introduction=told.MAP)
    for cell in proposed_cells():
        page.cells.create(unit_id=cell.pop("unit"), **cell)
    return page


def subject(kind, title, lead, paragraphs, picture, *, gallery, **who):
    scene, shows = picture
    photo = gallery.scene(scene, 1, title=shows, **who)
    body = [("text", RichText(text)) for text in paragraphs]
    body.insert(0, ("photo", {"image": photo, "caption": f"{shows}.", "credit": CREDIT, "alt": shows}))
    return SubjectPage(subject=kind, title=title, lead=lead, body=body)
