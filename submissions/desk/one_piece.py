"""What our screens about one piece share: whose it is to see, and how it is read."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from submissions.models import NewsPage
from submissions.rights import rights
from submissions.screens.posted_numbers import posted_number
from submissions.standing import queues


class PieceMixin:
    """A view about one piece: not found for whoever `may_see` does not let know of it."""

    may_see = staticmethod(rights.user_can_see_news)

    def dispatch(self, request, *args, **kwargs):
        if not type(self).may_see(request.user, self.piece):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def piece(self):
        pieces = queues.placed(NewsPage.objects.select_related("unit__page", "category"))
        return get_object_or_404(pieces, pk=posted_number(self.kwargs["pk"]))
