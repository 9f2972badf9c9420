"""Where the link in a mail leads: outside the back office, because it is opened without a log-in."""

from django.urls import path

from submissions.by_mail import views

app_name = "by_mail"

urlpatterns = [
    path("", views.OpenView.as_view(), name="open"),
    path("<int:pk>/", views.DecideView.as_view(), name="decide"),
]
