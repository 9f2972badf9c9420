"""What the desk fills in for the monthly report: its remarks on a period, and the office's own template."""

from django import forms
from django.utils.translation import gettext_lazy as _

from compliance.models import PeriodRemarks
from compliance.papers.filling import refuse_unusable
from submissions.dangers.refusing import require_harmless
from submissions.screens.refusals import Refusal
from vietnamese.text import normalise

LINES = {"rows": 6}


class RemarksForm(forms.ModelForm):
    """Difficulties and proposals; what is left empty, or as proposed, goes on following the figures."""

    class Meta:
        model = PeriodRemarks
        fields = ["difficulties", "proposals"]
        widgets = {"difficulties": forms.Textarea(LINES), "proposals": forms.Textarea(LINES)}

    def __init__(self, *args, proposed, **kwargs):
        """`proposed` has the proposed wording by the names of the fields."""
        self.proposed = proposed
        super().__init__(*args, **kwargs)
        for name, words in proposed.items():
            self.initial[name] = self.initial.get(name) or words

    def clean(self):
        cleaned = super().clean()
        for name, words in self.proposed.items():
            text = "\n".join(normalise(cleaned.get(name, "")).splitlines()).strip()
            cleaned[name] = "" if text == words.strip() else text
        return cleaned


class TemplateForm(forms.Form):
    """A Word file that has proved to be a template."""

    file = forms.FileField(
        label=_("Word template (.docx)"),
        widget=forms.FileInput(
            attrs={"accept": ".docx,application/vnd.openxmlformats-officedocument.wordprocessingml.document"}
        ),
        max_length=150,
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        require_harmless(file)
        content = file.read()
        try:
            refuse_unusable(content)
        except Refusal as refusal:
            raise forms.ValidationError(refusal.sentence) from refusal
        self.content = content
        return file
