"""Cells of such a list: what is missing, what the office's own lists call, days; what is wrong is noted at the line."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from vietnamese.text import fold

# What of a page nobody enters in a list.
OF_THE_TREE = ["title", "slug", "path", "depth", "content_type", "locale", "url_path", "draft_title"]


def note_empty(line, *, columns, required):
    """Note at `line` (a TableLine) which of the columns `required` it leaves empty."""
    if empty := [str(columns[name][0]) for name in required if not line.values.get(name)]:
        line.problems.append(_("empty: %(columns)s.") % {"columns": ", ".join(empty)})


def named(line, name, *, columns, rows):
    """The one of `rows` ({folded name: row}) that the column `name` calls, however its marks are placed, or None."""
    text = line.values.get(name) or ""
    row = rows.get(fold(text))
    if text and row is None:
        line.problems.append(
            _("%(column)s “%(text)s” is not in the list. Add it there first, or correct it.")
            % {"column": columns[name][0], "text": text}
        )
    return row


def chosen(line, name, *, columns, choices):
    """The value of `choices` (TextChoices) that the column `name` calls by its label, or None; says which there are."""
    text = line.values.get(name) or ""
    by_label = {fold(str(label)): value for value, label in choices.choices}
    value = by_label.get(fold(text))
    if text and value is None:
        labels = "; ".join(str(label) for label in choices.labels)
        line.problems.append(
            _("%(column)s “%(text)s” is unknown. It can be: %(labels)s.")
            % {"column": columns[name][0], "text": text, "labels": labels}
        )
    return value


def cleaned(line, name, *, columns, field):
    """What the form field `field` makes of the column `name`; None where it refuses it."""
    try:
        return field.clean(line.values.get(name) or "")
    except ValidationError as error:
        line.problems.extend(f"{columns[name][0]}: {message}" for message in error.messages)
        return None


def day(line, name, *, columns):
    """The day (a date, or None) in the column `name`."""
    return cleaned(line, name, columns=columns, field=forms.DateField(required=False))


def note_wrong(line, page):
    """Note what the columns of `page`, made from `line`, hold that they may not."""
    try:
        page.clean_fields(exclude=OF_THE_TREE)
    except ValidationError as error:
        line.problems.extend(message for messages in error.message_dict.values() for message in messages)
