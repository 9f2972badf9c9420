"""What each role meets first in the back office: the next thing to do, and where everything is.

Wagtail's own panels go, because they name drafts to whoever once touched them and use words of its machinery.
Other apps add panels through the same hook; `order` sorts them.
"""

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext as _

from submissions.away.standing_in import stand_ins_of
from submissions.desk.writing import closed_units, places_to_write
from submissions.models import PaperApproval, Unit, UnitMembership
from submissions.rights import rights, roles
from submissions.screens.panel import Panel
from submissions.standing import piece_standing, queues
from submissions.standing.writing_place import address_to_write
from submissions.statements.lists import seen_by, waiting_for
from submissions.units.units_admin import unassigned

FIRST_FEW = 6


class LeaderPanel(Panel):
    """What waits for the person's decision as a leader, oldest first."""

    name = "leader"
    order = 10
    template_name = "submissions/desk/panels/leader.html"

    @staticmethod
    def is_for(user):
        return bool(roles.units_led_by(user))

    def get_context_data(self, parent_context):
        waiting = queues.listed(queues.waiting_for_leader(self.user))
        pieces = [piece for piece in waiting if rights.user_can_approve_for_unit(self.user, piece)]
        return {
            "waiting": piece_standing.standings(pieces, user=self.user),
            "may_name": roles.user_can_name_stand_in(self.user),
        }


class WritePanel(Panel):
    """“Viết tin, bài”, and what was sent back to the unit with its reason: the first in full, the others folded."""

    name = "write"
    # Above what the unit owes, which another app says.
    order = 16
    template_name = "submissions/desk/panels/write.html"

    @staticmethod
    def is_for(user):
        return roles.user_is_member(user)

    def get_context_data(self, parent_context):
        returned = list(queues.listed(queues.returned(queues.of_units_of(self.user)))[: FIRST_FEW + 1])
        return {
            "places": places_to_write(self.user),
            "closed": closed_units(self.user),
            "returned": [
                (standing, self.way_to_change(standing))
                for standing in piece_standing.standings(returned[:FIRST_FEW], user=self.user)
            ],
            "has_more": len(returned) > FIRST_FEW,
        }

    def way_to_change(self, standing):
        """The address where the piece is changed; "" for a leader who leaves that to its writer."""
        left = piece_standing.is_left_to_the_writer(standing.page, stage=standing.stage, user=self.user)
        return "" if left else address_to_write(self.user, standing.page)


class UnitPanel(Panel):
    """The unit's other pieces, newest first."""

    name = "unit"
    order = 20
    template_name = "submissions/desk/panels/unit.html"

    @staticmethod
    def is_for(user):
        return roles.user_is_member(user)

    def get_context_data(self, parent_context):
        pieces = queues.listed(queues.not_returned(queues.of_units_of(self.user)))
        few = list(pieces.order_by("-latest_revision_created_at", "-pk")[: FIRST_FEW + 1])
        return {
            "standings": piece_standing.standings(few[:FIRST_FEW], user=self.user),
            "has_more": len(few) > FIRST_FEW,
            "shows_unit": len(roles.units_of(self.user)) > 1,
            "stand_ins": stand_ins_of(self.user),
        }


class BoardPanel(Panel):
    """How much waits at the board and for how long."""

    name = "board"
    order = 15
    template_name = "submissions/desk/panels/board.html"

    @staticmethod
    def is_for(user):
        return roles.user_can_use_board_queue(user)

    def get_context_data(self, parent_context):
        waiting = queues.at_board().aggregate(count=Count("pk"), oldest=Min("step_started"))
        address = reverse("submissions:board_queue")
        return {
            "waiting": waiting["count"],
            "oldest": waiting["oldest"],
            "queue_url": address,
            "heaps": [
                (f"{address}?xem={name}", *heap(name)) for name in ("san-sang", "hen-gio", "da-tra-lai", "ban-sua")
            ],
            "left": (f"{address}?xem=don-vi-da-dong", queues.left_by_closed_units().count()),
            "closed_with_leader": queues.waiting_with_closed_units(),
            "decides": roles.user_is_editor(self.user),
            "statements": waiting_for(self.user, seen_by(self.user)).count() if roles.user_is_editor(self.user) else 0,
            "papers": PaperApproval.objects.waiting().count() if roles.user_is_desk(self.user) else 0,
        }


def heap(name):
    """The words for a heap of the board's queue, and how many pieces it has."""
    words, pieces = queues.HEAPS[name]
    return words, pieces().count()


class AdministratorPanel(Panel):
    """The gaps that stop units from working: nobody to write, nobody to approve."""

    name = "administrator"
    order = 30
    template_name = "submissions/desk/panels/administrator.html"

    @staticmethod
    def is_for(user):
        return roles.user_is_site_manager(user) or user.is_superuser

    def get_context_data(self, parent_context):
        units = Unit.objects.valid_today()
        return {
            "without_leader": unassigned(units, role=UnitMembership.Role.LEADER),
            "without_contributor": unassigned(units, role=UnitMembership.Role.CONTRIBUTOR),
            "total": units.count(),
            "links": [
                (_("Units"), reverse("units:index")),
                (_("Members of units"), reverse("memberships:index")),
            ],
        }


class NothingAssignedPanel(Panel):
    """A plain sentence for somebody who has an account and nothing to do yet."""

    name = "nothing_assigned"
    order = 900
    template_name = "submissions/desk/panels/nothing_assigned.html"


ROLES = (LeaderPanel, BoardPanel, WritePanel, UnitPanel, AdministratorPanel)


def replace_panels(request, panels):
    """Drop Wagtail's own panels; add ours for the roles that the person has."""
    panels[:] = [panel for panel in panels if not type(panel).__module__.startswith("wagtail.")]
    panels += [role(request.user) for role in ROLES if role.is_for(request.user)]


def explain_emptiness(request, panels):
    """Runs after everybody has added theirs: nobody is left before an empty page."""
    if not panels:
        panels.append(NothingAssignedPanel(request.user))
