"""The screens of questions in the back office."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View
from wagtail.log_actions import log

from feedback.desk import figures
from feedback.desk.acts import ACTS, first_words
from feedback.handling.receiving import found_by
from feedback.models import Asked, Opinion, PublicQuestion, QuestionPhoto
from feedback.rights import rights
from submissions.kept.encrypted import UnreadablePersonalData
from submissions.models import Unit
from submissions.screens.access import AllowedMixin, ScreenMixin, Unreported
from submissions.screens.deciding import FormDecidingView
from submissions.screens.posted_numbers import posted_number

PAGE_SIZE = 40
REGISTER_TITLE = _("Questions of citizens")
READ = "feedback.personal_read"


class QuestionScreen(Unreported, AllowedMixin, ScreenMixin):
    """A screen with words of citizens: in no cache and no report, and refused in words where the key is another."""

    allowed = staticmethod(rights.user_can_use_register)
    header_icon = "help"

    def dispatch(self, request, *args, **kwargs):
        try:
            return super().dispatch(request, *args, **kwargs)
        except UnreadablePersonalData as unreadable:
            return render(request, "feedback/desk/unreadable.html", {"refusal": str(unreadable)}, status=503)


class RegisterView(QuestionScreen, TemplateView):
    """The questions that the person comes across, by state; what is overdue first."""

    template_name = "feedback/desk/register.html"
    page_title = REGISTER_TITLE

    def get_context_data(self, **kwargs):
        asked, user = self.request.GET, self.request.user
        tab = asked.get("xem") if asked.get("xem") in figures.TABS else "can-lam"
        is_central, unit = rights.user_is_central(user), posted_number(asked.get("don-vi"))
        sees_all = is_central or user.is_superuser
        questions = rights.questions_of(user)
        counts = figures.counts(questions)
        found = figures.in_order(questions.filter(unit=unit) if unit else questions, tab)
        rows = found.select_related("asked", "unit", "about")
        return super().get_context_data(
            **kwargs,
            tab=tab,
            tabs=[(name, label, counts[name]) for name, label in figures.tabs_of(is_central=sees_all).items()],
            page_obj=Paginator(rows, PAGE_SIZE).get_page(asked.get("p")),
            is_central=is_central,
            unit=unit,
            units=Unit.objects.filter(pk__in=questions.order_by().values("unit")) if is_central else (),
            figures=figures.satisfaction() if is_central else None,
        )

    def post(self, request, *args, **kwargs):
        """To the question of a tracking code: whoever has one reads the answer, so it stands in no address."""
        question = found_by(request.POST.get("ma", "")[:40]) if rights.user_is_central(request.user) else None
        if question is not None:
            return redirect("feedback:question", question.pk)
        messages.warning(request, _("There is no question with this code."))
        return redirect("feedback:register")


class OfQuestion(QuestionScreen):
    """A screen of one question; for whom it is not, there is none."""

    @property
    def above(self):
        return [{"url": reverse("feedback:register"), "label": REGISTER_TITLE}]

    @cached_property
    def question(self):
        related = ("unit", "about", "answer__written_by", "approved_by")
        question = get_object_or_404(
            rights.questions_of(self.request.user).select_related(*related), pk=self.kwargs["pk"]
        )
        if not rights.user_can_see(self.request.user, question):
            raise Http404
        return question

    def get_page_title(self):
        return str(self.question)


class QuestionView(OfQuestion, TemplateView):
    """What was asked, what was written about it, its history, and what this person can do."""

    template_name = "feedback/desk/question.html"

    def get_context_data(self, *, sent=None, **kwargs):
        question, user = self.question, self.request.user
        asked = Asked.objects.filter(question=question).first()
        return super().get_context_data(
            **kwargs,
            question=question,
            asked=asked,
            photos=question.photos.all(),
            writings=question.texts().select_related("written_by"),
            steps=question.steps.select_related("by", "unit"),
            public=PublicQuestion.objects.filter(question=question).select_related("prepared_by").first(),
            opinion=Opinion.objects.filter(question=question).first(),
            acts=[self.shown(name, act, asked, sent) for name, act in ACTS.items() if act.may(user, question)],
            may_see_sender=asked and rights.user_can_see_sender(user, question),
        )

    def shown(self, name, act, asked, sent):
        """The act for the template; the form that was `sent` ({name: form}) as it was sent."""
        form = (sent or {}).get(name)
        if form is None and act.form:
            form = act.form(initial=first_words(name, self.question, asked), prefix=name)
        return {"name": name, "act": act, "form": form, "open": bool(form and form.errors)}


class ActView(OfQuestion, FormDecidingView):
    """One act on one question, by the words of its address."""

    @cached_property
    def act_asked(self):
        try:
            return ACTS[self.kwargs["act"]]
        except KeyError as error:
            raise Http404 from error

    @property
    def done(self):
        return self.act_asked.done

    @property
    def prefix(self):
        return self.kwargs["act"]

    @property
    def form_class(self):
        return self.act_asked.form

    @property
    def address(self):
        return reverse("feedback:question", args=[self.question.pk])

    def after_success(self):
        """Where the person may go on: to the question, unless it is no longer theirs."""
        is_theirs = rights.questions_of(self.request.user).filter(pk=self.question.pk).exists()
        return self.address if is_theirs else reverse("feedback:register")

    def act(self):
        position = self.request.POST.get("position", "")
        self.act_asked.verb(self.question.pk, user=self.request.user, position=position, **self.cleaned)

    def again(self, form):
        screen = QuestionView()
        screen.setup(self.request, *self.args, **self.kwargs)
        return screen.render_to_response(screen.get_context_data(sent={self.kwargs["act"]: form}))


class SenderView(OfQuestion, TemplateView):
    """Who asked and how to reach them: for the desk alone, and each look is noted."""

    template_name = "feedback/desk/sender.html"

    def get_page_title(self):
        return _("Sender of %(question)s") % {"question": self.question}

    def get_context_data(self, **kwargs):
        if not rights.user_can_see_sender(self.request.user, self.question):
            raise Http404
        asked = get_object_or_404(Asked, question=self.question)
        log(instance=self.question, action=READ, user=self.request.user)
        return super().get_context_data(**kwargs, question=self.question, asked=asked)


class PhotoView(OfQuestion, View):
    """A photo that came with a question, for who reads it."""

    def get(self, request, *args, **kwargs):
        photo = get_object_or_404(QuestionPhoto, question=self.question, pk=self.kwargs["photo"])
        return FileResponse(photo.file.open(), headers={"X-Content-Type-Options": "nosniff"})
