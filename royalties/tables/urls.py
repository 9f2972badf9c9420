"""Addresses of the tables, under /admin/nhuan-but/bang-cham/."""

from django.urls import path

from royalties.tables import correction_views, file_views, index_views, line_views, table_views

app_name = "royalty_tables"

urlpatterns = [
    path("bang-cham/", index_views.RoyaltyListView.as_view(), name="list"),
    path("bang-cham/thu-lao/", index_views.RemunerationListView.as_view(), name="remuneration"),
    path("bang-cham/lap/", index_views.DrawUpView.as_view(), name="draw_up"),
    path("bang-cham/thu-lao/lap/", index_views.DrawUpRemunerationView.as_view(), name="draw_up_remuneration"),
    path("bang-cham/<int:pk>/", table_views.TableView.as_view(), name="table"),
    path("bang-cham/<int:pk>/tinh-lai/", table_views.RecomputeView.as_view(), name="recompute"),
    path("bang-cham/<int:pk>/trinh/", table_views.SubmitView.as_view(), name="submit"),
    path("bang-cham/<int:pk>/lay-lai/", table_views.TakeBackView.as_view(), name="take_back"),
    path("bang-cham/<int:pk>/tra-lai/", table_views.SendBackView.as_view(), name="send_back"),
    path("bang-cham/<int:pk>/duyet/", table_views.ApproveView.as_view(), name="approve"),
    path("bang-cham/<int:pk>/huy/", table_views.DiscardView.as_view(), name="discard"),
    path("bang-cham/<int:pk>/khau-tru/", correction_views.ChooseView.as_view(), name="deductions"),
    path("bang-cham/<int:pk>/khau-tru/<int:line_id>/", correction_views.DeductView.as_view(), name="deduct"),
    path("bang-cham/<int:pk>/chi-lai/<int:line_id>/", correction_views.RestoreView.as_view(), name="restore"),
    path("bang-cham/<int:pk>/tai-xlsx/", file_views.XlsxView.as_view(), name="xlsx"),
    path("bang-cham/<int:pk>/tai-docx/", file_views.DocxView.as_view(), name="docx"),
    path("bang-cham/<int:pk>/tai-csv/", file_views.CsvView.as_view(), name="csv"),
    path("bang-cham/<int:pk>/dong/<int:line_id>/", line_views.LineView.as_view(), name="line"),
    path("bang-cham/<int:pk>/dong/<int:line_id>/he-so/", line_views.CoefficientView.as_view(), name="coefficient"),
    path("bang-cham/<int:pk>/dong/<int:line_id>/ty-le/", line_views.PercentView.as_view(), name="percent"),
    path("bang-cham/<int:pk>/dong/<int:line_id>/tac-gia/", line_views.AuthorView.as_view(), name="author"),
    path("bang-cham/<int:pk>/dong/<int:line_id>/tac-gia-moi/", line_views.NewAuthorView.as_view(), name="new_author"),
    path("bang-cham/<int:pk>/dong/<int:line_id>/khong-chi/", line_views.UnpaidView.as_view(), name="unpaid"),
    path("bang-cham/<int:pk>/dong/<int:line_id>/chi-lai/", line_views.PayAgainView.as_view(), name="pay_again"),
    path("bang-cham/<int:pk>/dong/<int:line_id>/khuyen-khich/", line_views.EncourageView.as_view(), name="encourage"),
    path("bang-cham/<int:pk>/dong/<int:line_id>/tang-them/", line_views.SurchargeView.as_view(), name="surcharge"),
    path("bang-cham/<int:pk>/dong/<int:line_id>/bo/", line_views.TakeOffView.as_view(), name="take_off"),
]
