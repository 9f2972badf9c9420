"""Addresses of the own lines and of the units' totals, under /admin/nhuan-but/."""

from django.urls import path

from royalties.own import own_views, unit_views

urlpatterns = [
    path("cua-toi/", own_views.OwnView.as_view(), name="own"),
    path("don-vi/", unit_views.UnitTotalsView.as_view(), name="units"),
    path("don-vi/<int:pk>/", unit_views.UnitMonthsView.as_view(), name="unit"),
]
