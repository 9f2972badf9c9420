"""Addresses of the board's statements in the back office."""

from django.urls import path

from . import views

app_name = "statements"

urlpatterns = [
    path("", views.StatementsView.as_view(), name="index"),
    path("doc-nhieu/", views.ReadManyView.as_view(), name="read_many"),
    path("doc-nhieu/dang/", views.PublishManyView.as_view(), name="publish_many"),
    path("<int:pk>/", views.StatementView.as_view(), name="statement"),
    path("<int:pk>/cong-khai/", views.PublishView.as_view(), name="publish"),
    path("<int:pk>/rut/", views.WithdrawView.as_view(), name="withdraw"),
    path("<int:pk>/xoa/", views.DeleteView.as_view(), name="delete"),
]
