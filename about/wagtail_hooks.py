"""What is due by itself: photos of the introduction."""

from wagtail import hooks

from about.photos.drawing import draw_due
from submissions.kept import due_work

hooks.register(due_work.HOOK, draw_due)
