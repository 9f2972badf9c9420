"""A payment list as files. Personal numbers stand in them for the accountant alone."""

from django.core.exceptions import PermissionDenied
from django.views.generic import View

from royalties.lists.list_files import PaymentPaper, Statement, bank_csv, request_docx
from royalties.lists.list_rows import read_rows
from royalties.lists.page_views import ListMixin
from royalties.papers.paper import paper_docx, paper_xlsx
from royalties.rights import permissions
from submissions.screens.downloads import CSV, DOCX, XLSX, as_file


class FileView(ListMixin, View):
    """A file of the list; a draft, and what was sent back, says so in its name."""

    name, suffix, content_type = "", "", ""

    def get(self, request, *args, **kwargs):
        made = self.payment_list
        draft = "tra-lai-" if made.is_sent_back else "" if made.is_approved else "du-thao-"
        name = f"{draft}{self.name}-{made.pay_day:%Y-%m-%d}-so-{made.pk}.{self.suffix}"
        return as_file(self.content(), name=name, content_type=self.content_type)

    def content(self):
        raise NotImplementedError


class ListDocxView(FileView):
    name, suffix, content_type = "danh-sach-chi-tra", "docx", DOCX
    shows_numbers = True

    def content(self):
        return paper_docx(PaymentPaper.of(self.payment_list, with_numbers=self.sees_numbers))


class ListXlsxView(FileView):
    name, suffix, content_type = "danh-sach-chi-tra", "xlsx", XLSX
    shows_numbers = True

    def content(self):
        return paper_xlsx(PaymentPaper.of(self.payment_list, with_numbers=self.sees_numbers))


class StatementDocxView(FileView):
    name, suffix, content_type = "bang-ke-chi-tra", "docx", DOCX

    def content(self):
        return paper_docx(Statement.of(self.payment_list, with_numbers=False))


class StatementXlsxView(FileView):
    name, suffix, content_type = "bang-ke-chi-tra", "xlsx", XLSX

    def content(self):
        return paper_xlsx(Statement.of(self.payment_list, with_numbers=False))


class RequestView(FileView):
    name, suffix, content_type = "giay-de-nghi-thanh-toan", "docx", DOCX

    def content(self):
        return request_docx(PaymentPaper.of(self.payment_list, with_numbers=False))


class BankView(FileView):
    """For the accountant, once the list is approved: nothing is transferred before, nor when it was sent back."""

    allowed = staticmethod(permissions.user_can_see_personal_details)
    name, suffix, content_type = "chuyen-khoan", "csv", CSV
    shows_numbers = True

    def content(self):
        if not self.payment_list.is_approved or self.payment_list.is_sent_back:
            raise PermissionDenied
        return bank_csv(read_rows(self.payment_list, with_numbers=True), pay_day=self.payment_list.pay_day)
