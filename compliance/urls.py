"""Addresses of the report in the back office, under /admin/bao-cao/chi-tieu/."""

from django.urls import path

from compliance.closing import views as closing_views
from compliance.papers import template_views
from compliance.papers import views as papers_views
from compliance.table import views as table_views

app_name = "compliance"

urlpatterns = [
    path("", table_views.ReportView.as_view(), name="report"),
    path("tai-xlsx/", table_views.XlsxView.as_view(), name="xlsx"),
    path("tai-csv/", table_views.CsvView.as_view(), name="csv"),
    path("chot-so-lieu/", closing_views.ClosingView.as_view(), name="closing"),
    path("tin-bai/", table_views.PiecesView.as_view(), name="pieces"),
    path("bao-cao-ky/", papers_views.PapersView.as_view(), name="papers"),
    path("bao-cao-ky/nhan-xet/", papers_views.RemarksView.as_view(), name="remarks"),
    path("bao-cao-ky/tai-docx/", papers_views.ReportDocxView.as_view(), name="docx"),
    path("bao-cao-ky/ban-in/", papers_views.PrintView.as_view(), name="print"),
    path("bao-cao-ky/don-doc/", papers_views.UrgingLetterView.as_view(), name="urging"),
    path("bao-cao-ky/chan-chinh/", papers_views.CorrectingLetterView.as_view(), name="correcting"),
    path("bao-cao-ky/don-vi/<int:unit_pk>/", papers_views.UnitSheetView.as_view(), name="unit_sheet"),
    path("mau-bao-cao/", template_views.TemplateView.as_view(), name="template"),
    path("mau-bao-cao/tai-ve/", template_views.OwnTemplateView.as_view(), name="own_template"),
    path("mau-bao-cao/mau-goc/", template_views.ShippedTemplateView.as_view(), name="shipped"),
    path("mau-bao-cao/dung-mau-goc/", template_views.ReturnToShippedView.as_view(), name="return_to_shipped"),
]
