"""Vietnamese names of permissions: `migrate` makes them in English, and the form of a group shows them as they are."""

from django.apps import apps as installed_apps
from django.conf import settings
from django.contrib.auth import get_permission_codename
from django.contrib.auth.management import create_permissions
from django.db.models.signals import post_migrate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

# What stands in `Meta.permissions` is stored as it stands there; named here, so that it is translated.
OF_MODELS = (
    gettext_noop("Can access Wagtail admin"),
    gettext_noop("Delete pages with children"),
    gettext_noop("Lock/unlock pages you've locked"),
    gettext_noop("Publish any page"),
    gettext_noop("Unlock any page"),
    gettext_noop("Can choose document"),
    gettext_noop("Can choose image"),
    gettext_noop("Edits and publishes: editorial board"),
    gettext_noop("Heads the editorial board"),
    gettext_noop("Runs the intake desk"),
    gettext_noop("Administers units, people and the site's structure"),
    gettext_noop("Sees and exports the tables of all units"),
    gettext_noop("Reads and exports the register of officers"),
    gettext_noop("Writes the monthly report: its remarks and its template"),
    gettext_noop("Prepares tables of royalties"),
    gettext_noop("Approves the coefficients of royalties"),
    gettext_noop("Sees all tables and payment lists of royalties"),
    gettext_noop("Sees totals of royalties and the budget"),
    gettext_noop("Draws up and checks payment lists, and enters what was paid"),
    gettext_noop("Approves lists for payment"),
    gettext_noop("Sees and enters identity, tax and bank numbers of authors"),
    gettext_noop("Keeps the budget"),
)


def connect():
    """Called once, when this app is ready."""
    post_migrate.connect(translate_names, dispatch_uid="submissions.accounts.permission_names")


def translate_names(app_config, *, using, apps=installed_apps, verbosity=0, **kwargs):
    """Write the Vietnamese names of the permissions of `app_config`; after post_migrate, for each app.

    `flush` sends the signal too, without `apps`.
    """
    try:
        permissions = apps.get_model("auth", "Permission").objects.using(using)
    except LookupError:
        return
    # Django's own receiver may come after this one, and then finds them made.
    create_permissions(app_config, verbosity=verbosity, using=using, apps=apps)
    with override(settings.LANGUAGE_CODE):
        names = {model._meta.model_name: names_of(model) for model in app_config.get_models()}
    changed = []
    for row in permissions.filter(content_type__app_label=app_config.label).select_related("content_type"):
        name = names.get(row.content_type.model, {}).get(row.codename, row.name)
        if row.name != name:
            row.name = name
            changed.append(row)
    if changed:
        permissions.bulk_update(changed, ["name"])


def names_of(model):
    """{codename: name in the language that is active} of the permissions of `model`."""
    patterns = {
        "add": _("Add: %(thing)s"),
        "change": _("Change: %(thing)s"),
        "delete": _("Delete: %(thing)s"),
        "view": _("View: %(thing)s"),
    }
    thing = {"thing": model._meta.verbose_name}
    names = {
        get_permission_codename(action, model._meta): patterns[action] % thing
        for action in model._meta.default_permissions
    }
    return names | {codename: _(str(name)) for codename, name in model._meta.permissions}
