"""Addresses of the payment lists, under /admin/nhuan-but/chi-tra/."""

from django.urls import path

from royalties.lists import decision_views, file_views, index_views, page_views, year_views

app_name = "payment_lists"

urlpatterns = [
    path("", index_views.PaymentListsView.as_view(), name="index"),
    path("lap/", index_views.DrawUpView.as_view(), name="draw_up"),
    path("<int:pk>/", page_views.PaymentListView.as_view(), name="list"),
    path("<int:pk>/nguoi/<int:line_id>/", page_views.PersonView.as_view(), name="person"),
    path("<int:pk>/nguoi/<int:line_id>/thue/", decision_views.StaffTaxView.as_view(), name="tax"),
    path("<int:pk>/nguoi/<int:line_id>/doi-tuong/", decision_views.KindView.as_view(), name="kind"),
    path("<int:pk>/gop/<int:other>/", decision_views.PutTogetherView.as_view(), name="put_together"),
    path("<int:pk>/kiem-tra/", decision_views.CheckView.as_view(), name="check"),
    path("<int:pk>/tinh-lai/", decision_views.RecomputeView.as_view(), name="recompute"),
    path("<int:pk>/lay-lai/", decision_views.TakeBackView.as_view(), name="take_back"),
    path("<int:pk>/tra-lai/", decision_views.SendBackView.as_view(), name="send_back"),
    path("<int:pk>/tra-lai-da-duyet/", decision_views.SendBackApprovedView.as_view(), name="send_back_approved"),
    path("<int:pk>/duyet-chi/", decision_views.ApproveView.as_view(), name="approve"),
    path("<int:pk>/da-chi/", decision_views.PaidView.as_view(), name="paid"),
    path("<int:pk>/huy/", decision_views.DiscardView.as_view(), name="discard"),
    path("<int:pk>/tai-docx/", file_views.ListDocxView.as_view(), name="docx"),
    path("<int:pk>/tai-xlsx/", file_views.ListXlsxView.as_view(), name="xlsx"),
    path("<int:pk>/bang-ke-docx/", file_views.StatementDocxView.as_view(), name="statement_docx"),
    path("<int:pk>/bang-ke-xlsx/", file_views.StatementXlsxView.as_view(), name="statement_xlsx"),
    path("<int:pk>/de-nghi-thanh-toan/", file_views.RequestView.as_view(), name="request"),
    path("<int:pk>/ngan-hang/", file_views.BankView.as_view(), name="bank"),
    path("nam/<int:year>/", year_views.YearView.as_view(), name="year"),
    path("nam/<int:year>/tai-xlsx/", year_views.YearXlsxView.as_view(), name="year_xlsx"),
]
