"""Rows: units and people, pieces and their steps, photos and documents."""

from submissions.statements.records import StatementHand, StatementRecord

from .categories import Category, Decree, DecreePoint
from .mails import DecisionLink, DecisionsByMail, KnownDevice, LinkGuess, Notice
from .media import FileIsHeld, NewsDocument, NewsImage, NewsRendition, PhotoUpload, UndrawnPhotos
from .news import NewsAuthor, NewsPage
from .office import ApprovalRules, Letterhead, Locality, PhotoRules, RegisterDeadline
from .people import WHOLE_NAME, UnitMembership, User
from .records import (
    Arrival,
    BoardVersion,
    ClearanceState,
    IncomingLetter,
    MailboxReading,
    PaperApproval,
    WaitingFile,
)
from .sections import NewsIndexPage, UnitPage
from .tasks import EditorialReviewTask, UnitLeaderApprovalTask
from .tree import CategorisedPage
from .units import Block, Unit, UnitContact, UnitEnding, UnitHours, UnitKind, UnitLeader

__all__ = [
    "WHOLE_NAME",
    "ApprovalRules",
    "Arrival",
    "Block",
    "BoardVersion",
    "CategorisedPage",
    "Category",
    "ClearanceState",
    "DecisionLink",
    "DecisionsByMail",
    "Decree",
    "DecreePoint",
    "EditorialReviewTask",
    "FileIsHeld",
    "IncomingLetter",
    "KnownDevice",
    "Letterhead",
    "LinkGuess",
    "Locality",
    "MailboxReading",
    "NewsAuthor",
    "NewsDocument",
    "NewsImage",
    "NewsIndexPage",
    "NewsPage",
    "NewsRendition",
    "Notice",
    "PaperApproval",
    "PhotoRules",
    "PhotoUpload",
    "RegisterDeadline",
    "StatementHand",
    "StatementRecord",
    "UndrawnPhotos",
    "Unit",
    "UnitContact",
    "UnitEnding",
    "UnitHours",
    "UnitKind",
    "UnitLeader",
    "UnitLeaderApprovalTask",
    "UnitMembership",
    "UnitPage",
    "User",
    "WaitingFile",
]
