"""A week of the leaders' work, as Decree 43/2011/NĐ-CP, Article 10, clause 1, point c wants it public."""

import datetime
from itertools import groupby

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, ObjectList
from wagtail.models import Orderable

from submissions.body.findable import Findable, FindablePage, Kind
from submissions.models.tree import WithoutAliases
from submissions.statements.statement import Statement, StatementForm
from vietnamese.dates import WEEKDAYS, screen_date, today

DAYS = 7


def monday_of(day):
    """The Monday (a date) of the week of `day`."""
    return day - datetime.timedelta(days=day.weekday())


def coming_monday():
    """The Monday after today: for the coming week calendars are written."""
    return monday_of(today()) + datetime.timedelta(days=DAYS)


class WeekPage(Statement, WithoutAliases, FindablePage):
    """One week; its title and address follow from its Monday."""

    monday = models.DateField(
        _("week"),
        default=coming_monday,
        unique=True,
        error_messages={"unique": _("There is a calendar of this week already. Change that one.")},
        help_text=_("Any day of the week: its Monday is taken."),
    )
    note = models.TextField(
        _("note"),
        max_length=600,
        blank=True,
        help_text=_(
            "For all of the week, for example that it stands for invitations; "
            "of a week without appointments, that there are none."
        ),
    )

    UNMEASURED = ()
    parent_page_types = ["agenda.AgendaPage"]
    subpage_types = []
    content_panels = [
        FieldPanel("monday"),
        InlinePanel("appointments", heading=_("Appointments"), label=_("Appointment")),
        FieldPanel("note"),
    ]
    edit_handler = ObjectList(content_panels, base_form_class=StatementForm)

    class Meta:
        verbose_name = _("week of the working calendar")
        verbose_name_plural = _("weeks of the working calendar")

    def _set_core_field_defaults(self):
        self.title = self.name
        super()._set_core_field_defaults()

    def clean_fields(self, exclude=None):
        """Take the Monday before anything compares the week with others."""
        if isinstance(self.monday, datetime.date):
            self.monday = monday_of(self.monday)
        super().clean_fields(exclude=exclude)

    def lacks(self):
        """Nothing in it must be said in words: a week off at Tết is real, an empty week is a slip."""
        if self.appointments.all() or self.note.strip():
            return []
        return [
            gettext(
                "This week has no appointment. If there is none, please say so in the note, "
                "for example: “Không có lịch công tác”."
            )
        ]

    @property
    def name(self):
        """What the week is called: from which day to which (str)."""
        first, last = self.monday, self.sunday
        begins = f"{first.day:02}/{first.month:02}" if first.year == last.year else screen_date(first)
        return f"Lịch làm việc từ {begins} đến {screen_date(last)}"

    @property
    def sunday(self):
        return self.monday + datetime.timedelta(days=DAYS - 1)

    def days(self):
        """[(date, [Appointment, …])] of the days on which there is something, in the order of time."""
        by_time = sorted(self.appointments.all(), key=lambda one: (one.weekday, one.starts, one.sort_order or 0))
        return [(day, list(found)) for day, found in groupby(by_time, key=lambda one: one.day_in(self))]

    def beside(self, *, later):
        """The public week after this one (`later`) or before it, or None."""
        weeks = WeekPage.objects.live().sibling_of(self, inclusive=False)
        if later:
            return weeks.filter(monday__gt=self.monday).order_by("monday").first()
        return weeks.filter(monday__lt=self.monday).order_by("-monday").first()

    def get_context(self, request, *args, **kwargs):
        beside = {"newer": self.beside(later=True), "older": self.beside(later=False)}
        return super().get_context(request, *args, **kwargs) | {"week": self, **beside}

    def findable(self):
        """What is done in the week; nothing of one that was never public."""
        if self.first_published_at is None:
            return None
        words = [" ".join(filter(None, one.words)) for _day, found in self.days() for one in found]
        return Findable(Kind.PAGE, "\n".join([self.note, *words]), self.first_published_at)


class Appointment(Orderable):
    """What somebody of the leadership does at an hour."""

    page = ParentalKey(WeekPage, on_delete=models.CASCADE, related_name="appointments")
    weekday = models.PositiveSmallIntegerField(
        pgettext_lazy("of a week", "day"), choices=list(enumerate(WEEKDAYS)), default=0
    )
    starts = models.TimeField(pgettext_lazy("hour", "from"))
    ends = models.TimeField(pgettext_lazy("hour", "to"), null=True, blank=True)
    what = models.TextField(_("what it is about"), max_length=600)
    chair = models.CharField(_("led by"), max_length=200, help_text=_("Post and name, for example: CT Nguyễn Văn An."))
    attendants = models.TextField(_("who takes part"), max_length=600, blank=True)
    place = models.CharField(_("where"), max_length=200, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("weekday"), FieldPanel("starts"), FieldPanel("ends")]),
        FieldPanel("what"),
        FieldPanel("chair"),
        FieldPanel("attendants"),
        FieldPanel("place"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")

    def __str__(self):
        return f"{self.get_weekday_display()}, {self.starts:%H:%M}"

    def clean(self):
        if self.starts and self.ends and self.ends <= self.starts:
            raise ValidationError({"ends": _("The appointment would end before it begins.")})

    def day_in(self, week):
        """The date of it in `week` (a WeekPage)."""
        return week.monday + datetime.timedelta(days=self.weekday)

    @property
    def words(self):
        return (self.what, self.chair, self.attendants, self.place)
