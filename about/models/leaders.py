"""Who leads the authority: posts, portraits, duties (Decree 43/2011/NĐ-CP, Article 10, clause 1, point a)."""

from itertools import groupby

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, ObjectList
from wagtail.models import Orderable

from submissions.media.pictures import prefetched_renditions
from submissions.models import NewsImage, Unit
from submissions.models.units import DIALLED
from vietnamese.dates import today
from vietnamese.slugs import unique_slug

from .introducing import IntroductionForm, IntroductionStatement


class LeadersPage(IntroductionStatement):
    """All leaders on one page, which two people publish as a whole."""

    TITLE = "Lãnh đạo"
    max_count = 1

    introduction = models.TextField(_("words before the list"), max_length=1000, blank=True)

    content_panels = [
        FieldPanel("title"),
        FieldPanel("introduction"),
        InlinePanel(
            "leaders",
            heading=_("Leaders, in the order of the office"),
            label=_("Leader"),
            help_text=_("Leaders with the same heading stand together, where the first of them stands."),
        ),
        FieldPanel("category"),
    ]
    edit_handler = ObjectList(content_panels, base_form_class=IntroductionForm)

    class Meta:
        verbose_name = _("leaders of the authority")
        verbose_name_plural = _("pages of leaders")

    def in_office(self):
        """Those who are in office today, in the order of the office (a list), each with its `anchor`."""
        day, taken, found = today(), set(), []
        for leader in self.leaders.all():
            if leader.is_in_office(day):
                leader.anchor = unique_slug(leader.name, taken=taken.__contains__, max_length=80)
                taken.add(leader.anchor)
                found.append(leader)
        return found

    def groups(self):
        """[(heading, [Leader, …]), …] of those in office; headings in the order in which they first stand."""
        leaders = with_portraits(self.in_office())
        headings = list(dict.fromkeys(leader.heading for leader in leaders))
        leaders.sort(key=lambda leader: headings.index(leader.heading))
        return [(heading, list(found)) for heading, found in groupby(leaders, key=lambda leader: leader.heading)]

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {"groups": self.groups()}

    def photos_shown(self):
        return [(leader.portrait, "portrait") for leader in self.leaders.all() if leader.portrait]

    def told_of_agency(self):
        """The leaders as members of the agency, as schema.org has them."""
        people = [{"@type": "Person", "name": one.name, "jobTitle": one.post} for one in self.in_office()]
        return {"member": people} if people else {}

    def summary(self):
        return "; ".join(str(leader) for leader in self.leaders.all())

    def words(self):
        said = [(one.name, one.post, one.duties, one.biography) for one in self.leaders.all()]
        return "\n".join([self.introduction, *(" ".join(filter(None, one)) for one in said)])


class Leader(Orderable):
    """Somebody who leads; shown from the first to the last day of the term."""

    page = ParentalKey(LeadersPage, on_delete=models.CASCADE, related_name="leaders")
    heading = models.CharField(
        _("under the heading"),
        max_length=150,
        blank=True,
        help_text=_("For example “Thường trực Hội đồng nhân dân” or “Lãnh đạo Ủy ban nhân dân”."),
    )
    unit = models.ForeignKey(
        Unit,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("leads the unit"),
        help_text=_("Shown with the portrait on the page of this unit as well. Empty: on this page alone."),
    )
    name = models.CharField(_("full name"), max_length=120)
    post = models.CharField(_("post"), max_length=200)
    portrait = models.ForeignKey(
        NewsImage,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("portrait"),
        help_text=_("Upright, the face in the middle. Without one, a neutral figure stands there."),
    )
    portrait_alt = models.CharField(
        _("what the portrait shows"),
        max_length=250,
        blank=True,
        help_text=_("For readers who cannot see it. Empty: that it is a portrait of this person."),
    )
    term_from = models.DateField(_("in office from"), null=True, blank=True)
    term_to = models.DateField(
        _("last day in office"),
        null=True,
        blank=True,
        help_text=_("On the day after it, the person is no longer shown, without anybody's doing."),
    )
    duties = models.TextField(_("duties"), max_length=3000, blank=True, help_text=_("One on each line."))
    biography = models.TextField(_("short biography"), max_length=3000, blank=True)
    telephone = models.CharField(_("official telephone"), max_length=40, blank=True, validators=[DIALLED])
    email = models.EmailField(_("official e-mail"), blank=True)

    panels = [
        FieldPanel("heading"),
        FieldRowPanel([FieldPanel("name"), FieldPanel("post")]),
        FieldPanel("unit"),
        FieldPanel("portrait"),
        FieldPanel("portrait_alt"),
        FieldRowPanel([FieldPanel("term_from"), FieldPanel("term_to")]),
        FieldPanel("duties"),
        FieldPanel("biography"),
        FieldRowPanel([FieldPanel("telephone"), FieldPanel("email")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = pgettext_lazy("of the authority", "leader")
        verbose_name_plural = pgettext_lazy("of the authority", "leaders")
        default_permissions = ()

    def __str__(self):
        return f"{self.name}, {self.post}"

    def clean(self):
        super().clean()
        if self.term_from and self.term_to and self.term_to < self.term_from:
            raise ValidationError({"term_to": gettext("The term would end before it begins.")})

    def is_in_office(self, day):
        """Whether the term, as far as it was entered, holds on `day` (a date)."""
        return (self.term_from is None or self.term_from <= day) and (self.term_to is None or day <= self.term_to)

    @property
    def alt(self):
        return self.portrait_alt or gettext("Portrait of %(name)s") % {"name": self.name}

    @property
    def tasks(self):
        """The duties line by line."""
        return [line.strip() for line in self.duties.splitlines() if line.strip()]


def with_portraits(leaders):
    """`leaders` (a list), each portrait with what was drawn of it: as many queries for many as for one."""
    prefetch_related_objects(leaders, "portrait")
    portraits = [one.portrait for one in leaders if one.portrait]
    prefetch_related_objects(portraits, prefetched_renditions("renditions", "portrait"))
    return leaders


def published_leaders_of(unit):
    """The Leaders (a list) of `unit` (a Unit) who are in office today, as the page that is public names them."""
    rows = Leader.objects.filter(unit=unit, page__in=LeadersPage.objects.live().public())
    return with_portraits([leader for leader in rows.order_by("sort_order") if leader.is_in_office(today())])
