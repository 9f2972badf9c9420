"""Urgent words on every page of the site: a storm, a flood, an outbreak; by two people, until a moment that is set."""

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList

from submissions.body.findable import Findable, FindablePage, Kind
from submissions.models.tree import StructurePage, WithoutAliases
from submissions.rights import roles
from submissions.statements.statement import Statement, StatementForm, StatementsPlace
from vietnamese.dates import last_moment

from .agency import ADDRESS

MOST_DAYS = 14
LONGEST_TITLE = 160


class AlertsPage(StatementsPlace, StructurePage):
    """Where all alerts lie, those of before as well. Made by a migration."""

    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.AlertPage"]

    class Meta:
        verbose_name = _("urgent alerts")
        verbose_name_plural = _("urgent alerts")

    def typed_children(self):
        return AlertPage.objects.child_of(self)

    def get_context(self, request, *args, **kwargs):
        alerts = self.typed_children().live().order_by("-first_published_at", "-pk")[:100]
        return super().get_context(request, *args, **kwargs) | {"alerts": alerts}


class AlertPage(Statement, WithoutAliases, FindablePage):
    """One alert: its title stands at the head of every page from `begins` to `ends`."""

    class Level(models.IntegerChoices):
        NOTE = 1, _("Please note")
        WARNING = 2, _("Warning")
        URGENT = 3, _("Urgent")

    level = models.PositiveSmallIntegerField(_("level"), choices=Level.choices, default=Level.WARNING)
    begins = models.DateTimeField(
        _("shown from"),
        null=True,
        blank=True,
        help_text=_("Leave empty when it is to be shown as soon as it is published."),
    )
    ends = models.DateTimeField(
        _("shown until"), null=True, help_text=_("It then leaves all pages by itself. 14 days at the most.")
    )
    text = models.TextField(
        _("what people should do"), max_length=3000, blank=True, help_text=_("Stands on the page of the alert.")
    )
    link = models.CharField(
        _("address of more"),
        max_length=200,
        blank=True,
        validators=[ADDRESS],
        help_text=_("Where the words on every page lead. Empty: to the page of the alert."),
    )

    parent_page_types = ["home.AlertsPage"]
    subpage_types = []

    edit_handler = ObjectList(
        [
            FieldPanel(
                "title", heading=_("Words on every page"), help_text=_("One sentence: what happens, what to do.")
            ),
            FieldPanel("level"),
            FieldRowPanel([FieldPanel("begins"), FieldPanel("ends")]),
            FieldPanel("text"),
            FieldPanel("link"),
        ],
        base_form_class=StatementForm,
    )

    class Meta:
        verbose_name = _("urgent alert")
        verbose_name_plural = _("urgent alerts")

    @classmethod
    def why_not_by(cls, people):
        """One of the two is the head of the board."""
        if roles.holders_of("head_board").filter(pk__in=people).exists():
            return None
        return gettext("An urgent alert is written or published by the head of the board. Please leave it to them.")

    def clean(self):
        super().clean()
        now, wrong = timezone.now(), {}
        if len(self.title) > LONGEST_TITLE:
            too_long = gettext("Longer than %(most)s characters: nobody reads that in passing.")
            wrong["title"] = too_long % {"most": LONGEST_TITLE}
        if self.ends and self.ends <= now:
            wrong["ends"] = gettext("This moment has passed.")
        elif self.ends and self.begins and self.ends <= self.begins:
            wrong["ends"] = gettext("The end lies before the beginning.")
        elif self.ends and self.ends - max(now, self.begins or now) > datetime.timedelta(days=MOST_DAYS):
            wrong["ends"] = gettext("An alert is shown for %(most)s days at the most.") % {"most": MOST_DAYS}
        if wrong:
            raise ValidationError(wrong)

    def summary(self):
        return self.text or self.title

    def findable(self):
        if self.first_published_at is None:
            return None
        return Findable(Kind.ANNOUNCEMENT, self.text, self.first_published_at)

    @property
    def is_over(self):
        return self.ends is not None and self.ends <= timezone.now()

    @property
    def last_moment(self):
        """Until when it stands there, in words (str)."""
        return last_moment(self.ends)

    @property
    def leads_to(self):
        """Where the words on every page lead."""
        return self.link or self.url


def shown_now():
    """The alerts (list) that stand on every page at this moment, the gravest first.

    Which of them are live is asked here: asked of the database, it may begin with all pages that are.
    """
    now = timezone.now()
    begun = Q(begins__isnull=True) | Q(begins__lte=now)
    in_force = AlertPage.objects.filter(begun, ends__gt=now).order_by("-level", "ends", "pk")
    return [alert for alert in in_force if alert.live]


def turns_ahead():
    """The moments (aware) at which an alert that is live will come or go by itself."""
    ahead = AlertPage.objects.live().filter(ends__gt=timezone.now()).values_list("begins", "ends")
    return sorted(moment for both in ahead for moment in both if moment is not None)
