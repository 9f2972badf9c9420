"""What the form of a group shows of permissions is Vietnamese, and stays so when `migrate` runs again."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories
from tests.language.allowed import strange
from tests.submissions.registers import log_in

pytestmark = pytest.mark.django_db
ROYALTIES = {"prepare_tables", "approve_tables", "view_tables", "view_totals", "check_lists", "approve_lists"} | {
    "see_personal_details",
    "keep_budget",
}


def test_permissions_in_the_form_of_a_group_are_vietnamese(client):
    root = log_in(client, factories.UserFactory(is_superuser=True))
    response = root.get(reverse("wagtailusers_groups:add"))
    shown = Permission.objects.filter(pk__in=response.context["form"].fields["permissions"].queryset)
    assert "Thêm: cơ quan, đơn vị" in {permission.name for permission in shown}
    assert list(strange(permission.name for permission in shown)) == []
    assert "Thêm: cơ quan, đơn vị" in response.content.decode()
    assert {permission.codename for permission in shown} >= ROYALTIES


def test_the_central_roles_are_named_as_the_office_says():
    named = dict(Permission.objects.filter(content_type__model="newspage").values_list("codename", "name"))
    assert named["run_desk"] == "Thường trực Ban Biên tập"
    assert named["add_newspage"] == "Thêm: tin, bài"


def test_an_english_name_is_mended_and_nothing_is_written_twice():
    Permission.objects.filter(codename="publish_page").update(name="Publish any page")
    call_command("migrate", verbosity=0)
    assert Permission.objects.get(codename="publish_page").name == "Đăng mọi trang"
    with CaptureQueriesContext(
        connection,
    ) as queries:
        call_command("migrate", verbosity=0)
    assert [query["sql"] for query in queries if query["sql"].startswith("UPDATE")] == []


def test_a_permission_that_no_model_names_keeps_its_name():
    kind = apps.get_model("contenttypes", "ContentType").objects.get_by_natural_key("submissions", "unit")
    Permission.objects.create(content_type=kind, codename="count_unit", name="Đếm đơn vị")
    call_command("migrate", verbosity=0)
    assert Permission.objects.get(codename="count_unit").name == "Đếm đơn vị"


def test_what_flush_sends_names_no_apps_and_writes_the_names_all_the_same():
    Permission.objects.filter(codename="add_unit").update(name="Can add unit")
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
    assert Permission.objects.get(codename="add_unit").name.startswith("Thêm")
