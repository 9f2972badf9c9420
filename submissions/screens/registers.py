"""What the registers of units, members and accounts have in common: how they are searched, dated and kept."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.permission_policies import ModelPermissionPolicy

from vietnamese.dates import screen_date, today
from vietnamese.text import fold

VALIDITY_CHOICES = [
    ("today", gettext_lazy("In force today")),
    ("ended", gettext_lazy("Ended")),
    ("later", gettext_lazy("Not yet begun")),
]


def filter_by_validity(queryset, name, value):
    """Rows of a Validity model in force today, ended, or not begun (a method of django-filter's filters)."""
    day = today()
    if value == "today":
        return queryset.valid_on(day)
    if value == "ended":
        return queryset.filter(valid_to__lte=day)
    if value == "later":
        return queryset.filter(valid_from__gt=day)
    return queryset


def validity_in_words(record):
    """Return what holds of `record` (a Validity) today, in words with a sign, as shown in lists (str)."""
    day = today()
    if record.valid_from and day < record.valid_from:
        return _("○ From %(date)s") % {"date": screen_date(record.valid_from)}
    if record.valid_to and record.valid_to <= day:
        return _("✕ Ended on %(date)s") % {"date": screen_date(record.valid_to)}
    if record.valid_to:
        return _("✓ In force, until before %(date)s") % {"date": screen_date(record.valid_to)}
    return _("✓ In force")


class RegisterColumn(Column):
    """A column that says its own name where the table becomes cards, on a phone."""

    cell_template_name = "submissions/screens/register_cell.html"


class FoldedSearch:
    """An index view whose search finds names with and without their marks, the words in any order.

    Registers hold hundreds of rows, not hundreds of thousands: they are compared in Python, in one query, and keep
    their order. `search_fields` names the columns.
    """

    def search_queryset(self, queryset):
        if not self.is_searching:
            return queryset
        words = fold(self.search_query).split()
        found = [
            pk
            for pk, *texts in queryset.values_list("pk", *self.search_fields)
            if words and all(word in fold(" ".join(texts)) for word in words)
        ]
        return queryset.filter(pk__in=found)


class RegisterForms:
    """What create and edit views of the registers say, in the words of the office."""

    submit_button_label = gettext_lazy("Save")
    submit_button_active_label = gettext_lazy("Saving…")
    success_message = gettext_lazy("“%(object)s” saved.")
    error_message = gettext_lazy("Not saved yet. Please see the marked fields.")


class KeptPolicy(ModelPermissionPolicy):
    """Nobody deletes, superusers included: lists and forms then offer no such button."""

    def user_has_permission(self, user, action):
        return action != "delete" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return super().user_has_any_permission(user, set(actions) - {"delete"})


class KeptView(generic.DeleteView):
    """In the place of Wagtail's delete view: says why the record is kept and what to do instead; deletes nothing."""

    permission_required = "change"
    why_kept = ""

    def dispatch(self, request, *args, **kwargs):
        if not self.user_has_permission(self.permission_required):
            return super().dispatch(request, *args, **kwargs)
        messages.warning(request, self.why_kept)
        return redirect(reverse(self.edit_url_name, args=[self.object.pk]))
