"""Addresses of questions in the back office, below /admin/hoi-dap/."""

from django.urls import path

from feedback.desk import views
from feedback.desk.reading_log import ReadingLogView
from feedback.page_notes.desk_views import NoteDoneView, NotesView

app_name = "feedback"

urlpatterns = [
    path("", views.RegisterView.as_view(), name="register"),
    path("nhat-ky-doc/", ReadingLogView.as_view(), name="reading_log"),
    path("gop-y-trang/", NotesView.as_view(), name="notes"),
    path("gop-y-trang/<int:pk>/xong/", NoteDoneView.as_view(), name="note_done"),
    path("<int:pk>/", views.QuestionView.as_view(), name="question"),
    path("<int:pk>/nguoi-gui/", views.SenderView.as_view(), name="sender"),
    path("<int:pk>/anh/<int:photo>/", views.PhotoView.as_view(), name="photo"),
    path("<int:pk>/<slug:act>/", views.ActView.as_view(), name="act"),
]
