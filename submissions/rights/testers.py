"""Wagtail's page permission testers, answering from the predicates in rights.py.

Wagtail gives a superuser and a page's owner everything; here neither means anything for a piece of news.
"""

from wagtail.models import PagePermissionTester

from submissions.rights import rights, roles


class ClosedTester(PagePermissionTester):
    """What is nobody's, on a piece and above it: copying, moving, locking, privacy, Wagtail's own "unpublish"."""

    def can_unpublish(self):
        """Taking a piece down asks for a reason, which Wagtail's view does not: see decisions.take_down."""
        return False

    def can_publish_subpage(self):
        """No piece is created and published in one go."""
        return False

    def can_set_view_restrictions(self):
        return False

    def can_lock(self):
        return False

    def can_unlock(self):
        return False

    def can_reorder_children(self):
        return False

    def can_move(self):
        return False

    def can_move_to(self, destination):
        return False

    def can_copy(self):
        return False

    def can_copy_to(self, destination, recursive=False):
        return False


class NewsPermissionTester(ClosedTester):
    """What a person may do to one piece of news."""

    def can_edit(self):
        return rights.user_can_edit_news(self.user, self.page)

    def can_delete(self, ignore_bulk=False):
        return rights.user_can_delete_news(self.user, self.page)

    def can_publish(self):
        return rights.user_can_publish_news(self.user, self.page)

    def can_unschedule(self):
        return rights.user_can_unschedule_news(self.user, self.page)

    def can_submit_for_moderation(self):
        return self.page.has_workflow and rights.user_can_submit_news(self.user, self.page)

    def can_be_named(self):
        """By its newest title, which is not always theirs to read."""
        seen = rights.user_can_see_news(self.user, self.page)
        return seen and rights.user_reads_newest(self.user, self.page)

    def can_view_revisions(self):
        return rights.user_can_see_news(self.user, self.page)

    def can_add_subpage(self):
        return False


class StructurePermissionTester(ClosedTester):
    """The news root and the units' pages: a place to write under, for administrators to title, and nothing else."""

    def can_edit(self):
        return self.user.is_active and self.user.has_perm("submissions.change_unit")

    def can_publish(self):
        return self.can_edit()

    def can_submit_for_moderation(self):
        return False

    def can_add_subpage(self):
        """Members write under their own unit's page; nobody else adds anything here."""
        # From the person's own units, which are read once: a list of pages asks this of each.
        own = (unit for unit in roles.units_of(self.user) if unit.page_id == self.page.pk)
        return any(roles.user_can_write_for(self.user, unit) for unit in own)

    def can_delete(self, ignore_bulk=False):
        return False
