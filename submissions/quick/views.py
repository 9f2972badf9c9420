"""The screens of the quick form: a new piece, and one that is a draft or came back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from submissions.chain import submitting
from submissions.editor.completeness import Incomplete
from submissions.guard.written_once import first_with_key, posted_key
from submissions.models import NewsPage, Unit, WaitingFile
from submissions.quick import categories, genres, pasting, photos, saving
from submissions.quick.checklist import checklist
from submissions.quick.forms import QuickForm
from submissions.rights import positions, rights, roles
from submissions.rights.stages import stage_of
from submissions.screens.access import ScreenMixin
from submissions.screens.posted_numbers import posted_number
from submissions.screens.refusals import Refusal, tell
from submissions.standing import queues
from submissions.standing.piece_standing import HAPPENED, standing_of

SEND, FULL_EDITOR = "send", "full"
ROW_BUTTONS = ("photo-up", "photo-down", "photo-remove", "photo-add")


class QuickView(ScreenMixin, TemplateView):
    """What both screens share: the form shown, and shown again with everything that was typed."""

    template_name = "submissions/quick/quick.html"
    page_title = gettext_lazy("Write a piece of news")

    def show(self, form, *, status=200, **context):
        return self.render_to_response(self.get_context_data(form=form, **context), status=status)

    def get_context_data(self, *, form, refusal=None, is_told=False, **kwargs):
        page = form.page
        chosen = posted_number(form["category"].value())
        first, others = categories.choices(user=self.request.user, chosen=chosen, kept=page.category_id)
        proposal = genres.proposed_for(page)
        genre = form["genre"].value() or proposal
        latest = page.get_latest_revision() if page.pk else None
        return super().get_context_data(
            **kwargs,
            form=form,
            piece=page,
            unit=self.unit,
            latest=latest,
            loaded=self.loaded(latest, posted=form.data if form.is_bound and not is_told else None),
            rows=photos.with_images(form.rows),
            first_categories=first,
            other_categories=others,
            not_today=page.category.not_today if page.category and page.category_id == chosen else "",
            proposal=proposal,
            genre=genre,
            genres=[(genre, genre.label, genres.MEANINGS[genre]) for genre in NewsPage.Genre],
            genre_label=NewsPage.Genre(genre).label if genre in NewsPage.Genre else "",
            meaning=genres.MEANINGS.get(genre, ""),
            position=positions.chain_position(page),
            writer=page.owner or self.request.user,
            refusal=refusal,
            asked="trinh" in self.request.GET,
            checklist=checklist(page, sender=self.request.user),
            media=form.media,
        )

    @staticmethod
    def loaded(latest, *, posted):
        """The marks of the version that the form is about: they come back as `posted`, until somebody is told more."""
        if posted is not None:
            return {name: posted.get(name, "") for name in ("loaded_revision_id", "loaded_revision_created_at")}
        if latest is None:
            return {}
        return {"loaded_revision_id": latest.pk, "loaded_revision_created_at": latest.created_at.isoformat()}

    def take_in(self):
        """Read what came along before anything is locked: files, stored whatever follows, and what was pasted."""
        files = self.request.FILES.getlist(photos.FILES)
        stored, problems = photos.stored_photos(files, unit=self.unit, user=self.request.user)
        self.pasted = None
        try:
            self.pasted = pasting.pasted_in(self.request.POST)
        except Refusal as refusal:
            problems = [*problems, refusal.sentence]
        self.uploads = stored, problems

    def read(self, page):
        """The posted form for `page`, with the files that came along taken over as photos."""
        request = self.request
        stored, problems = self.uploads
        form = QuickForm(request.POST, page=page, user=request.user, pasted=self.pasted)
        here = {row.pk for row in form.rows}
        form.rows += [photos.PhotoRow(photo.pk) for photo in dict.fromkeys(stored) if photo.pk not in here]
        form.rows = photos.moved(form.rows, data=request.POST)
        form.is_valid()
        for problem in problems:
            form.add_error(None, problem)
        return form

    def after_saving(self, page):
        """Send the saved `page` where that is asked, else on to the form that was asked for; the answer."""
        address = reverse("submissions:quick", args=[page.pk])
        if self.pasted is not None:
            self.pasted.note(page, self.request)
        if self.request.POST.get("do") == FULL_EDITOR:
            return redirect("wagtailadmin_pages:edit", page.pk)
        if self.request.POST.get("do") != SEND:
            anchor = "#quick-photos" if any(name in self.request.POST for name in ROW_BUTTONS) else ""
            return redirect(address + anchor)
        fresh = NewsPage.objects.get(pk=page.pk)
        try:
            with transaction.atomic():
                position = positions.reading_position(fresh)
                submitting.submit(pk=page.pk, user=self.request.user, position=position)
        except Incomplete:
            return redirect(f"{address}?trinh=1")
        except Refusal as refusal:
            tell(self.request, refusal)
            return redirect(address)
        messages.success(self.request, HAPPENED[stage_of(NewsPage.objects.get(pk=page.pk))])
        return redirect("submissions:piece", pk=page.pk)

    def save_existing(self, pk):
        """Save what was posted as a new version of the piece `pk`; the answer."""
        user = self.request.user
        with transaction.atomic():
            fresh, page = saving.newest(pk)
            # Who began a piece and has left its unit may still see it, as one of the board, and not its newest version.
            if not roles.user_is_member_for(user, fresh):
                raise PermissionDenied
            form = self.read(page)
            try:
                saving.require_place(fresh, user=user, position=self.request.POST.get("chain_position"))
            except Refusal as refusal:
                return self.refused(form, refusal)
            if form.errors:
                return self.show(form, status=422)
            if self.pasted is not None and self.pasted.is_in(page):
                return self.after_saving(page)
            before = page.serializable_data()
            form.fill(page)
            photos.note_consent(form.rows, unit=self.unit)
            if page.serializable_data() == before:
                return self.after_saving(page)
            if newer := form.newer_version():
                form.add_error(None, newer)
                return self.show(form, is_told=True, status=422)
            return self.after_saving(saving.save(page, user=user))

    def refused(self, form, refusal):
        """The form once more, without buttons: what was typed can be copied. Sent twice, it is what has been sent."""
        if rights.user_can_see_news(self.request.user, form.page) and says_what_is_stored(form):
            if sentence := HAPPENED.get(stage_of(form.page)):
                messages.success(self.request, sentence)
            else:
                tell(self.request, refusal)
            return redirect("submissions:piece", pk=form.page.pk)
        return self.show(form, refusal=refusal, status=409)


def says_what_is_stored(form):
    """Whether `form` holds nothing that its piece does not say already."""
    if form.errors:
        return False
    before = form.page.serializable_data()
    form.fill(form.page)
    return form.page.serializable_data() == before


class QuickAddView(QuickView):
    """A new piece of a unit that one writes for."""

    @cached_property
    def unit(self):
        return get_object_or_404(Unit.objects.select_related("page", "collection"), pk=self.kwargs["unit_pk"])

    def dispatch(self, request, *args, **kwargs):
        if self.unit.page_id is None or not roles.user_can_write_for(request.user, self.unit):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        page = saving.empty_piece(self.unit, user=request.user)
        files = list(WaitingFile.objects.told_to(request.user, unit=self.unit))
        return self.show(QuickForm(page=page, user=request.user), waiting_files=files)

    def post(self, request, *args, **kwargs):
        self.take_in()
        with transaction.atomic():
            saving.hold_place(self.unit)
            key = posted_key(request.POST)
            if first := first_with_key(key, user=request.user):
                return self.save_existing(first.pk)
            page = saving.empty_piece(self.unit, user=request.user, key=saving.free(key))
            form = self.read(page)
            if request.POST.get("do") == FULL_EDITOR and form.is_blank:
                return redirect("wagtailadmin_pages:add", "submissions", "newspage", self.unit.page_id)
            if form.errors:
                return self.show(form, status=422)
            form.fill(page)
            photos.note_consent(form.rows, unit=self.unit)
            return self.after_saving(saving.save_new(page, unit=self.unit, user=request.user))


class QuickEditView(QuickView):
    """A draft of the own unit, or a piece that was sent back to it."""

    @cached_property
    def piece(self):
        pieces = queues.placed(NewsPage.objects.select_related("unit__page", "unit__collection", "category"))
        return get_object_or_404(pieces, pk=posted_number(self.kwargs["pk"]))

    @property
    def unit(self):
        return self.piece.unit

    def dispatch(self, request, *args, **kwargs):
        if not rights.user_can_see_news(request.user, self.piece):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        if not rights.user_can_write_quickly(request.user, self.piece):
            return redirect("submissions:piece", pk=self.piece.pk)
        page = self.piece.get_latest_revision_as_object()
        standing = standing_of(self.piece, user=request.user)
        return self.show(QuickForm(page=page, user=request.user), standing=standing)

    def post(self, request, *args, **kwargs):
        if not roles.user_is_member_for(request.user, self.piece):
            raise PermissionDenied
        self.take_in()
        return self.save_existing(self.piece.pk)
