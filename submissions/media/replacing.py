"""A photo or document gets another file: under its row's lock, and the old one goes when that is certain."""

from functools import partial

from django.db import transaction


class ReplacingForm:
    """For the forms of photos and documents. Wagtail's own delete the old file, whatever becomes of the row."""

    def save(self, commit=True):
        """Raises FileIsHeld (models) when the file was held after the form was opened: then nothing has changed."""
        replaced = self.original_file
        if not commit or not replaced or "file" not in self.changed_data:
            return super().save(commit=commit)
        with transaction.atomic():
            self.instance.keep_what_is_held()
            self.original_file = None
            saved = super().save()
            self.after_replacing()
            transaction.on_commit(partial(replaced.storage.delete, replaced.name), robust=True)
        return saved

    def after_replacing(self):
        """What else belongs to the old file."""
