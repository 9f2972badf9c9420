"""What the form of a piece shows, from top to bottom."""

import json

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput

from submissions.editor.arrived_panel import ArrivedPanel
from submissions.editor.authors import AuthorsPanel
from submissions.editor.own_unit import OwnUnitPanel
from submissions.editor.reason_panel import ReasonPanel

# Wagtail's controller shows a field by what another one holds, where scripts run.
RULES = {"data-controller": "w-rules", "data-action": "change->w-rules#resolve"}
OF_NOTICES = ("genre", "thong_bao")


def asked_for(field, value):
    """The attributes of what is shown while `field` of the form holds `value`."""
    return {"data-w-rules-target": "show", "data-w-rules": json.dumps({field: value})}


def news_panels():
    return [
        ReasonPanel(heading=_("Why it was sent back")),
        ArrivedPanel(heading=_("How this draft came in")),
        OwnUnitPanel(heading=_("Who publishes a correction")),
        FieldPanel(
            "title",
            heading=_("Title"),
            widget=AdminAutoHeightTextInput(attrs={"rows": 1}),
            help_text=_("One line that tells what happened. The reader sees it first."),
        ),
        FieldPanel("lead"),
        FieldPanel("body"),
        MultiFieldPanel(
            [
                FieldPanel("genre"),
                FieldPanel("holds_until", attrs=asked_for(*OF_NOTICES)),
                FieldPanel("category"),
                FieldPanel("event_date", help_text=_("Day, month, year; for example 12/4/2019.")),
            ],
            heading=_("Filed under"),
            attrs=RULES,
        ),
        AuthorsPanel(
            "authors",
            heading=_("Authors"),
            label=_("Author"),
            help_text=_("Leave empty if the person who writes here is the author."),
        ),
        MultiFieldPanel(
            [
                FieldPanel("origin"),
                FieldPanel("source"),
                FieldPanel("milestone_date"),
                FieldPanel("issued_here"),
                FieldPanel("programme"),
                FieldPanel("broadcast_date"),
            ],
            heading=_("More about this piece"),
            classname="collapsed",
        ),
    ]
