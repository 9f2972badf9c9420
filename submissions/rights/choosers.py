"""What a link may lead to. Wagtail's page chooser asks no permission and would list every draft."""

from submissions.rights import roles
from submissions.rights.testers import NewsPermissionTester


def linkable_pages(pages, request):
    """What a link may lead to: what is live, and the drafts of the person's own units."""
    own = pages.none()
    for unit in roles.units_of(request.user):
        if unit.page is not None:
            own |= pages.descendant_of(unit.page, inclusive=True)
    return pages.live() | own


def user_can_link_to_page(user, page):
    """Whether `user` may be told title and address of `page` (a specific page): what is live, and what is theirs."""
    if page.live or user.is_superuser:
        return True
    tester = page.permissions_for_user(user)
    # Who may read a piece may name it; of other pages, who may edit them.
    return tester.can_be_named() if isinstance(tester, NewsPermissionTester) else tester.can_edit()
