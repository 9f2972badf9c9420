"""Which units a person's tables are about: the right behind every view of numbers, and its scope."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from compliance.rights import permissions
from submissions.models import Unit
from submissions.screens.access import AllowedMixin


class SeenUnits(AllowedMixin):
    """A view of numbers: whom it is open to, and only the units that the person may see."""

    allowed = staticmethod(permissions.user_can_open_report)

    @cached_property
    def units(self):
        """The person's units, or None for readers of reports, who see all."""
        user = self.request.user
        if permissions.user_can_view_reports(user):
            return None
        return list(permissions.units_reported_to(user))

    def seen_unit(self, pk):
        """The unit `pk`; Http404 for whoever may not see its numbers, as if there were none."""
        unit = get_object_or_404(Unit, pk=pk)
        if not permissions.user_can_view_unit_report(self.request.user, unit):
            raise Http404
        return unit
