"""What nobody has decided about is refused: each address of the installed Wagtail is known, with its arguments."""

import pytest
from django.apps import apps
from django.urls import URLPattern, get_resolver, reverse

from submissions.guard import known
from submissions.guard.guard import PAGE_ARGUMENTS
from tests.submissions.states import make_piece

TOLD = ("at_leader", "at_board", "published_unit_draft")
LATER = {
    "an edit view with another argument": "/later/pages/{page}/edit/",
    "a new view about pages": "/later/pages/{page}/summary/",
    "a photo by another argument": "/later/images/1/",
    "a new view about documents": "/later/documents/1/",
    "a task by another argument": "/later/workflows/1/",
    "an API of pages": "/later/api/pages/",
    "an API of images": "/later/api/images/",
    "an API of documents, without a name": "/later/api/documents/",
}
# Of the page editor, about no page that is there yet: a kind of page, and its place is asked for by `add`.
ABOUT_NO_PAGE = {"choose_parent", "type_use", "type_use_results"}


def addresses(patterns, *, space=(), route="", named=(), unnamed=0):
    """(namespace, name, names of arguments, number of those without one, route, view) of all `patterns` and below."""
    for one in patterns:
        regex = one.pattern.regex
        names = (*named, *regex.groupindex)
        number = 0 if names else unnamed + regex.groups
        below = route + str(one.pattern)
        if isinstance(one, URLPattern):
            yield ":".join(space), one.name or "", frozenset(names), number, below, one.callback
        else:
            inner = (*space, one.namespace) if one.namespace else space
            yield from addresses(one.url_patterns, space=inner, route=below, named=names, unnamed=number)


def is_wagtails(space, name):
    return (space or name).startswith("wagtail")


def test_each_address_of_the_installed_wagtail_is_known():
    """A new one in an update is red here until somebody has looked at what it asks and whom it answers."""
    found = {
        (space, name, names, number): route
        for space, name, names, number, route, _view in addresses(get_resolver().url_patterns)
        if is_wagtails(space, name)
    }
    assert len(found) > 150
    assert {one: route for one, route in found.items() if one not in known.ADDRESSES} == {}


def test_all_other_addresses_of_the_back_office_are_ours():
    """By the module of the view, or the model of the viewset: nothing of a package is there under a name of its own."""
    ours = {config.name for config in apps.get_app_configs() if "site-packages" not in config.path}
    foreign = {
        f"{space}:{name} {route}"
        for space, name, _names, _number, route, view in addresses(get_resolver("site_cms.urls").url_patterns)
        if route.startswith("admin/") and not is_wagtails(space, name) and home_of(view) not in ours
    }
    # Wagtail's page for an address that is none; and its view of tags, with what we ask before it (media/tag_urls.py).
    assert foreign == {": admin/^.*/$", ": admin/test404/", r": admin/tag-autocomplete/^(?:[-\w]+/[-\w]+/)?$"}


def home_of(view):
    """The app (a name) whose view, or whose model's viewset, this is."""
    model = getattr(view, "view_initkwargs", {}).get("model")
    view_class = getattr(view, "view_class", None)
    if model is None and view_class is not None:
        model = getattr(view_class, "model", None)
    of_view = (view_class or view).__module__.partition(".")[0]
    return model._meta.app_config.name if model is not None and of_view == "wagtail" else of_view


def test_the_page_is_found_in_each_address_about_one():
    missing = [
        f"{name} ({arguments})"
        for arguments, names in known.KNOWN["wagtailadmin_pages"].items()
        for name in names.split()
        if arguments and not arguments.startswith("*") and not set(arguments.split()) & set(PAGE_ARGUMENTS)
    ]
    assert {one.partition(" ")[0] for one in missing} == ABOUT_NO_PAGE


@pytest.mark.django_db
@pytest.mark.parametrize("later", LATER)
@pytest.mark.parametrize("who", ["superuser", "editor", "contributor"])
def test_what_a_later_wagtail_has_otherwise_is_refused_to_everybody(client, cast, settings, caplog, who, later):
    settings.ROOT_URLCONF = "tests.submissions.guard.renamed"
    page = make_piece("at_board", cast)
    client.force_login(getattr(cast, who))
    address = LATER[later].format(page=page.pk)
    assert client.get(address).status_code == client.post(address).status_code == 404
    assert "nobody has decided" in caplog.text


@pytest.mark.django_db
@pytest.mark.parametrize("version", ["earliest", "latest"])
@pytest.mark.parametrize("who", ["editor", "desk"])
def test_versions_are_compared_by_whoever_may_read_both_however_they_are_named(client, cast, settings, who, version):
    """On Wagtail 8.0 the arguments have names, and the page is `pk`."""
    settings.ROOT_URLCONF = "tests.submissions.guard.renamed"
    page = make_piece("published_unit_draft", cast)
    client.force_login(getattr(cast, who))
    first = "earliest" if version == "earliest" else page.revisions.earliest("pk").pk
    address = f"/later/pages/{page.pk}/revisions/compare/{first}...latest/"
    assert client.get(address)["Location"] == reverse("submissions:piece", args=[page.pk])
    client.force_login(cast.contributor)
    assert client.get(address).content == b"shown"


@pytest.mark.django_db
def test_no_api_of_pages_images_or_documents_answers_the_public(client):
    """Wagtail's public API is not installed, and could not be reached if it were (above)."""
    assert not [config.name for config in apps.get_app_configs() if config.name.startswith("wagtail.api")]
    found = {space for space, *_rest in addresses(get_resolver("site_cms.urls").url_patterns) if "api" in space}
    assert found == {"wagtailadmin_api:documents", "wagtailadmin_api:images", "wagtailadmin_api:pages"}
    for path in ("/api/v2/pages/", "/api/v2/images/", "/api/v2/documents/", "/api/"):
        assert client.get(path).status_code == 404
    # The back office's own: to nobody who is not logged in.
    for kind in ("documents", "images", "pages"):
        answer = client.get(reverse(f"wagtailadmin_api:{kind}:listing"))
        assert answer.status_code in (302, 403), kind
