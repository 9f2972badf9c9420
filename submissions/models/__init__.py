"""Rows: units and people, pieces and their steps, photos and documents."""

from .categories import CategorisedPage, Category
from .mails import DecisionLink, KnownDevice, LinkGuess, Notice
from .media import FileIsHeld, NewsDocument, NewsImage, NewsRendition, UndrawnPhotos
from .news import NewsAuthor, NewsPage
from .office import DecisionsByMail, Letterhead, RegisterDeadline
from .people import WHOLE_NAME, UnitMembership, User
from .records import BoardVersion, ClearanceState
from .sections import NewsIndexPage, UnitPage
from .tasks import EditorialReviewTask, UnitLeaderApprovalTask
from .units import BLOCKS, Block, Unit

__all__ = [
    "BLOCKS",
    "WHOLE_NAME",
    "Block",
    "BoardVersion",
    "CategorisedPage",
    "Category",
    "ClearanceState",
    "DecisionLink",
    "DecisionsByMail",
    "EditorialReviewTask",
    "FileIsHeld",
    "KnownDevice",
    "Letterhead",
    "LinkGuess",
    "NewsAuthor",
    "NewsDocument",
    "NewsImage",
    "NewsIndexPage",
    "NewsPage",
    "NewsRendition",
    "Notice",
    "RegisterDeadline",
    "UndrawnPhotos",
    "Unit",
    "UnitLeaderApprovalTask",
    "UnitMembership",
    "UnitPage",
    "User",
]
