"""Wagtail's page permission tester for statements: nobody holds "publish", superusers included."""

from submissions.rights.testers import ClosedTester

from . import rules


class StatementTester(ClosedTester):
    def can_edit(self):
        return rules.user_can_edit_statement(self.user, self.page)

    def can_delete(self, ignore_bulk=False):
        return rules.user_can_delete_statement(self.user, self.page)

    def can_view_revisions(self):
        return rules.user_can_see_statement(self.user, self.page)

    def can_publish(self):
        """Never by Wagtail's own views: publishing.publish asks for another person, and for just what was read."""
        return False

    def can_unschedule(self):
        return False

    def can_submit_for_moderation(self):
        return False

    def can_add_subpage(self):
        return False


class StatementsPlaceTester(ClosedTester):
    """A page that statements hang below: their keepers write there; the page itself is nobody's."""

    def can_edit(self):
        return False

    def can_publish(self):
        return False

    def can_delete(self, ignore_bulk=False):
        return False

    def can_unschedule(self):
        return False

    def can_submit_for_moderation(self):
        return False

    def can_add_subpage(self):
        kinds = [kind for kind in type(self.page.specific).allowed_subpage_models() if hasattr(kind, "is_kept_by")]
        return self.user.is_active and any(kind.is_kept_by(self.user) for kind in kinds)
