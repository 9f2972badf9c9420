"""The list of published questions with its own search, and one question with its answer."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from feedback.models import PublicQuestion
from submissions.models import Locality, Unit
from submissions.screens.posted_numbers import posted_number
from submissions.templatetags.public_news import absolute, as_script

PER_PAGE = 20
LIST_TITLE = gettext_lazy("Questions and answers")


class PublishedListView(TemplateView):
    """The newest first; by words and by unit with a question in the address, which is then kept by nobody."""

    template_name = "feedback/published/list.html"

    def get_context_data(self, **kwargs):
        words, unit = self.request.GET.get("q", "").strip()[:200], posted_number(self.request.GET.get("don-vi"))
        live = PublicQuestion.objects.live()
        units = Unit.objects.filter(pk__in=live.order_by().values("unit"))
        found = (live.filter(unit=unit) if unit else live).found_by(words)
        return super().get_context_data(
            **kwargs,
            title=str(LIST_TITLE),
            words=words,
            unit=unit,
            units=units,
            is_narrowed=bool(words or unit),
            page_obj=Paginator(found, PER_PAGE).get_page(self.request.GET.get("trang")),
        )


class PublishedView(TemplateView):
    template_name = "feedback/published/question.html"

    @cached_property
    def public(self):
        return get_object_or_404(PublicQuestion.objects.live(), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **kwargs,
            title=self.public.title,
            public=self.public,
            data=data_of(self.public),
            by=answered_by(self.public),
        )


def answered_by(public):
    return str(public.unit or Locality.load().authority)


def data_of(public):
    """The question as data for search engines (schema.org QAPage), as text that may stand inside a script."""
    answer = {
        "@type": "Answer",
        "text": public.answer,
        "datePublished": public.published_at.isoformat(),
        "url": absolute(public.get_absolute_url()),
        "author": {"@type": "GovernmentOrganization", "name": answered_by(public)},
    }
    question = {
        "@type": "Question",
        "name": public.title,
        "text": public.text,
        "answerCount": 1,
        "acceptedAnswer": answer,
    }
    told = {"@context": "https://schema.org", "@type": "QAPage", "inLanguage": "vi", "mainEntity": question}
    return as_script(told)
