"""Who read or changed personal numbers, for the administrator: whose, when and by whom, never what they are."""

from django.utils.translation import gettext_lazy as _

from royalties.models import Author, PaymentList
from royalties.personal.personal_log import CHANGED, READ
from royalties.rights.permissions import user_can_view_personal_log
from submissions.screens.access import AllowedMixin
from submissions.upkeep.changes import Family
from submissions.upkeep.views import LogView

PERSONAL_LOG_TITLE = _("Who read personal numbers")


class PersonalLogView(AllowedMixin, LogView):
    allowed = staticmethod(user_can_view_personal_log)
    page_title = PERSONAL_LOG_TITLE
    header_icon = "view"
    what_it_is = _(
        "Each time that somebody opened, exported or changed identity, tax or account numbers: of one author, or of "
        "all in a payment list. The numbers themselves are not shown here."
    )

    def families(self):
        return [
            Family("tac-gia", _("of one author"), (Author,)),
            Family("danh-sach", _("of a payment list"), (PaymentList,)),
        ]

    def narrowed(self, entries):
        return entries.filter(action__in=[READ, CHANGED])
