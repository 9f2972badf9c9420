from .categories import CategorisedPage, Category
from .media import NewsDocument, NewsImage, NewsRendition
from .news import NewsAuthor, NewsPage
from .notices import Notice
from .office import Letterhead, RegisterDeadline
from .people import WHOLE_NAME, UnitMembership, User
from .sections import NewsIndexPage, UnitPage
from .tasks import ClearanceState, EditorialReviewTask, UnitLeaderApprovalTask
from .units import Unit
from .versions import BoardVersion

__all__ = [
    "WHOLE_NAME",
    "BoardVersion",
    "CategorisedPage",
    "Category",
    "ClearanceState",
    "EditorialReviewTask",
    "Letterhead",
    "NewsAuthor",
    "NewsDocument",
    "NewsImage",
    "NewsIndexPage",
    "NewsPage",
    "NewsRendition",
    "Notice",
    "RegisterDeadline",
    "Unit",
    "UnitLeaderApprovalTask",
    "UnitMembership",
    "UnitPage",
    "User",
]
