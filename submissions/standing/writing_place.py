"""Where a person writes a piece: in the quick form as long as it may be used, else in the full editor."""

from django.urls import reverse

from submissions.rights import rights


def address_to_write(user, page):
    """The address of the form in which `user` changes `page`; "" where the piece is not theirs to change now."""
    if rights.user_can_write_quickly(user, page):
        return reverse("submissions:quick", args=[page.pk])
    return reverse("wagtailadmin_pages:edit", args=[page.pk]) if rights.user_can_edit_news(user, page) else ""
