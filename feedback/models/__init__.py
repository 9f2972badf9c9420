"""Rows: questions, what is known of their senders, what was published of them, notes on pages, what the city sets."""

from .notices import UnitNotice
from .page_notes import PageNote
from .published import Opinion, PublicQuestion
from .questions import AT_UNIT, OPEN, Asked, Question, QuestionPhoto, SentMail, Step, Writing
from .rules import FeedbackRules

__all__ = [
    "AT_UNIT",
    "OPEN",
    "Asked",
    "FeedbackRules",
    "Opinion",
    "PageNote",
    "PublicQuestion",
    "Question",
    "QuestionPhoto",
    "SentMail",
    "Step",
    "UnitNotice",
    "Writing",
]
