"""Rows and pages: what opinions are asked on and until when, the opinions, and what the office says to each."""

from .comments import Comment, CommentWords, Reply, Step
from .draft import ConsultationFile, ConsultationPage
from .place import ConsultationsPage

__all__ = [
    "Comment",
    "CommentWords",
    "ConsultationFile",
    "ConsultationPage",
    "ConsultationsPage",
    "Reply",
    "Step",
]
