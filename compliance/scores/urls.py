"""Addresses of the points in the back office, under /admin/bao-cao/diem-thi-dua/."""

from django.urls import path

from compliance.scores import views

app_name = "scores"

urlpatterns = [
    path("", views.ScoresView.as_view(), name="scores"),
    path("tai-xlsx/", views.FileView.as_view(suffix="xlsx"), name="xlsx"),
    path("tai-docx/", views.FileView.as_view(suffix="docx"), name="docx"),
    path("danh-gia-cntt/tai-xlsx/", views.EvaluationFileView.as_view(suffix="xlsx"), name="evaluation_xlsx"),
    path("danh-gia-cntt/tai-docx/", views.EvaluationFileView.as_view(suffix="docx"), name="evaluation_docx"),
    path("<int:year>/don-vi/<int:pk>/", views.UnitScoreView.as_view(), name="unit"),
    path("<int:year>/don-vi/<int:pk>/y-kien/", views.ObjectView.as_view(), name="object"),
    path("<int:year>/don-vi/<int:pk>/y-kien/<int:objection>/", views.AnswerView.as_view(), name="answer"),
]
