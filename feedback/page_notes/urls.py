from django.urls import path

from feedback.page_notes.views import NoteView

app_name = "page_notes"
urlpatterns = [path("", NoteView.as_view(), name="note")]
