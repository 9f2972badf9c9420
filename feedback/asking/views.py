"""The pages for a citizen's question. None is kept by anybody: they hold what was typed, a code, an answer."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from feedback.asking import kept_photos
from feedback.asking.forms import MOST_PHOTOS, AskForm, CodeForm, OpinionForm
from feedback.handling.receiving import found_by, receive
from feedback.models import Asked, Opinion, Question, Writing
from feedback.shield.forms import TOO_OFTEN
from feedback.shield.rates import HOUR, Rate
from submissions.screens.access import Unreported

# Of codes that do not exist, from one address.
WRONG_CODES_AN_HOUR = 20
TOLD = (Writing.Kind.PROGRESS, Writing.Kind.OUT_OF_SCOPE)


class AskView(Unreported, TemplateView):
    """The form. What was sent and not taken is shown again whole, with the photos; what was taken shows its code."""

    template_name = "feedback/asking/ask.html"
    title = gettext_lazy("Questions, reports and proposals")

    def get(self, request, *args, **kwargs):
        return self.shown(AskForm(request=request), photos=[])

    def post(self, request, *args, **kwargs):
        form = AskForm(request.POST, request.FILES, request=request)
        form.is_valid()
        photos = self.take_photos(form)
        if form.errors:
            return self.shown(form, photos=photos, status=429 if form.rate.is_spent() else 200)
        keys = [photo.pk for photo in photos]
        code = receive(form.cleaned_data, form_key=form.form_key, photos=keys)
        form.rate.count()
        context = self.get_context_data(
            title=_("Your question has arrived"), code=code, email=form.cleaned_data["email"]
        )
        return self.response_class(request, ["feedback/asking/sent.html"], context)

    def take_photos(self, form):
        """The KeptPhotos of the form: those of before that stay, and new ones, unless the shield keeps them out."""
        before = kept_photos.kept(self.request.POST.get("photos_kept", ""))
        before = kept_photos.without(before, dropped=self.request.POST.getlist("photos_dropped"))
        new = [] if form.is_kept_out else form.cleaned_data.get("photos", [])
        if len(before) + len(new) > MOST_PHOTOS:
            form.add_error("photos", _("At most %(most)d photos can be sent.") % {"most": MOST_PHOTOS})
            return before
        if new and form.errors:
            form.rate.count()
        return before + kept_photos.keep(new)

    def shown(self, form, *, photos, status=200):
        context = self.get_context_data(
            title=str(self.title), form=form, photos=photos, photos_kept=kept_photos.in_hand(photos)
        )
        return self.render_to_response(context, status=status)


class TrackView(Unreported, TemplateView):
    """Where a question stands, for who has its code, and whether the answer helped. A code goes in no address."""

    template_name = "feedback/asking/track.html"

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
        question = found_by(form.cleaned_data["code"])
        if question is None:
            rate.count()
            form.add_error("code", _("There is no question with this code. Please compare it sign by sign."))
            return self.shown(form)
        return self.shown(form, question=question, opinion=self.opinion(question))

    def opinion(self, question):
        """The form for whether the answer helped; None where there is no answer, or it was said already."""
        if question.state != Question.State.ANSWERED or Opinion.objects.filter(question=question).exists():
            return None
        if "opinion" not in self.request.POST:
            return OpinionForm()
        form = OpinionForm(self.request.POST)
        if not form.is_valid():
            return form
        with transaction.atomic():
            Question.objects.select_for_update().get(pk=question.pk)
            Opinion.objects.get_or_create(question=question, defaults={**form.cleaned_data, "given_at": timezone.now()})
        return None

    def shown(self, form, *, question=None, opinion=None, status=200):
        context = self.get_context_data(title=_("Look up a question"), form=form)
        if question is not None:
            context |= {
                "question": question,
                "asked": Asked.objects.filter(question=question).first(),
                "told": question.texts().filter(kind__in=TOLD),
                "opinion": opinion,
                "said": Opinion.objects.filter(question=question).first(),
            }
        return self.render_to_response(context, status=status)
