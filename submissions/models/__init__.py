"""Rows: units and people, pieces and their steps, photos and documents."""

from .categories import CategorisedPage, Category
from .mails import IncomingLetter, MailboxReading, Notice
from .media import FileIsHeld, NewsDocument, NewsImage, NewsRendition, UndrawnPhotos
from .news import NewsAuthor, NewsPage
from .office import ApprovalRules, Letterhead, RegisterDeadline
from .people import WHOLE_NAME, UnitMembership, User
from .records import Arrival, BoardVersion, ClearanceState, PaperApproval
from .sections import NewsIndexPage, UnitPage
from .tasks import EditorialReviewTask, UnitLeaderApprovalTask
from .units import BLOCKS, Block, Unit

__all__ = [
    "BLOCKS",
    "WHOLE_NAME",
    "ApprovalRules",
    "Arrival",
    "Block",
    "BoardVersion",
    "CategorisedPage",
    "Category",
    "ClearanceState",
    "EditorialReviewTask",
    "FileIsHeld",
    "IncomingLetter",
    "Letterhead",
    "MailboxReading",
    "NewsAuthor",
    "NewsDocument",
    "NewsImage",
    "NewsIndexPage",
    "NewsPage",
    "NewsRendition",
    "Notice",
    "PaperApproval",
    "RegisterDeadline",
    "UndrawnPhotos",
    "Unit",
    "UnitLeaderApprovalTask",
    "UnitMembership",
    "UnitPage",
    "User",
]
