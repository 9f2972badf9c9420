"""Rows: units and people, pieces and their steps, photos and documents."""

from .categories import CategorisedPage, Category
from .media import FileIsHeld, NewsDocument, NewsImage, NewsRendition, PhotoUpload, UndrawnPhotos
from .news import NewsAuthor, NewsPage
from .notices import Notice
from .office import Letterhead, PhotoRules, RegisterDeadline
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
    "EditorialReviewTask",
    "FileIsHeld",
    "Letterhead",
    "NewsAuthor",
    "NewsDocument",
    "NewsImage",
    "NewsIndexPage",
    "NewsPage",
    "NewsRendition",
    "Notice",
    "PhotoRules",
    "PhotoUpload",
    "RegisterDeadline",
    "UndrawnPhotos",
    "Unit",
    "UnitLeaderApprovalTask",
    "UnitMembership",
    "UnitPage",
    "User",
]
