"""Under Cài đặt: the Word template of the monthly report, shipped or the office's own."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, View

from compliance.findings.annex import ANNEX
from compliance.models import ReportTemplate
from compliance.papers import fields
from compliance.papers.forms import TemplateForm
from compliance.papers.shipped import report_template
from compliance.rights import permissions
from submissions.screens.access import AllowedMixin, ScreenMixin
from submissions.screens.downloads import DOCX, as_file
from vietnamese.dates import today
from vietnamese.files.official import layout_on

TEMPLATE_TITLE = gettext_lazy("Template of the monthly report")


class TemplateMixin(AllowedMixin):
    """For the desk alone."""

    allowed = staticmethod(permissions.user_can_write_report)


class TemplateView(TemplateMixin, ScreenMixin, FormView):
    """Which template is in use, what fields there are, and another one to take."""

    template_name = "compliance/papers/report_template.html"
    form_class = TemplateForm
    page_title = TEMPLATE_TITLE
    header_icon = "doc-full"

    @cached_property
    def own(self):
        return ReportTemplate.in_use()

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            own=self.own, texts=fields.TEXTS, lists=fields.LISTS, columns=ANNEX, bold=fields.BOLD, **kwargs
        )

    def form_valid(self, form):
        name = form.cleaned_data["file"].name
        ReportTemplate.replace(name=name, content=form.content, by=self.request.user)
        messages.success(self.request, _("The template “%(name)s” is used from now on.") % {"name": name})
        return redirect("compliance:template")

    def form_invalid(self, form):
        messages.error(self.request, _("The template was not taken; the one in use stays."))
        return super().form_invalid(form)


class ReturnToShippedView(TemplateMixin, View):
    """Back to the shipped template; the office's own is kept in the database."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        ReportTemplate.return_to_shipped()
        messages.success(request, _("The shipped template is used from now on."))
        return redirect("compliance:template")


def shipped_today():
    """The shipped template (bytes) in the layout that is in force today."""
    return report_template(layout_on(today()))


class OwnTemplateView(TemplateMixin, View):
    """The template in use, to be changed in Word."""

    def get(self, request, *args, **kwargs):
        own = ReportTemplate.in_use()
        if own is None:
            return as_file(shipped_today(), name="mau-bao-cao-goc.docx", content_type=DOCX)
        return as_file(bytes(own.content), name=own.name, content_type=DOCX)


class ShippedTemplateView(TemplateMixin, View):
    """The shipped one, whatever is in use."""

    def get(self, request, *args, **kwargs):
        return as_file(shipped_today(), name="mau-bao-cao-goc.docx", content_type=DOCX)
