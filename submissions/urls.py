"""Addresses of our own screens in the back office, under /admin/."""

from django.urls import path

from submissions.arriving import views as arriving_views
from submissions.away import views as away_views
from submissions.by_mail import device_screens
from submissions.desk import actions, lists, pieces, writing
from submissions.ending_screens import views as ending_views
from submissions.guides import views as guides_views
from submissions.mail_in import views as letter_views
from submissions.officers import views
from submissions.papers import views as paper_views
from submissions.quick import views as quick_views
from submissions.upkeep import views as upkeep_views
from submissions.uploads import views as upload_views

app_name = "submissions"

urlpatterns = [
    path("", lists.UnitListView.as_view(), name="unit_list"),
    path("viet/", writing.WriteView.as_view(), name="write"),
    path("viet/<int:unit_pk>/", quick_views.QuickAddView.as_view(), name="quick_add"),
    path("viet/<int:unit_pk>/tu-word/", arriving_views.WordFilesView.as_view(), name="word"),
    path("<int:pk>/viet/", quick_views.QuickEditView.as_view(), name="quick"),
    path("cho-bien-tap/", lists.BoardQueueView.as_view(), name="board_queue"),
    path("da-nhan/", lists.ArchiveView.as_view(), name="archive"),
    path("vang-mat/", away_views.AwayView.as_view(), name="away"),
    path("vang-mat/<int:pk>/thoi/", away_views.EndStandInView.as_view(), name="end_stand_in"),
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
    path("<int:pk>/loi-nhan/", actions.RewordReasonView.as_view(), name="reword_reason"),
    path("<int:pk>/gac-ban-sua/", actions.SetAsideView.as_view(), name="set_aside"),
    path("<int:pk>/trung/", actions.MarkDuplicateView.as_view(), name="mark_duplicate"),
]

ending_patterns = (
    [
        path("", ending_views.EndingView.as_view(), name="assistant"),
        path("<int:pk>/huy/", ending_views.TakingBackView.as_view(), name="take_back"),
    ],
    "unit_endings",
)

upkeep_patterns = (
    [
        path("thu-gui-di/", upkeep_views.MailsView.as_view(), name="mails"),
        path("thu-gui-di/gui-lai/", upkeep_views.SendAgainView.as_view(), name="send_again"),
        path("tai-khoan-bi-khoa/", upkeep_views.LockedView.as_view(), name="locked"),
        path("tai-khoan-bi-khoa/mo/", upkeep_views.OpenView.as_view(), name="open"),
        path("nhat-ky/", upkeep_views.ChangesView.as_view(), name="changes"),
        path("dang-nhap/", upkeep_views.EntriesView.as_view(), name="entries"),
    ],
    "upkeep",
)

paper_patterns = (
    [
        path("", paper_views.PapersView.as_view(), name="index"),
        path("dinh-kem/<int:pk>/", paper_views.AttachView.as_view(), name="attach"),
        path("<int:pk>/", paper_views.PaperView.as_view(), name="paper"),
        path("<int:pk>/ban-quet/", paper_views.ScanView.as_view(), name="scan"),
        path("<int:pk>/xac-nhan/", paper_views.ConfirmView.as_view(), name="confirm"),
        path("<int:pk>/tra-lai/", paper_views.RefuseView.as_view(), name="refuse"),
    ],
    "papers",
)

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

letter_patterns = (
    [
        path("", letter_views.LettersView.as_view(), name="index"),
        path("<int:pk>/", letter_views.LetterView.as_view(), name="letter"),
        path("<int:pk>/nhan/", letter_views.TakeView.as_view(), name="take"),
        path("<int:pk>/bo/", letter_views.DropView.as_view(), name="drop"),
    ],
    "letters",
)

device_patterns = (
    [
        path("", device_screens.OwnDevicesView.as_view(), name="own"),
        path("tai-khoan/<int:pk>/", device_screens.DevicesView.as_view(), name="account"),
        path("<int:pk>/ket-thuc/", device_screens.EndDeviceView.as_view(), name="end"),
    ],
    "devices",
)

upload_patterns = (
    [
        path("", upload_views.BeginView.as_view(), name="begin"),
        path("<str:token>/", upload_views.UploadView.as_view(), name="upload"),
        path("<str:token>/xong/", upload_views.FinishView.as_view(), name="finish"),
    ],
    "photo_uploads",
)
