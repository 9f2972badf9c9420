"""Word files chosen or dropped where a piece is written: each becomes a draft of the unit."""

import hashlib
from uuid import UUID, uuid4, uuid5

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView

from submissions.arriving.drafts import arrive
from submissions.guard.written_once import posted_key
from submissions.models import Arrival, Unit
from submissions.rights import roles
from submissions.screens.access import ScreenMixin
from submissions.screens.refusals import Refusal
from submissions.word.reading import read_pasted, read_word

MOST_FILES = 10
# Under which the same file, sent twice from one page, is one piece.
FILES = UUID("6f1f5d3e-6f0f-4d0e-9d55-7f3f5d1f3c7a")


class WordFilesView(ScreenMixin, TemplateView):
    """One file leads to the form of its draft; of several, and of what is not read, this page tells."""

    template_name = "submissions/arriving/word.html"
    page_title = _("From Word files")

    @cached_property
    def unit(self):
        return get_object_or_404(Unit.objects.select_related("page", "collection"), pk=self.kwargs["unit_pk"])

    def dispatch(self, request, *args, **kwargs):
        if self.unit.page_id is None or not roles.user_can_write_for(request.user, self.unit):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs | {"unit": self.unit, "files_key": uuid4()})

    def post(self, request, *args, **kwargs):
        if html := request.POST.get("html"):
            return self.take_pasted(html)
        files = request.FILES.getlist("files")
        if len(files) > MOST_FILES:
            return self.tell([], [("", self.too_many(len(files)))])
        if not files:
            return self.tell([], [("", _("No file was chosen. Please choose a Word file."))])
        key = posted_key(request.POST) or uuid4()
        drafts, refused = [], []
        for file in files:
            try:
                drafts.append(self.draft_of(file, key=key))
            except Refusal as refusal:
                refused.append((file.name, refusal.sentence))
        if len(files) == len(drafts) == 1:
            return redirect("submissions:quick", pk=drafts[0].pk)
        return self.tell(drafts, refused)

    def take_pasted(self, html):
        """The draft of what was pasted, with what was typed above it."""
        data = self.request.POST
        try:
            piece = read_pasted(html, title=data.get("title", ""), lead=data.get("lead", ""))
            key = uuid5(FILES, f"{posted_key(data) or uuid4()}:{hashlib.sha256(html.encode()).hexdigest()}")
            page = arrive(unit=self.unit, user=self.request.user, piece=piece, way=Arrival.Way.PASTE, key=key)
        except Refusal as refusal:
            return self.tell([], [("", refusal.sentence)])
        return redirect("submissions:quick", pk=page.pk)

    def draft_of(self, file, *, key):
        piece = read_word(file, name=file.name)
        file.seek(0)
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return arrive(
            unit=self.unit,
            user=self.request.user,
            piece=piece,
            way=Arrival.Way.WORD,
            source=file.name,
            key=uuid5(FILES, f"{key}:{digest}"),
        )

    def tell(self, drafts, refused):
        status = 200 if drafts else 422
        return self.render_to_response(self.get_context_data(drafts=drafts, refused=refused), status=status)

    @staticmethod
    def too_many(number):
        sentence = ngettext(
            "%(number)s file was chosen; at most %(most)s are taken at once.",
            "%(number)s files were chosen; at most %(most)s are taken at once.",
            number,
        )
        return sentence % {"number": number, "most": MOST_FILES}
