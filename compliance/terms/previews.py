"""Changes of the rules are shown before they are saved: what they do, to whom, from when on."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from compliance.terms.effects import Obligations, ObligationsEffect
from submissions.screens.registers import RegisterForms
from vietnamese.dates import today

# What the buttons post beside the form's own fields.
CONFIRMED = "confirmed"
CHANGE = "change"
NOT_THE_FORMS = {"csrfmiddlewaretoken", CONFIRMED, CHANGE}


class PreviewedSave(RegisterForms):
    """In a create or edit view: the form leads to a preview, and only what was confirmed there is saved.

    The change is made, looked at with the functions that count, and taken back, so that the preview cannot differ
    from what will be. Whatever is posted is validated each time: nobody gets round the form by the last step.
    """

    preview_template_name = "compliance/terms/preview.html"
    submit_button_label = _("Preview")
    submit_button_active_label = _("Looking what it does…")

    def situation(self, changed):
        """What the change is measured by; asked for before and after it is made."""
        raise NotImplementedError

    def effect(self, before, after):
        """What lies between two situations, for the template that it names."""
        raise NotImplementedError

    def form_valid(self, form):
        """Save, preview or show the form again; what only saving finds out is told in the form."""
        self.form = form
        if CHANGE in self.request.POST:
            return self.render_to_response(self.get_context_data())
        try:
            return super().form_valid(form) if CONFIRMED in self.request.POST else self.preview(form)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            self.produced_error_code = "validation_error"
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)

    def preview(self, form):
        is_new = form.instance.pk is None
        with transaction.atomic():
            before = self.situation(form.instance)
            form.save()
            effect = self.effect(before, self.situation(form.instance))
            transaction.set_rollback(True)
        if is_new:
            form.instance.pk = None
        posted = [
            (name, value) for name, values in self.request.POST.lists() if name not in NOT_THE_FORMS for value in values
        ]
        context = self.get_context_data(effect=effect, posted=posted)
        return self.response_class(
            request=self.request, template=[self.preview_template_name], context=context, using=self.template_engine
        )


class ObligationsPreview(PreviewedSave):
    """Shows who would owe what from which period on, and whose result in the running period would change."""

    def stored(self, changed):
        """The row as it is in the database; the form has already written into its own instance."""
        return self.model.objects.filter(pk=changed.pk).first() if changed.pk else None

    def situation(self, changed):
        rows = [row for row in (changed, self.stored(changed)) if row]
        days = [day for row in rows for day in (row.valid_from, row.valid_to) if day]
        return Obligations(until=max(days, default=today()))

    def effect(self, before, after):
        return ObligationsEffect(before.running, before.changes_to(after), before.results_changed_to(after))
