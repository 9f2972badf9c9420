"""Telling the stories: every step is taken by its person, at its time, through the chain's own functions."""

import datetime
from functools import partial

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import LogContext

from home.demo.invented.calendar import moment_of
from home.demo.parts import PartsOfAPiece
from home.demo.writing import ADDITION, body_of, fields_of, text_block
from submissions.chain import decisions, submitting, timing
from submissions.kept.clock import standing_at
from submissions.models import Category, NewsAuthor, NewsPage, UnitPage
from submissions.rights import positions

# Steps between two lines of progress.
TOLD_EVERY = 200

LEADERS_REASONS = (
    "Bài mới nêu diễn biến, chưa có kết quả và việc làm tiếp theo. Đề nghị bổ sung trước khi trình lại.",
    "Thiếu phần kết quả thực hiện; đề nghị bổ sung một đoạn cho đủ ý rồi trình lại.",
)
BOARDS_REASONS = (
    "Chú thích ảnh còn chung chung. Đề nghị ghi rõ nội dung và địa điểm trong ảnh.",
    "Chú thích “Ảnh hoạt động” chưa cho biết ảnh chụp gì, ở đâu. Đề nghị đơn vị bổ sung.",
)
TAKE_DOWN_REASON = "Số liệu trong tin chưa thống nhất với báo cáo của đơn vị; tạm gỡ để kiểm tra, đính chính."


def tell(stories, *, residents, gallery, as_of, say):
    """Take all steps of `stories` (a list of Story) in the order of time; `say` is told how far it is."""
    for story in stories:
        if story.fate.has_photo:
            gallery.order(story.piece.scene, story.seed)
    tellers = [Teller(story, residents=residents, gallery=gallery, as_of=as_of) for story in stories]
    for teller in tellers:
        teller.original = next((other for other in tellers if other.story is teller.story.original), None)
    steps = sorted(
        (minute, number, position, name)
        for number, story in enumerate(stories)
        for position, (minute, name) in enumerate(story.steps)
    )
    for done, (minute, number, _position, name) in enumerate(steps):
        if done and done % TOLD_EVERY == 0:
            say(_("  %(done)s of %(number)s steps") % {"done": done, "number": len(steps)})
        tellers[number].take(name, minute=minute)
    gallery.hang()


class Teller:
    """One piece on its way. Its methods are the names of the steps."""

    def __init__(self, story, *, residents, gallery, as_of):
        people = residents.by_unit[story.unit.slug]
        self.story = story
        self.author, self.leader = people[story.author], people[story.leader]
        self.editor = residents.by_username[story.editor]
        self.gallery = gallery
        self.as_of = as_of
        self.original = None
        self.pk = None
        self.image = None
        self.recording = None
        self.parts = None
        self.is_passed = False

    def take(self, name, *, minute):
        """Take the step `name` at the office `minute`."""
        moment = moment_of(minute) + datetime.timedelta(seconds=int(self.story.luck * 60))
        by_unit = name in ("write", "submit", "revise", "redraft", "withdraw")
        who = self.author if by_unit else self.editor if self.is_passed else self.leader
        with standing_at(moment), LogContext(user=who):
            getattr(self, name)()

    @property
    def page(self):
        return NewsPage.objects.get(pk=self.pk)

    @property
    def position(self):
        return positions.reading_position(self.page)

    def chosen(self, sentences):
        return sentences[int(self.story.luck * 1000) % len(sentences)]

    def blocks(self, *, flawed=False):
        photo = partial(self.gallery.block, self.image) if self.image else None
        blocks = body_of(self.story, flawed=flawed, photo=photo, recording=self.recording)
        return [*blocks, *self.parts.blocks()]

    def write(self):
        story = self.story
        if story.fate.has_photo:
            self.image = self.gallery.photo(story, user=self.author)
        if story.piece.recording:
            self.recording = self.gallery.recording(story, user=self.author)
        self.parts = PartsOfAPiece(story, gallery=self.gallery, user=self.author)
        page = NewsPage(
            live=False,
            owner=self.author,
            category=Category.objects.get(slug=story.piece.category),
            body=self.blocks(flawed=True),
            authors=[NewsAuthor(name=str(self.author))],
            **fields_of(story, flawed=True),
        )
        UnitPage.objects.get(pk=story.unit.page_id).add_child(instance=page)
        page.save_revision(user=self.author, log_action=True)
        self.pk = page.pk

    def submit(self):
        submitting.submit(pk=self.pk, user=self.author, position=self.position)

    def approve(self):
        decisions.decide(pk=self.pk, user=self.leader, action="approve", position=self.position)
        self.is_passed = True

    def send_back(self):
        user, reasons = (self.editor, BOARDS_REASONS) if self.is_passed else (self.leader, LEADERS_REASONS)
        reason = self.chosen(reasons)
        decisions.decide(pk=self.pk, user=user, action="reject", position=self.position, comment=reason)
        self.is_passed = False

    def revise(self):
        """The unit puts right what it was asked for."""
        self.put_right(user=self.author)

    def edit(self):
        """The board puts it right itself."""
        self.put_right(user=self.editor)

    def put_right(self, *, user):
        page = self.page.get_latest_revision_as_object()
        page.title = self.story.piece.title
        page.body = self.blocks()
        page.save_revision(user=user, log_action=True)

    def publish(self):
        timing.publish(pk=self.pk, user=self.editor, position=self.position)
        for image in filter(None, (self.image, *self.parts.images)):
            self.gallery.show(image)

    def schedule(self):
        """For the morning after the story's end."""
        morning = datetime.datetime.combine(self.as_of + datetime.timedelta(days=1), datetime.time(8))
        at = timezone.make_aware(morning, timezone.get_default_timezone())
        timing.publish(pk=self.pk, user=self.editor, position=self.position, at=at)

    def unschedule(self):
        timing.unschedule(pk=self.pk, user=self.editor)

    def withdraw(self):
        decisions.withdraw(pk=self.pk, user=self.author)

    def take_down(self):
        decisions.take_down(pk=self.pk, user=self.editor, reason=TAKE_DOWN_REASON)

    def mark_duplicate(self):
        decisions.mark_duplicate(pk=self.pk, user=self.editor, of=self.original.page)

    def redraft(self):
        """The unit writes on after the publication."""
        page = self.page.get_latest_revision_as_object()
        page.body = [*self.blocks(), text_block([ADDITION])]
        page.save_revision(user=self.author, log_action=True)
