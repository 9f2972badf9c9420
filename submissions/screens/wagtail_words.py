"""Words that Wagtail 7.4 shows without asking gettext: labels made from field names, and columns without one.

Each gets a label where Wagtail keeps it. Templates with an English word in them are overridden in
site_cms/templates/wagtailadmin/ (tests/language/test_wagtail_words.py holds those to Wagtail's own, but for the word).
"""

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import choosers
from wagtail.admin.forms.workflows import TaskChooserSearchForm, WorkflowPageForm
from wagtail.admin.views import workflows
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.search import SearchView
from wagtail.contrib.redirects import filters as redirects_filters
from wagtail.documents import forms as documents_forms
from wagtail.images import forms as images_forms
from wagtail.models import Page, Site
from wagtail.sites.views import IndexView as SiteIndexView
from wagtail.users.forms import PagePermissionsForm

# These modules translate when they are imported: here, before a command may have switched translation off.
TRANSLATED_ON_IMPORT = (documents_forms, images_forms, redirects_filters)

PAGE = capfirst(Page._meta.verbose_name)
LINK_TEXT = _("Link text")
# {form: {field: label}}, of fields that have none.
LABELS = {
    choosers.ExternalLinkChooserForm: {"link_text": LINK_TEXT},
    choosers.AnchorLinkChooserForm: {"link_text": LINK_TEXT},
    choosers.EmailLinkChooserForm: {
        "link_text": LINK_TEXT,
        "email_address": _("Email address"),
        "subject": _("Subject"),
        "body": _("Body"),
    },
    choosers.PhoneLinkChooserForm: {"link_text": LINK_TEXT, "phone_number": _("Phone number")},
    PagePermissionsForm: {"page": PAGE},
    WorkflowPageForm: {"page": PAGE},
}


class NamedTaskChooserSearchForm(TaskChooserSearchForm):
    """Its field `task_type` is added by the form itself, without a label."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "task_type" in self.fields:
            self.fields["task_type"].label = _("Task type")


heading_of_editor = EditView.get_page_title


def heading_in_small_letters(view):
    """Wagtail puts the type of a page into its heading with a capital, as if a line began there."""
    kind = view.page_class
    return heading_of_editor(view).replace(str(kind.get_verbose_name()), str(kind._meta.verbose_name))


def apply():
    """Called once, when this app is ready."""
    for form, labels in LABELS.items():
        for name, label in labels.items():
            form.base_fields[name].label = label
    EditView.get_page_title = heading_in_small_letters
    workflows.TaskChooserSearchForm = NamedTaskChooserSearchForm
    # It counts its results without saying of what.
    SearchView.verbose_name_plural = Page._meta.verbose_name_plural
    for column in SiteIndexView.columns:
        if column.name in ("port", "site_name", "root_page"):
            column.label = capfirst(Site._meta.get_field(column.name).verbose_name)
