"""Addresses of the own log-in and of lost second factors in the back office; the log-in itself is in urls.py."""

from django.urls import path

from doors.own import views as own
from doors.resetting import views as resetting

own_patterns = (
    [
        path("", own.SecurityView.as_view(), name="index"),
        path("bo/<int:pk>/", own.RemoveView.as_view(), name="remove"),
        path("ma-du-phong/", own.NewCodesView.as_view(), name="codes"),
        path("phien/<int:pk>/ket-thuc/", own.EndSessionView.as_view(), name="end_session"),
        path("phien/ket-thuc-cac-phien-khac/", own.EndOthersView.as_view(), name="end_others"),
    ],
    "own_security",
)

reset_patterns = (
    [
        path("", resetting.WaitingView.as_view(), name="index"),
        path("tai-khoan/<int:pk>/", resetting.AccountView.as_view(), name="account"),
        path("tai-khoan/<int:pk>/de-nghi/", resetting.AskView.as_view(), name="ask"),
        path("<int:pk>/xac-nhan/", resetting.ConfirmView.as_view(), name="confirm"),
        path("<int:pk>/thoi/", resetting.WithdrawView.as_view(), name="withdraw"),
    ],
    "factor_resets",
)
