"""The help pages: a guide for each role; whoever has one role comes straight to it, and everybody may read all."""

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from submissions.guides import guides
from submissions.screens.access import ScreenMixin


class GuideListView(ScreenMixin, TemplateView):
    template_name = "submissions/guides/guides.html"
    page_title = _("Guides")

    def get(self, request, *args, **kwargs):
        own = guides.own_slugs(request.user)
        if len(own) == 1:
            return redirect("guides:guide", own[0])
        others = [slug for slug in guides.SLUGS if slug not in own]
        return self.render_to_response(
            self.get_context_data(own=guides.titles_of(own), others=guides.titles_of(others))
        )


class GuideView(ScreenMixin, TemplateView):
    template_name = "submissions/guides/guide.html"
    above = ({"url": reverse_lazy("guides:index"), "label": _("Guides")},)

    @cached_property
    def guide(self):
        if self.kwargs["role"] not in guides.SLUGS:
            raise Http404
        return guides.read_guide(self.kwargs["role"])

    def get_page_title(self):
        return self.guide.title

    def get_context_data(self, **kwargs):
        own = guides.own_slugs(self.request.user)
        first = sorted(guides.SLUGS, key=lambda slug: slug not in own)
        others = [slug for slug in first if slug != self.guide.slug]
        return super().get_context_data(**kwargs, guide=self.guide, others=guides.titles_of(others))
