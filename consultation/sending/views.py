"""The pages for a citizen's opinion. None is kept by anybody: they hold what was typed, a code, a reply."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from consultation.handling.receiving import found_by, receive
from consultation.models import ConsultationPage, ConsultationsPage
from consultation.models.term import Stage
from consultation.sending.forms import CommentForm
from feedback.asking.forms import CodeForm
from feedback.asking.views import WRONG_CODES_AN_HOUR
from feedback.shield.forms import TOO_OFTEN
from feedback.shield.rates import HOUR, Rate
from submissions.screens.access import Unreported
from submissions.screens.posted_numbers import posted_number
from vietnamese.dates import day_of


class CommentView(Unreported, TemplateView):
    """The form, while opinions are taken. What arrives later is shown again whole, with where else to write."""

    template_name = "consultation/sending/comment.html"

    @cached_property
    def consultation(self):
        return get_object_or_404(ConsultationPage.objects.live().public(), pk=posted_number(self.kwargs["pk"]))

    def setup(self, request, *args, **kwargs):
        """The moment of arrival decides, however long the rest takes."""
        super().setup(request, *args, **kwargs)
        self.arrived_at = timezone.now()

    @property
    def stage(self):
        return self.consultation.stage_on(day_of(self.arrived_at))

    def get(self, request, *args, **kwargs):
        return self.shown(CommentForm(request=request))

    def post(self, request, *args, **kwargs):
        form = CommentForm(request.POST, request=request)
        if self.stage != Stage.OPEN:
            form.full_clean()
            return self.shown(form)
        if not form.is_valid():
            return self.shown(form, status=429 if form.rate.is_spent() else 200)
        code = receive(
            form.cleaned_data,
            consultation=self.consultation,
            form_key=form.form_key,
            received_at=self.arrived_at,
        )
        form.rate.count()
        context = self.get_context_data(title=_("Your opinion has arrived"), code=code, consultation=self.consultation)
        return self.response_class(request, ["consultation/sending/sent.html"], context)

    def shown(self, form, *, status=200):
        context = self.get_context_data(
            title=_("Give an opinion"),
            form=form,
            consultation=self.consultation,
            is_open=self.stage == Stage.OPEN,
            is_late=self.stage in (Stage.CLOSED, Stage.SUMMED_UP),
        )
        return self.render_to_response(context, status=status)


class TrackView(Unreported, TemplateView):
    """What became of an opinion, for who has its code. A code goes in no address."""

    template_name = "consultation/sending/track.html"

    def get(self, request, *args, **kwargs):
        return self.shown(CodeForm())

    def post(self, request, *args, **kwargs):
        form = CodeForm(request.POST)
        rate = Rate.of_address("code", request, most=WRONG_CODES_AN_HOUR, seconds=HOUR)
        if rate.is_spent():
            form.add_error(None, TOO_OFTEN)
            return self.shown(form, status=429)
        if not form.is_valid():
            return self.shown(form)
        comment = found_by(form.cleaned_data["code"])
        if comment is None:
            rate.count()
            form.add_error("code", _("There is no opinion with this code. Please compare it sign by sign."))
            return self.shown(form)
        return self.shown(form, comment=comment)

    def shown(self, form, *, comment=None, status=200):
        place = ConsultationsPage.objects.live().first()
        context = self.get_context_data(title=_("Look up an opinion"), form=form, comment=comment, place=place)
        if comment is not None:
            reply = getattr(comment, "reply", None)
            context |= {
                "words": getattr(comment, "words", None),
                "reply": reply if reply and reply.given_at else None,
            }
        return self.render_to_response(context, status=status)
