"""The register of officers on the screen and as files: who is in charge in each unit, and who came and went."""

from django import forms
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View
from wagtail.admin.widgets import AdminDateInput

from submissions.models import UnitKind
from submissions.officers import changes, wording
from submissions.officers.docx import register_docx
from submissions.officers.register import Register
from submissions.officers.tables import ChangesTable, RegisterTable
from submissions.officers.xlsx import register_xlsx
from submissions.rights import roles
from submissions.screens.access import AllowedMixin, ScreenMixin
from submissions.screens.downloads import DOCX, XLSX, as_file
from vietnamese.dates import screen_date, today

REGISTER_TITLE = _("Register of officers")


class RegisterFilter(forms.Form):
    """Read from the address, so that a list can be sent on. What cannot be read narrows nothing, and is said."""

    day = forms.DateField(label=_("In force on the day"), required=False, widget=AdminDateInput)
    block = forms.ChoiceField(label=_("Block of units"), required=False)
    with_leaders = forms.BooleanField(label=_("Leaders of the units too"), required=False)
    only_missing = forms.BooleanField(label=_("Only units that have registered nobody"), required=False)

    def __init__(self, data):
        asked = data.copy()
        asked.setdefault("day", screen_date(today()))
        super().__init__(asked)
        blocks = sorted(set(UnitKind.objects.blocks().values()))
        self.fields["block"].choices = [("", _("All")), *((b.number, f"{b.number}. {b.title}") for b in blocks)]

    def register(self):
        """The Register as the filter asks for it."""
        self.full_clean()
        asked = {name: value for name, value in self.cleaned_data.items() if value}
        return Register(**asked)


class RegisterMixin(AllowedMixin):
    """What the screen and the files share: who may read them, and what was asked for."""

    allowed = staticmethod(roles.user_can_read_register)

    @cached_property
    def filter(self):
        return RegisterFilter(self.request.GET)

    @cached_property
    def register(self):
        return self.filter.register()


class RegisterView(RegisterMixin, ScreenMixin, TemplateView):
    template_name = "submissions/officers/officers.html"
    page_title = REGISTER_TITLE
    header_icon = "group"

    def get_context_data(self, **kwargs):
        register = self.register
        return super().get_context_data(
            filter=self.filter,
            register=register,
            table=RegisterTable(register.rows),
            changes=ChangesTable(changes.changes_of(register)),
            title=capfirst(wording.title()),
            notes=wording.title_notes(register),
            can_set_deadline=roles.user_can_set_register_deadline(self.request.user),
            query=self.request.GET.urlencode(),
            media=self.filter.media,
            **kwargs,
        )


class RegisterFileView(RegisterMixin, View):
    """The rows of the screen as a file."""

    content_type: str
    suffix: str

    def get(self, request, *args, **kwargs):
        name = f"danh-sach-phu-trach-{self.register.day:%Y-%m-%d}.{self.suffix}"
        return as_file(self.written(), name=name, content_type=self.content_type)


class RegisterXlsxView(RegisterFileView):
    content_type = XLSX
    suffix = "xlsx"

    def written(self):
        return register_xlsx(self.register)


class RegisterDocxView(RegisterFileView):
    content_type = DOCX
    suffix = "docx"

    def written(self):
        return register_docx(self.register)
