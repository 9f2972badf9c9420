"""Addresses of subscriptions on the public site, below /nhan-tin/."""

from django.urls import path

from subscriptions.asking.views import ConfirmView, SubscribeView
from subscriptions.own.views import EndView, OwnView

app_name = "subscriptions"
urlpatterns = [
    path("", SubscribeView.as_view(), name="subscribe"),
    path("xac-nhan/<slug:token>/", ConfirmView.as_view(), name="confirm"),
    path("cua-toi/<slug:token>/", OwnView.as_view(), name="own"),
    path("thoi/<slug:token>/", EndView.as_view(), name="end"),
]
