"""The address of the numbers in the back office, below /admin/nhan-tin/."""

from django.urls import path

from subscriptions.desk.views import NumbersView

app_name = "subscriptions_desk"
urlpatterns = [path("", NumbersView.as_view(), name="numbers")]
