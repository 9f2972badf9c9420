"""What is done to one piece from its page. Each is a POST, decided once, and leads back to the page with a sentence."""

from django.contrib import messages
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from submissions.chain import decisions, submitting, timing
from submissions.desk.one_piece import PieceMixin
from submissions.guard.guard import address_after
from submissions.models import NewsPage
from submissions.rights import rights
from submissions.rights.reasons import require_reason
from submissions.screens.deciding import DecidingView
from submissions.screens.posted_numbers import posted_number
from submissions.screens.refusals import Refusal
from submissions.standing.set_times import set_time_warnings

from .moment import MomentForm


class ActionView(PieceMixin, DecidingView):
    """What is done to the piece by whom, on the state that they saw."""

    @property
    def address(self):
        return reverse("submissions:piece", args=[self.piece.pk])

    def after_refusal(self, refusal):
        return address_after(refusal, user=self.request.user, page=self.piece)

    @property
    def who(self):
        return {"pk": self.piece.pk, "user": self.request.user}

    @property
    def position(self):
        return self.request.POST.get("position", "")


class SubmitView(ActionView):
    done = gettext_lazy("The piece has been submitted to the unit's leader.")

    def act(self):
        submitting.submit(**self.who, position=self.position)


class ApproveView(ActionView):
    """The leader's approval; the board's is PublishView."""

    done = gettext_lazy("Approved. The piece has been passed to the editorial board.")

    def act(self):
        decisions.decide(**self.who, action="approve", position=self.position)


class SendBackView(ActionView):
    done = gettext_lazy("The piece has been sent back with the reason.")

    def act(self):
        reason = require_reason(self.request.POST.get("reason"))
        decisions.decide(**self.who, action="reject", position=self.position, comment=reason)


class PublishView(ActionView):
    done = gettext_lazy("The piece has been published.")

    def act(self):
        timing.publish(**self.who, position=self.position)


class ScheduleView(ActionView):
    done = gettext_lazy("The time of publication has been set.")

    def act(self):
        self.moment = MomentForm(self.request.POST).moment()
        timing.publish(**self.who, position=self.position, at=self.moment)

    def after_success(self):
        for sentence in set_time_warnings(self.moment):
            messages.warning(self.request, sentence)
        return super().after_success()


class UnscheduleView(ActionView):
    done = gettext_lazy("The set time has been stopped. The piece stays ready to publish.")

    def act(self):
        timing.unschedule(**self.who)


class WithdrawView(ActionView):
    done = gettext_lazy("The piece has been withdrawn and is a draft of the unit again.")

    def act(self):
        decisions.withdraw(**self.who)


class TakeDownView(ActionView):
    done = gettext_lazy("The piece has been taken down. The unit is told the reason.")

    def act(self):
        public_reason = self.request.POST.get("public_reason", NewsPage.PublicReason.UNSAID)
        decisions.take_down(**self.who, reason=self.request.POST.get("reason"), public_reason=public_reason)


class RewordReasonView(ActionView):
    done = gettext_lazy("The change is saved. Readers are told so from now on.")

    def act(self):
        decisions.reword_reason(**self.who, public_reason=self.request.POST.get("public_reason"))


class SetAsideView(ActionView):
    done = gettext_lazy("The unit's newer version has been set aside; it stays in the history.")

    def act(self):
        decisions.set_aside_draft(**self.who, reason=self.request.POST.get("reason"))


class DeleteDraftView(ActionView):
    done = gettext_lazy("The draft has been deleted.")

    def act(self):
        """Delete under the page's lock: somebody may be submitting the draft at this moment."""
        with transaction.atomic():
            piece = decisions.locked_page(self.piece.pk)
            if not rights.user_can_delete_news(self.request.user, piece):
                raise Refusal(_("What was once submitted is not deleted."))
            piece.delete(user=self.request.user)

    def after_success(self):
        return reverse("submissions:unit_list")


class MarkDuplicateView(ActionView):
    done = gettext_lazy("The mark has been saved. The unit sees of which piece this one is a duplicate.")

    def act(self):
        other = self.other(self.request.POST)
        if other is None and self.piece.duplicate_of_id is None:
            raise Refusal(_("Please choose the other piece or type its address."))
        decisions.mark_duplicate(**self.who, of=other)

    def other(self, data):
        """The piece that was chosen, or whose address was typed; None clears the mark."""
        chosen, address = data.get("of", ""), data.get("address", "").strip().rstrip("/")
        if address:
            # Either address of a piece: the public one ends in its slug, the one in here in its number.
            name = address.rsplit("/", 1)[-1]
            number = posted_number(name)
            matching = {"slug": name, "sent_at__isnull": False} if number is None else {"pk": number}
        elif (number := posted_number(chosen)) is not None:
            matching = {"pk": number}
        else:
            return None
        found = [piece for piece in NewsPage.objects.filter(**matching)[:2] if self.may_see(self.request.user, piece)]
        if len(found) != 1:
            raise Refusal(_("No single piece was found under this address. Nothing has been changed."))
        return found[0]
