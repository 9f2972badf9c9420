"""What is due by itself, and what others show of it: photos of the introduction, and the leaders of a unit."""

from wagtail import hooks

from about.models.leaders import published_leaders_of
from about.photos.drawing import draw_due
from submissions.kept import due_work
from submissions.public import leaders

hooks.register(due_work.HOOK, draw_due)
hooks.register(leaders.HOOK, published_leaders_of)
