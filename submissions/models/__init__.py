from .categories import CategorisedPage, Category
from .media import NewsDocument, NewsImage, NewsRendition
from .news import NewsAuthor, NewsPage
from .notices import Notice
from .people import UnitMembership, User
from .sections import NewsIndexPage, UnitPage
from .tasks import ClearanceState, EditorialReviewTask, UnitLeaderApprovalTask
from .units import Unit
from .versions import BoardVersion

__all__ = [
    "BoardVersion",
    "CategorisedPage",
    "Category",
    "ClearanceState",
    "EditorialReviewTask",
    "NewsAuthor",
    "NewsDocument",
    "NewsImage",
    "NewsIndexPage",
    "NewsPage",
    "NewsRendition",
    "Notice",
    "Unit",
    "UnitLeaderApprovalTask",
    "UnitMembership",
    "UnitPage",
    "User",
]
