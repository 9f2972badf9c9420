"""Addresses of opinions in the back office, below /admin/lay-y-kien/."""

from django.urls import path

from consultation.desk import comment_views, list_views

app_name = "consultation"

urlpatterns = [
    path("", list_views.ConsultationsView.as_view(), name="index"),
    path("<int:pk>/", list_views.CommentsView.as_view(), name="comments"),
    path("<int:pk>/doc-nhieu/", list_views.ReadManyView.as_view(), name="read_many"),
    path("<int:pk>/doc-nhieu/cong-khai/", list_views.GiveManyView.as_view(), name="give_many"),
    path("<int:pk>/tep/xlsx/", list_views.XlsxView.as_view(), name="xlsx"),
    path("<int:pk>/tep/csv/", list_views.CsvView.as_view(), name="csv"),
    path("y-kien/<int:pk>/", comment_views.CommentView.as_view(), name="comment"),
    path("y-kien/<int:pk>/nguoi-gui/", comment_views.SenderView.as_view(), name="sender"),
    path("y-kien/<int:pk>/<slug:act>/", comment_views.ActView.as_view(), name="act"),
]
