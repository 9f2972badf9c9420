"""The approval chain: leader, then board, in one workflow; Wagtail's own "Moderators approval" goes.

NewsPage.get_workflow finds the chain by the classes of its tasks, so it needs no row at a page.
"""

from django.db import migrations

WORKFLOW = "Duyệt tin, bài"
STEPS = [
    ("UnitLeaderApprovalTask", "Lãnh đạo đơn vị duyệt"),
    ("EditorialReviewTask", "Ban Biên tập duyệt đăng"),
]
WAGTAIL_WORKFLOW = "Moderators approval"


def make_chain(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Workflow = apps.get_model("wagtailcore", "Workflow")
    WorkflowTask = apps.get_model("wagtailcore", "WorkflowTask")
    chain, _ = Workflow.objects.get_or_create(name=WORKFLOW, defaults={"active": True})
    for order, (model, name) in enumerate(STEPS):
        content_type, _ = ContentType.objects.get_or_create(app_label="submissions", model=model.lower())
        Step = apps.get_model("submissions", model)
        step = Step.objects.first() or Step.objects.create(name=name, active=True, content_type=content_type)
        WorkflowTask.objects.get_or_create(workflow=chain, task_id=step.pk, defaults={"sort_order": order})
    apps.get_model("wagtailcore", "WorkflowPage").objects.filter(workflow__name=WAGTAIL_WORKFLOW).delete()
    Workflow.objects.filter(name=WAGTAIL_WORKFLOW).delete()
    apps.get_model("wagtailcore", "Task").objects.filter(name=WAGTAIL_WORKFLOW).delete()


def remove_chain(apps, schema_editor):
    Workflow = apps.get_model("wagtailcore", "Workflow")
    Workflow.objects.filter(name=WORKFLOW).delete()
    for model, _name in STEPS:
        apps.get_model("submissions", model).objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("submissions", "0004_categories")]

    operations = [migrations.RunPython(make_chain, remove_chain)]
