"""What Wagtail's page chooser offers: it asks no permission and would list every draft."""

from submissions import permissions


def linkable_pages(pages, request):
    """What a link may lead to: what is live, and the drafts of the person's own units."""
    own = pages.none()
    for unit in permissions.units_of(request.user):
        if unit.page is not None:
            own |= pages.descendant_of(unit.page, inclusive=True)
    return pages.live() | own
