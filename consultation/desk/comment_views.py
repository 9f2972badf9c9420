"""The screens of one opinion."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.log_actions import log

from consultation.desk.acts import ACTS, first_words, form_of
from consultation.desk.screens import TITLE, OpinionScreen
from consultation.models import Comment, CommentWords
from consultation.rights import rights
from feedback.desk.views import READ
from submissions.screens.deciding import FormDecidingView


class OfComment(OpinionScreen):
    """A screen of one opinion."""

    @cached_property
    def comment(self):
        related = ("consultation", "words", "reply__prepared_by", "reply__given_by")
        return get_object_or_404(Comment.objects.select_related(*related), pk=self.kwargs["pk"])

    @property
    def above(self):
        page = self.comment.consultation
        return [
            {"url": reverse("consultation:index"), "label": TITLE},
            {"url": reverse("consultation:comments", args=[page.pk]), "label": page.title},
        ]

    def get_page_title(self):
        return str(self.comment)


class CommentView(OfComment, TemplateView):
    """What was written, what is said to it, its history, and what this person can do."""

    template_name = "consultation/desk/comment.html"

    def get_context_data(self, *, sent=None, **kwargs):
        comment, user = self.comment, self.request.user
        words = getattr(comment, "words", None)
        return super().get_context_data(
            **kwargs,
            comment=comment,
            words=words,
            reply=getattr(comment, "reply", None),
            steps=comment.steps.select_related("by"),
            acts=[self.shown(name, act, words, sent or {}) for name, act in ACTS.items() if act.may(user, comment)],
            is_own_suspicion=comment.state == Comment.State.SUSPECT and comment.suspected_by == user.pk,
            may_see_sender=words and rights.user_can_see_sender(user, comment),
        )

    def shown(self, name, act, words, sent):
        """The act for the template; the form that was `sent` ({name: form}) as it was sent."""
        form = sent.get(name) or form_of(act, self.comment, prefix=name, initial=first_words(self.comment, words))
        return {"name": name, "act": act, "form": form}


class ActView(OfComment, FormDecidingView):
    """One act on one opinion, by the words of its address."""

    @cached_property
    def act_asked(self):
        try:
            return ACTS[self.kwargs["act"]]
        except KeyError as error:
            raise Http404 from error

    @property
    def done(self):
        return self.act_asked.done

    def bound(self):
        return form_of(self.act_asked, self.comment, self.request.POST, prefix=self.kwargs["act"])

    @property
    def address(self):
        return reverse("consultation:comment", args=[self.comment.pk])

    def act(self):
        position = self.request.POST.get("position", "")
        self.act_asked.verb(self.comment.pk, user=self.request.user, position=position, **self.cleaned)

    def again(self, form):
        screen = CommentView()
        screen.setup(self.request, *self.args, **self.kwargs)
        return screen.render_to_response(screen.get_context_data(sent={self.kwargs["act"]: form}))


class SenderView(OfComment, TemplateView):
    """Who wrote it and how to reach them: for the desk alone, and each look is noted."""

    template_name = "consultation/desk/sender.html"

    def get_page_title(self):
        return _("Sender of %(opinion)s") % {"opinion": self.comment}

    def get_context_data(self, **kwargs):
        if not rights.user_can_see_sender(self.request.user, self.comment):
            raise Http404
        words = get_object_or_404(CommentWords, comment=self.comment)
        log(instance=self.comment, action=READ, user=self.request.user)
        return super().get_context_data(**kwargs, comment=self.comment, words=words)
