"""The pages behind the link in a mail: opened without a log-in, decided on by a POST alone (docs/by-mail.md)."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views import View

from submissions.accounts.lockout import client_address
from submissions.body import blocks
from submissions.body.piece_files import files_in
from submissions.by_mail import guesses, links
from submissions.by_mail.device_names import device_name
from submissions.media import pictures
from submissions.models import NewsDocument
from submissions.rights.reasons import require_reason
from submissions.screens.refusals import AlreadyDone, Refusal
from submissions.standing.not_counted import not_counted_because

# Holds the token once the link was opened, for the pages of that link alone: their addresses then need none.
COOKIE = "decision_link"
STATUS = {links.NotYours: 403, links.NotKnown: 403, AlreadyDone: 409, links.Over: 410, guesses.TooManyGuesses: 429}


class ByMailView(View):
    """What the pages have in common: kept nowhere, found by no search, shown in no frame; a refusal is a page."""

    # Chromium sends no origin with a form of a page that says "no-referrer", and Django refuses such a form. The
    # addresses of the pages with forms hold no token.
    referrer_policy = "same-origin"
    link = None

    def dispatch(self, request, *args, **kwargs):
        try:
            response = super().dispatch(request, *args, **kwargs)
        except Refusal as refusal:
            context = {"sentence": refusal.sentence, "link": self.link}
            response = render(request, "submissions/by_mail/refused.html", context)
            response.status_code = STATUS.get(type(refusal), 400)
        add_never_cache_headers(response)
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["X-Frame-Options"] = "DENY"
        response["Referrer-Policy"] = self.referrer_policy
        return response


class OpenView(ByMailView):
    """The address in the mail: takes the token out of it. Whoever opens it, a scanner of mails too, changes nothing."""

    http_method_names = ["get", "head", "options"]
    referrer_policy = "no-referrer"

    def get(self, request):
        guesses.require_few(request)
        token = request.GET.get("t", "")
        link = links.link_of(token)
        if link is None:
            guesses.count(request)
            raise links.Over(_("There is no such link. Please open it from the mail again, or log in."))
        response = redirect("by_mail:decide", pk=link.pk)
        response.set_cookie(
            COOKIE,
            token,
            expires=link.valid_until,
            path=response["Location"],
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
        return response


class DecideView(ByMailView):
    """The whole piece as the public will read it, with the decision below it; and the decision."""

    http_method_names = ["get", "head", "post", "options"]

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.link = links.opened_link(kwargs["pk"], request.COOKIES.get(COOKIE))

    @cached_property
    def page(self):
        return links.page_of(self.link)

    def get(self, request, pk):
        if self.link is None:
            raise links.Over(_("Please open the link from the mail again, or log in."))
        if self.link.used_at is not None:
            return render(request, "submissions/by_mail/done.html", {"link": self.link})
        try:
            links.require_reader(self.link, request, page=self.page)
        except links.NotKnown:
            return self.log_in_first(request)
        return self.shown(request)

    def log_in_first(self, request):
        sentence = _("Please log in to read the piece and decide: this device is not known as that of %(person)s.")
        messages.info(request, sentence % {"person": self.link.user})
        return redirect_to_login(request.path, login_url=reverse("wagtailadmin_login"))

    def shown(self, request, *, status=200, **context):
        text = self.page.get_latest_revision_as_object()
        photos = list(blocks.photos_of(text.body))
        prefetch_related_objects(photos, pictures.prefetched_renditions("renditions", "article"))
        has_files = any(files.exists() for files in files_in(text.body) if files.model is NewsDocument)
        context |= {"page": text, "link": self.link, "has_files": has_files, "not_counted": not_counted_because(text)}
        return render(request, "submissions/by_mail/decide.html", context, status=status)

    def post(self, request, pk):
        if self.link is None:
            raise links.Over(_("Please open the link from the mail again, or log in. Nothing has been decided yet."))
        action, reason = request.POST.get("action"), ""
        if action not in ("approve", "reject"):
            return HttpResponse(status=400)
        if action == "reject":
            try:
                reason = require_reason(request.POST.get("reason"))
            except Refusal as refusal:
                links.require_reader(self.link, request, page=self.page)
                return self.shown(request, status=400, error=refusal.sentence, reason=request.POST.get("reason", ""))
        where = {"address": client_address(request) or "", "device": device_name(request)}
        links.decide(self.link, request, action=action, comment=reason, **where)
        return redirect(request.path)
