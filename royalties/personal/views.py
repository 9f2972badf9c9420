"""Identity, tax and bank numbers of one author: for the accountant alone; each reading and change is noted."""

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.log_actions import log

from royalties.models import NUMBERS, Author, PersonalDetails
from royalties.personal.personal_log import CHANGED, note_reading
from royalties.personal.personal_numbers import HOW_TO_WRITE, read_number
from royalties.rights.permissions import user_can_see_personal_details
from submissions.kept.encrypted import UnreadablePersonalData
from submissions.screens.access import AllowedMixin, ScreenMixin, Unreported
from vietnamese.fields import NormalisedCharField


class PersonalDetailsForm(forms.ModelForm):
    """Numbers are taken with blanks and dots between the digits, as they stand on cards; what is no number is told."""

    class Meta:
        model = PersonalDetails
        fields = [*NUMBERS, "bank"]
        field_classes = {"bank": NormalisedCharField}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in NUMBERS:
            field = self.fields[name]
            field.help_text, field.max_length = HOW_TO_WRITE[name], None
            field.validators = []
            field.widget.attrs |= {"autocomplete": "off", "inputmode": "text"}

    def clean(self):
        data = super().clean()
        for name in NUMBERS:
            try:
                data[name] = read_number(name, data.get(name, ""))
            except forms.ValidationError as refusal:
                self.add_error(name, refusal)
        return data


class PersonalDetailsView(Unreported, AllowedMixin, ScreenMixin, TemplateView):
    """Shows and takes the details; says so, and does nothing, where the key is not the one they were written with."""

    allowed = staticmethod(user_can_see_personal_details)
    template_name = "royalties/personal/personal.html"
    header_icon = "lock"
    above = [{"url": reverse_lazy("royalty_authors:index"), "label": gettext_lazy("Authors")}]

    @cached_property
    def author(self):
        return get_object_or_404(Author, pk=self.kwargs["author_id"])

    def get_page_title(self):
        return _("Personal details: %(author)s") % {"author": self.author}

    @cached_property
    def details(self):
        """What is stored, or new details; None where it cannot be read."""
        try:
            return PersonalDetails.objects.filter(author=self.author).first() or PersonalDetails(author=self.author)
        except UnreadablePersonalData:
            return None

    def get(self, request, *args, **kwargs):
        if self.details is not None and not self.details._state.adding:
            note_reading(self.author, user=request.user)
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if self.details is None:
            return self.render_to_response(self.get_context_data())
        form = PersonalDetailsForm(request.POST, instance=self.details)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        form.save()
        if form.has_changed():
            log(instance=self.author, action=CHANGED, user=request.user, data={"fields": form.changed_data})
        messages.success(request, _("The personal details of %(author)s are saved.") % {"author": self.author})
        return redirect(reverse("royalty_authors:index"))

    def get_context_data(self, form=None, **kwargs):
        if self.details is None:
            return super().get_context_data(refusal=str(UnreadablePersonalData()), **kwargs)
        return super().get_context_data(form=form or PersonalDetailsForm(instance=self.details), **kwargs)
