"""Addresses of our own screens in the back office, under /admin/."""

from django.urls import path

from submissions.desk import actions, lists, pieces, writing
from submissions.guides import views as guides_views
from submissions.officers import views
from submissions.quick import views as quick_views
from submissions.uploads import views as upload_views

app_name = "submissions"

urlpatterns = [
    path("", lists.UnitListView.as_view(), name="unit_list"),
    path("viet/", writing.WriteView.as_view(), name="write"),
    path("viet/<int:unit_pk>/", quick_views.QuickAddView.as_view(), name="quick_add"),
    path("<int:pk>/viet/", quick_views.QuickEditView.as_view(), name="quick"),
    path("cho-bien-tap/", lists.BoardQueueView.as_view(), name="board_queue"),
    path("da-nhan/", lists.ArchiveView.as_view(), name="archive"),
    path("<int:pk>/", pieces.PieceView.as_view(), name="piece"),
    path("<int:pk>/trinh/", actions.SubmitView.as_view(), name="submit"),
    path("<int:pk>/duyet/", actions.ApproveView.as_view(), name="approve"),
    path("<int:pk>/tra-lai/", actions.SendBackView.as_view(), name="send_back"),
    path("<int:pk>/rut-lai/", actions.WithdrawView.as_view(), name="withdraw"),
    path("<int:pk>/xoa/", actions.DeleteDraftView.as_view(), name="delete"),
    path("<int:pk>/dang/", actions.PublishView.as_view(), name="publish"),
    path("<int:pk>/hen-gio/", actions.ScheduleView.as_view(), name="schedule"),
    path("<int:pk>/huy-hen-gio/", actions.UnscheduleView.as_view(), name="unschedule"),
    path("<int:pk>/go-bai/", actions.TakeDownView.as_view(), name="take_down"),
    path("<int:pk>/gac-ban-sua/", actions.SetAsideView.as_view(), name="set_aside"),
    path("<int:pk>/trung/", actions.MarkDuplicateView.as_view(), name="mark_duplicate"),
]

guide_patterns = (
    [
        path("", guides_views.GuideListView.as_view(), name="index"),
        path("<slug:role>/", guides_views.GuideView.as_view(), name="guide"),
    ],
    "guides",
)

officer_patterns = (
    [
        path("", views.RegisterView.as_view(), name="register"),
        path("tai-xlsx/", views.RegisterXlsxView.as_view(), name="xlsx"),
        path("tai-docx/", views.RegisterDocxView.as_view(), name="docx"),
    ],
    "officers",
)

upload_patterns = (
    [
        path("", upload_views.BeginView.as_view(), name="begin"),
        path("<str:token>/", upload_views.UploadView.as_view(), name="upload"),
        path("<str:token>/xong/", upload_views.FinishView.as_view(), name="finish"),
    ],
    "photo_uploads",
)
