"""“Viết tin, bài”: into the quick form at the right place, without walking a tree."""

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from submissions.rights import roles
from submissions.screens.access import AllowedMixin, ScreenMixin


def places_to_write(user):
    """[(unit, address of an empty form)] of the units that `user` may write for today."""
    return [
        (unit, reverse("submissions:quick_add", args=[unit.pk]))
        for unit in roles.units_of(user)
        if unit.page_id and roles.user_can_write_for(user, unit)
    ]


def closed_units(user):
    """The units of `user` that are no longer valid, so that nothing new is written for them."""
    return [unit for unit in roles.units_of(user) if not unit.is_valid_today]


class WriteView(AllowedMixin, ScreenMixin, TemplateView):
    """Straight into the form for who belongs to one unit; a choice of units for who belongs to several."""

    allowed = staticmethod(roles.user_is_member)
    template_name = "submissions/desk/write.html"
    page_title = _("Write a piece of news")

    def get(self, request, *args, **kwargs):
        places = places_to_write(request.user)
        if len(places) == 1:
            return redirect(places[0][1])
        return self.render_to_response(self.get_context_data(places=places, closed=closed_units(request.user)))
