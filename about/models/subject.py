"""What there is to know of the place: its history, nature, culture, monuments and sights."""

from django.db import models
from django.db.models import prefetch_related_objects
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.fields import StreamField

from submissions.body.blocks import BodyBlock, photos_of
from submissions.media.pictures import prefetched_renditions

from .introducing import IntroductionForm, IntroductionStatement


class SubjectPage(IntroductionStatement):
    """One subject, with photos; as many as the board likes."""

    class Subject(models.TextChoices):
        """Those that the decree names, and others."""

        HISTORY = "history", _("history of the place")
        NATURE = "nature", _("natural conditions")
        CULTURE = "culture", _("cultural tradition")
        MONUMENTS = "monuments", _("monuments")
        SIGHTS = "sights", _("scenic places")
        OTHER = "other", pgettext_lazy("subject", "another one")

    NAMED = (Subject.HISTORY, Subject.NATURE, Subject.CULTURE, Subject.MONUMENTS, Subject.SIGHTS)

    subject = models.CharField(
        pgettext_lazy("subject", "subject"), max_length=20, choices=Subject.choices, default=Subject.HISTORY
    )
    lead = models.TextField(
        pgettext_lazy("subject", "lead"),
        max_length=400,
        help_text=_("One or two sentences, which also stand on the first page of the introduction."),
    )
    body = StreamField(BodyBlock(), verbose_name=pgettext_lazy("subject", "body"), blank=True)

    content_panels = [
        FieldPanel("subject"),
        FieldPanel("title"),
        FieldPanel("lead"),
        FieldPanel("body"),
        FieldPanel("category"),
    ]
    edit_handler = ObjectList(content_panels, base_form_class=IntroductionForm)

    class Meta:
        verbose_name = _("subject of the introduction")
        verbose_name_plural = _("subjects of the introduction")

    def get_context(self, request, *args, **kwargs):
        prefetch_related_objects(list(photos_of(self.body)), prefetched_renditions("renditions", "article"))
        return super().get_context(request, *args, **kwargs)

    def photos_shown(self):
        return [(photo, "article") for photo in photos_of(self.body)]

    def summary(self):
        return self.lead

    def words(self):
        return "\n".join([self.lead, *map(strip_tags, self._meta.get_field("body").get_searchable_content(self.body))])
