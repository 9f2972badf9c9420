"""Addresses of what nobody has collected, under /admin/nhuan-but/chua-nhan/."""

from django.urls import path

from royalties.unclaimed import views

app_name = "unclaimed_royalties"

urlpatterns = [
    path("", views.UnclaimedListView.as_view(), name="index"),
    path("tai-xlsx/", views.UnclaimedXlsxView.as_view(), name="xlsx"),
    path("<int:pk>/", views.UnclaimedView.as_view(), name="one"),
    path("<int:pk>/thong-bao/<int:number>/", views.NoticeView.as_view(), name="notice"),
    path("<int:pk>/da-nhan/", views.CollectedView.as_view(), name="collected"),
    path("<int:pk>/chuyen-quy/", views.TransferView.as_view(), name="transfer"),
    path("<int:pk>/ghi-nham/", views.WithdrawView.as_view(), name="withdraw"),
    path("<int:pk>/lay-lai/", views.TakeBackView.as_view(), name="take_back"),
    path("ghi/<int:list_id>/<int:line_id>/", views.SetAsideView.as_view(), name="set_aside"),
]
