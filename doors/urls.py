"""Log-in, its steps and the own account, in the place of Wagtail's own views; below /admin/."""

from django.urls import include, path
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from wagtail.admin.auth import require_admin_access

from doors.entering import login, oidc, set_up
from doors.own.account import AccountView

secret = sensitive_post_parameters()

steps = (
    [
        path("login/ma/", login.CodeView.as_view(), name="code"),
        path("login/thiet-lap/", set_up.SetUpView.as_view(), name="set_up"),
        path("login/thiet-lap/khoa/", set_up.SetUpView.as_view(way="passkey"), name="set_up_passkey"),
        path("login/xac-nhan/", set_up.ProveView.as_view(), name="prove"),
        path("login/co-quan/lien-ket/", oidc.ConnectView.as_view(), name="oidc_connect"),
    ],
    "doors",
)

urlpatterns = [
    path("login/", secret(never_cache(login.LoginView.as_view())), name="wagtailadmin_login"),
    path("account/", require_admin_access(never_cache(AccountView.as_view())), name="wagtailadmin_account"),
    path("", include(steps)),
    # By the names that allauth's provider asks for.
    path("login/co-quan/<slug:provider_id>/", oidc.begin, name="openid_connect_login"),
    path("login/co-quan/<slug:provider_id>/ve/", oidc.come_back, name="openid_connect_callback"),
]
