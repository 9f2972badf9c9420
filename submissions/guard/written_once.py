"""The form of a new piece makes one piece, however often it arrives: by a double click, or from a slow telephone.

The form carries the key of the piece that it will become: Wagtail's `translation_key`, which nothing else uses here
and which the database holds to be unique. What arrives again is the first piece's, as if sent from its own editor:
an autosave may have made the piece a moment before the person sent the whole text.
"""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect
from django.urls import resolve, reverse
from wagtail.models import Page

from submissions.guard.guard import NewsGuard
from submissions.guard.kept_as_draft import sent_or_kept
from submissions.models import NewsPage
from submissions.rights import positions, rights
from submissions.rights.stages import stage_of
from submissions.screens.posted_numbers import posted_number
from submissions.standing.piece_standing import HAPPENED


class WrittenOnce:
    """Middleware. Forms of new pieces below one page arrive one after the other; each key makes one piece."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        match = request.resolver_match
        if request.method != "POST" or (match.namespace, match.url_name) != ("wagtailadmin_pages", "add"):
            return None
        parent, key = posted_number(kwargs["parent_page_id"]), posted_key(request.POST)
        if parent is None or not request.user.is_authenticated:
            return None
        with transaction.atomic():
            Page.objects.select_for_update(of=("self",)).filter(pk=parent).first()
            first = first_with_key(key, user=request.user)
            if first is None:
                return sent_or_kept(request, view, *args, **kwargs)
        return self.to_the_first(request, first)

    def to_the_first(self, request, first):
        """The editor of `first` with what was sent; when it has been submitted meanwhile, what became of it."""
        if request.accepts("text/html") and request.POST.get("chain_position") != positions.chain_position(first):
            if sentence := HAPPENED.get(stage_of(first)):
                messages.success(request, sentence)
            return redirect("submissions:piece", pk=first.pk)
        request.resolver_match = resolve(reverse("wagtailadmin_pages:edit", args=[first.pk]))
        edit, args, kwargs = request.resolver_match
        return NewsGuard(self.get_response).process_view(request, edit, args, kwargs)


def first_with_key(key, *, user):
    """The piece that `user` has written under `key` (UUID or None) and still sees, or None."""
    first = NewsPage.objects.filter(translation_key=key, owner=user).first() if key else None
    return first if first is not None and rights.user_can_see_news(user, first) else None


def posted_key(data):
    """The key (UUID) of the piece that the form in `data` is to become; None when it names none."""
    try:
        return UUID(data.get("piece_key", ""))
    except ValueError:
        return None
