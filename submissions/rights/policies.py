"""Page and collection grants computed from memberships and roles at each request, instead of permission rows.

One source of who belongs where, right at midnight without anything running, and the same rule for every list,
search, chooser and report that asks Wagtail's permission policies (docs/rights.md).
"""

from dataclasses import dataclass, field
from types import SimpleNamespace

from django.db.models import Q
from wagtail.models import Collection, Page
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permission_policies.pages import PagePermissionPolicy

from submissions.rights import roles

NO_NEWS = Q(newspage__isnull=True)
# What the board tells in its own name has lists of its own (submissions/statements).
NO_STATEMENTS = Q(statement_hands=None, statement_records=None)
NEWS_ROOT = Q(newsindexpage__isnull=False)
# Wagtail's lists and searches name a page by its newest title, which the unit may have written since. What the board
# works on stands in its own lists (submissions/standing/titles.py).
SEEN_BY_BOARD = NO_NEWS | Q(newspage__sent_at__isnull=False, live=True)


@dataclass(frozen=True)
class Grant:
    """One permission on a page or a collection and on what lies below it, in the shape of Wagtail's own rows."""

    codename: str
    page: Page | None = None
    collection: Collection | None = None
    # Which of the pages below a list may show; hashing leaves it out.
    limit: Q | None = field(default=None, compare=False)

    @property
    def permission(self):
        return SimpleNamespace(codename=self.codename)

    @property
    def page_id(self):
        return self.page.pk

    @property
    def collection_id(self):
        return self.collection.pk


def page_grants(user):
    """The Grants on pages of `user` (no superuser: Wagtail asks for none): own units, the board's view, the site."""
    grants = [
        Grant(codename, page=unit.page)
        for unit in roles.units_of(user)
        if unit.page is not None
        for codename in ("add_page", "change_page")
    ]
    if roles.user_can_use_board_queue(user):
        grants += [Grant("change_page", page=root, limit=SEEN_BY_BOARD) for root in Page.objects.filter(NEWS_ROOT)]
    if roles.user_is_site_manager(user):
        homes = Page.objects.filter(depth=2)
        grants += [
            Grant(codename, page=home, limit=NO_NEWS & NO_STATEMENTS)
            for home in homes
            for codename in ("add_page", "change_page", "publish_page")
        ]
    return grants


def collection_grants(user):
    """The Grants on collections of `user`: a unit's people on their unit's, the board and the site on their own."""
    collections = {unit.collection for unit in roles.units_of(user) if unit.collection is not None}
    names = []
    if roles.user_is_editor(user):
        names.append(BOARD_COLLECTION)
    if roles.user_is_site_manager(user):
        names.append(SITE_COLLECTION)
    if names:
        collections |= set(Collection.objects.filter(name__in=names, depth=2, unit=None))
    return {Grant(codename, collection=collection) for collection in collections for codename in FILE_CODENAMES}


# Made by migration. What a unit uploads is its own until it submits it (docs/rights.md).
BOARD_COLLECTION = "Ban Biên tập"
SITE_COLLECTION = "Ảnh của trang"
FILE_CODENAMES = [f"{action}_{model}" for action in ("add", "change", "choose") for model in ("image", "document")]


class ComputedPagePolicy(PagePermissionPolicy):
    """Wagtail's page policy over computed grants."""

    def get_all_permissions_for_user(self, user):
        if not user.is_active or user.is_anonymous or user.is_superuser:
            return []
        return page_grants(user)

    def instances_user_has_any_permission_for(self, user, actions):
        """Pages below the grants, each within its limit: the board's lists start at the leader's approval."""
        everything = self._base_queryset_for_user(user)
        if everything is not None:
            return everything
        codenames = self._get_permission_codenames(actions)
        pages = self.model._default_manager.none()
        for grant in self.get_cached_permissions_for_user(user):
            if grant.codename in codenames:
                below = self.model._default_manager.descendant_of(grant.page, inclusive=True)
                pages |= below if grant.limit is None else below.filter(grant.limit)
        return pages


class ComputedCollectionPolicy(CollectionOwnershipPermissionPolicy):
    """Wagtail's policy for photos and documents over computed grants; what was submitted stays as it is.

    Board and desk may choose what reached the board, of every unit, and nothing else of theirs.
    """

    def get_all_permissions_for_user(self, user):
        if not user.is_active or user.is_anonymous or user.is_superuser:
            return set()
        return collection_grants(user)

    def user_has_any_permission_for_instance(self, user, actions, instance):
        if getattr(instance, "is_held", False):
            actions = set(actions) - {"change", "delete"}
        received = "choose" in actions and getattr(instance, "reached_board", False)
        if received and roles.user_can_choose_received_files(user):
            return True
        return bool(actions) and wagtail_instance_check(self, user, actions, instance)

    def instances_user_has_any_permission_for(self, user, actions):
        files = wagtail_instances(self, user, actions)
        if "choose" in actions and roles.user_can_choose_received_files(user):
            files |= self.model._default_manager.filter(reached_board=True)
        return files


wagtail_instance_check = CollectionOwnershipPermissionPolicy.user_has_any_permission_for_instance
wagtail_instances = CollectionOwnershipPermissionPolicy.instances_user_has_any_permission_for
COLLECTION_METHODS = (
    "get_all_permissions_for_user",
    "user_has_any_permission_for_instance",
    "instances_user_has_any_permission_for",
)


def install():
    """Put the computed policies in force.

    Wagtail 7.4 has no seam for this: its policies are imported by name in some 25 modules, so the two classes
    carry the methods themselves. From 8.0 on `register_permission_policy` is the seam, and this function
    becomes two calls of it.
    """
    for name in ("get_all_permissions_for_user", "instances_user_has_any_permission_for"):
        setattr(PagePermissionPolicy, name, vars(ComputedPagePolicy)[name])
    for name in COLLECTION_METHODS:
        setattr(CollectionOwnershipPermissionPolicy, name, vars(ComputedCollectionPolicy)[name])
