"""Which versions of a piece the board saved."""

from django.db import models
from wagtail.models import Revision


class BoardVersion(models.Model):
    """A revision saved by a member of the board, noted when it was saved.

    A role held later says nothing about it: a draft of the unit stays one when its writer joins the board, and
    the board's own edit stays the board's when the editor leaves.
    """

    revision = models.OneToOneField(Revision, on_delete=models.CASCADE, related_name="board_version")

    def __str__(self):
        return str(self.revision)
