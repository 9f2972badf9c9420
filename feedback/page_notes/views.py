"""The form below every public page: a page of its own, so that what is kept holds no token."""

from django import forms
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from feedback.models import PageNote
from feedback.page_notes.pages import is_public_address
from feedback.shield.forms import ShieldedForm
from vietnamese.fields import NormalisedCharField


class NoteForm(ShieldedForm):
    purpose = "page note"
    said = ("kind", "text")

    kind = forms.ChoiceField(
        label=gettext_lazy("Is this page useful?"),
        choices=[
            (PageNote.Kind.USEFUL, gettext_lazy("Yes, it is useful")),
            (PageNote.Kind.USELESS, gettext_lazy("No, I did not find what I need")),
            (PageNote.Kind.ERROR, gettext_lazy("There is an error on this page")),
        ],
        widget=forms.RadioSelect,
    )
    text = NormalisedCharField(
        label=gettext_lazy("What is wrong, or missing? (at most 500 characters)"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Please write no names and no telephone numbers. Nobody is answered by this form."),
    )

    def clean(self):
        data = super().clean()
        if data.get("kind") == PageNote.Kind.ERROR and not data.get("text"):
            self.add_error("text", _("Please say what is wrong on the page."))
        return data


@method_decorator(never_cache, name="dispatch")
class NoteView(TemplateView):
    template_name = "feedback/page_notes/note.html"

    @cached_property
    def path(self):
        """The path of the page that is spoken of; "" where this site shows the public none there."""
        path = self.request.GET.get("trang", "")
        return path if is_public_address(path, request=self.request) else ""

    def get(self, request, *args, **kwargs):
        if not self.path:
            return self.refused()
        asked = request.GET.get("y")
        kind = asked if asked in PageNote.Kind.values else None
        return self.shown(NoteForm(request=request, initial={"kind": kind}))

    def post(self, request, *args, **kwargs):
        if not self.path:
            return self.refused(request.POST.get("text", ""))
        form = NoteForm(request.POST, request=request)
        if not form.is_valid():
            return self.shown(form, status=429 if form.rate.is_spent() else 200)
        words = {name: form.cleaned_data[name] for name in ("kind", "text")}
        PageNote.objects.get_or_create(
            form_key=form.form_key, defaults={**words, "path": self.path, "written_at": timezone.now()}
        )
        form.rate.count()
        return self.shown(None)

    def refused(self, text=""):
        """There is no such page, or no longer; what was written about it is shown once more."""
        return self.shown(None, status=404, refused=True, text=text)

    def shown(self, form, status=200, **words):
        context = self.get_context_data(title=_("Tell us about this page"), form=form, path=self.path, **words)
        return self.render_to_response(context, status=status)
