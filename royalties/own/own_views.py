"""What an author is due, on a screen of one's own."""

from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from royalties.own.own_lines import (
    as_own_lines,
    author_of,
    own_lines,
    own_sums,
    uncollected_in_words,
    user_has_own_lines,
)
from submissions.screens.access import AllowedMixin, ScreenMixin

PAGE_SIZE = 20
OWN_TITLE = gettext_lazy("My royalties")


class OwnView(AllowedMixin, ScreenMixin, TemplateView):
    allowed = staticmethod(user_has_own_lines)
    template_name = "royalties/own/own.html"
    page_title = OWN_TITLE
    header_icon = "decimal"

    def get_context_data(self, **kwargs):
        author = author_of(self.request.user)
        page = Paginator(own_lines(author), PAGE_SIZE).get_page(self.request.GET.get("p"))
        return super().get_context_data(
            author=author,
            sums=own_sums(author),
            uncollected=uncollected_in_words(author),
            page_obj=page,
            lines=as_own_lines(page.object_list),
            **kwargs,
        )
