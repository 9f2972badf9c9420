"""What the city sets about questions: terms, the question against programmes, how long personal data stay."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from vietnamese.text import fold

OUT_OF_SCOPE = (
    "Nội dung này không thuộc thẩm quyền giải quyết của chúng tôi. Đề nghị ông (bà) gửi đến cơ quan có thẩm quyền: "
)


@register_setting(icon="help", order=350)
class FeedbackRules(BaseGenericSetting):
    """How questions are taken, how soon they are answered and how long personal data stay (docs/feedback.md)."""

    term = models.PositiveSmallIntegerField(
        _("working days until the answer"),
        default=15,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text=_("From the day of receipt, which is not counted. The decree allows 15."),
    )
    legal_basis = models.CharField(
        _("legal basis"), max_length=200, default="Nghị định 43/2011/NĐ-CP, Điều 17 (Trao đổi – Hỏi đáp)", blank=True
    )
    out_of_scope = models.TextField(_("sentence to whom the city is not competent"), default=OUT_OF_SCOPE)
    city_question = models.CharField(
        _("question against programmes"),
        max_length=150,
        blank=True,
        help_text=_("One that everybody here can answer and no programme can. Empty: none is asked."),
    )
    city_answer = models.CharField(
        _("its answer"),
        max_length=100,
        blank=True,
        help_text=_("Several possible answers with commas between them. Marks and capitals do not matter."),
    )
    per_day = models.PositiveSmallIntegerField(
        _("forms taken from one address in a day"),
        default=40,
        validators=[MinValueValidator(1)],
        help_text=_("A ward's office or a café shares one address: not too few."),
    )
    keep_months = models.PositiveSmallIntegerField(
        _("months that personal data stay after the end"),
        default=12,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
        help_text=_("Then name, telephone, e-mail, text and photos are deleted; figures and public answers stay."),
    )

    notices_hour = models.PositiveSmallIntegerField(
        _("hour from which units are told of their questions"),
        default=8,
        validators=[MaxValueValidator(23)],
        help_text=_("From 0 to 23, on working days: one mail a day and person at the most."),
    )

    panels = [
        MultiFieldPanel(
            [FieldPanel("term"), FieldPanel("legal_basis"), FieldPanel("out_of_scope"), FieldPanel("notices_hour")],
            _("Answers"),
        ),
        MultiFieldPanel(
            [FieldPanel("city_question"), FieldPanel("city_answer"), FieldPanel("per_day")], _("Against programmes")
        ),
        FieldPanel("keep_months"),
    ]

    class Meta:
        verbose_name = _("questions of citizens")
        verbose_name_plural = _("questions of citizens")
        default_permissions = ("change",)

    def is_answer(self, typed):
        """Whether `typed` (str) answers the city's question; anything does where none is asked."""
        right = {fold(one) for one in self.city_answer.split(",")} - {""}
        return not (self.city_question and right) or fold(typed) in right
