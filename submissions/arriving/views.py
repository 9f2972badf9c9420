"""Word files chosen or dropped where a piece is written: each becomes a draft of the unit."""

import hashlib
from uuid import UUID, uuid4, uuid5

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView

from submissions.arriving import waiting_files
from submissions.arriving.drafts import arrive
from submissions.converting import program
from submissions.guard.written_once import posted_key
from submissions.models import Arrival, Unit, WaitingFile
from submissions.rights import roles
from submissions.screens.access import ScreenMixin
from submissions.screens.refusals import Refusal
from submissions.word.reading import UnreadableFile, read_word

MOST_FILES = 10
# Under which the same file, sent twice from one page, is one piece.
FILES = UUID("6f1f5d3e-6f0f-4d0e-9d55-7f3f5d1f3c7a")


class WordFilesView(ScreenMixin, TemplateView):
    """One file leads to the form of its draft; of several, of what is not read, and of what waits, this page tells."""

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
        rows = list(WaitingFile.objects.told_to(self.request.user, unit=self.unit))
        waits = any(row.state == WaitingFile.State.WAITING for row in rows)
        shown = {
            "unit": self.unit,
            "files_key": uuid4(),
            "waiting_files": rows,
            "chooses": not waits or "chon" in self.request.GET or self.request.method == "POST",
        }
        # Until all is decided it is shown once more by itself, but not under the hands of who chooses a file.
        return super().get_context_data(**kwargs | shown | {"comes_again": not shown["chooses"]})

    def post(self, request, *args, **kwargs):
        files = request.FILES.getlist("files")
        if len(files) > MOST_FILES:
            return self.tell([], [("", self.too_many(len(files)))])
        if not files:
            return self.tell([], [("", _("No file was chosen. Please choose a Word file."))])
        key = posted_key(request.POST) or uuid4()
        drafts, waiting, refused = [], [], []
        for file in files:
            try:
                made = self.draft_of(file, key=key)
                (waiting if isinstance(made, WaitingFile) else drafts).append(made)
            except Refusal as refusal:
                refused.append((file.name, refusal.sentence))
        if len(files) == len(drafts) == 1:
            return redirect("submissions:quick", pk=drafts[0].pk)
        if len(files) == len(waiting):
            return redirect("submissions:word", self.unit.pk)
        return self.tell(drafts, refused, status=200 if drafts or waiting else 422)

    def draft_of(self, file, *, key):
        """The draft that `file` became; of an older word processor's, where it can be converted, its WaitingFile."""
        file.seek(0)
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        whose = {"unit": self.unit, "user": self.request.user, "key": uuid5(FILES, f"{key}:{digest}")}
        try:
            piece = read_word(file, name=file.name)
        except UnreadableFile as unreadable:
            if unreadable.code in program.KINDS and program.is_here():
                return waiting_files.wait(file, **whose)
            raise
        return arrive(piece=piece, way=Arrival.Way.WORD, source=file.name, **whose)

    def tell(self, drafts, refused, *, status=422):
        return self.render_to_response(self.get_context_data(drafts=drafts, refused=refused), status=status)

    @staticmethod
    def too_many(number):
        sentence = ngettext(
            "%(number)s file was chosen; at most %(most)s are taken at once.",
            "%(number)s files were chosen; at most %(most)s are taken at once.",
            number,
        )
        return sentence % {"number": number, "most": MOST_FILES}
