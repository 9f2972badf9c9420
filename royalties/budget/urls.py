"""Addresses of the budget, below /admin/nhuan-but/du-toan/."""

from django.urls import path

from royalties.budget import views

app_name = "budget"
urlpatterns = [
    path("", views.RunningYearView.as_view(), name="running"),
    path("<int:year>/", views.BudgetView.as_view(), name="year"),
    path("<int:year>/chi-tiet/", views.EntriesView.as_view(), name="entries"),
    path("<int:year>/xlsx/", views.BudgetXlsxView.as_view(), name="xlsx"),
    path("<int:year>/docx/", views.BudgetDocxView.as_view(), name="docx"),
    path("<int:year>/csv/", views.BudgetCsvView.as_view(), name="csv"),
]
