"""What becomes of the demo city's pieces: how each fares, step by step, and how much each unit sends.

Gaps are office minutes since the step before, as (least, most).
"""

from dataclasses import dataclass

WRITTEN = (("write", 0, 0),)
SENT = (*WRITTEN, ("submit", 15, 120))
PASSED = (*SENT, ("approve", 25, 280))
PUBLISHED = (*PASSED, ("publish", 60, 400))
REVISED = (("revise", 40, 240), ("submit", 5, 30), ("approve", 20, 160))
SENT_BACK_BY_LEADER = (*SENT, ("send_back", 30, 200))
SENT_BACK_BY_BOARD = (*PASSED, ("send_back", 90, 400))
SCHEDULED = (*PASSED, ("schedule", 60, 300))
REDRAFTED = (*PUBLISHED, ("redraft", 450, 900))


@dataclass(frozen=True)
class Fate:
    """The steps of a piece (name, least and most minutes since the one before).

    `flaw` is what the first version has wrong, put right by a later step: "ending" (the last paragraph is missing),
    "caption" (it says nothing) or "capitals" (a title in capital letters).
    """

    steps: tuple[tuple[str, int, int], ...] = PUBLISHED
    has_photo: bool = True
    flaw: str = ""
    is_duplicate: bool = False
    is_reprinted: bool = False


FATES = {
    # What has come to an end: letters, so that a period of a unit is one word.
    "P": Fate(),
    "x": Fate(has_photo=False),
    "l": Fate((*SENT_BACK_BY_LEADER, *REVISED, ("publish", 60, 400)), flaw="ending"),
    "b": Fate((*SENT_BACK_BY_BOARD, *REVISED, ("publish", 60, 300)), flaw="caption"),
    "e": Fate((*PASSED, ("edit", 60, 380), ("publish", 3, 15)), flaw="capitals"),
    "d": Fate((*PUBLISHED, ("mark_duplicate", 30, 200)), is_duplicate=True),
    "c": Fate(is_reprinted=True),
    "t": Fate((*PUBLISHED, ("take_down", 300, 900))),
    # What is on its way.
    "draft": Fate(WRITTEN),
    "draft_without_photo": Fate(WRITTEN, has_photo=False, flaw="ending"),
    "at_leader": Fate(SENT),
    "returned_by_leader": Fate(SENT_BACK_BY_LEADER, flaw="ending"),
    "at_board": Fate(PASSED),
    "returned_by_board": Fate(SENT_BACK_BY_BOARD, flaw="caption"),
    "withdrawn": Fate((*PASSED, ("withdraw", 40, 200))),
    "scheduled": Fate(SCHEDULED),
    "cleared": Fate((*SCHEDULED, ("unschedule", 20, 90))),
    "unit_draft": Fate(REDRAFTED),
    "correction_at_leader": Fate((*REDRAFTED, ("submit", 10, 60))),
}

# Per unit what is published in the two closed periods and planned for the running one, by the letters above.
# First closed period: 20 units meet their minimum, 8 stay below, 5 send nothing; second one: 22, 8, 3.
OUTPUT = {
    "van-phong-hdnd-ubnd": ("PP", "eP", "P"),
    "phong-noi-vu": ("PP", "PxP", "P"),
    "phong-tu-phap": ("PP", "P", "P"),
    "phong-tai-chinh-ke-hoach": ("", "P", ""),
    "phong-tai-nguyen-va-moi-truong": ("PP", "PP", "PP"),
    "phong-lao-dong-thuong-binh-va-xa-hoi": ("PlP", "PP", "P"),
    "phong-van-hoa-va-thong-tin": ("PePP", "PlcP", "Pe"),
    "phong-giao-duc-va-dao-tao": ("PlP", "PPe", "PP"),
    "phong-y-te": ("PPP", "PP", "P"),
    "thanh-tra-thanh-pho": ("", "", ""),
    "phong-kinh-te": ("P", "PP", "P"),
    "phong-quan-ly-do-thi": ("Px", "PP", ""),
    "phuong-mui-ne": ("PPb", "PeP", "PP"),
    "phuong-ham-tien": ("PP", "PP", "PP"),
    "phuong-phu-hai": ("PP", "Pd", "P"),
    "phuong-phu-thuy": ("PPlP", "PbP", "PPP"),
    "phuong-phu-tai": ("P", "PP", "P"),
    "phuong-phu-trinh": ("PP", "PP", "P"),
    "phuong-xuan-an": ("Pd", "PP", ""),
    "phuong-thanh-hai": ("PP", "PP", "P"),
    "phuong-binh-hung": ("PbP", "PP", "P"),
    "phuong-duc-nghia": ("xx", "P", "P"),
    "phuong-lac-dao": ("", "PP", "P"),
    "phuong-duc-thang": ("PP", "PP", "P"),
    "phuong-hung-long": ("P", "P", ""),
    "phuong-duc-long": ("eP", "PP", "PP"),
    "xa-thien-nghiep": ("", "x", ""),
    "xa-phong-nam": ("PP", "", "P"),
    "xa-tien-loi": ("P", "PP", "P"),
    "xa-tien-thanh": ("PP", "PxP", "PP"),
    "dai-truyen-thanh": ("PxPPxPePPxPxPPx", "PPxPxPlPxPPx", "PxPPxPPxP"),
    "ban-quan-ly-cho": ("Pt", "P", "P"),
    "nha-thieu-nhi": ("", "", "P"),
}

# What is on its way when the story ends: unit, fate, working days since the last step.
ON_ITS_WAY = (
    ("phuong-phu-thuy", "draft", 1),
    ("phuong-phu-thuy", "at_leader", 1),
    ("phuong-phu-thuy", "returned_by_leader", 2),
    ("phuong-phu-thuy", "at_board", 1),
    ("phuong-mui-ne", "at_board", 4),
    ("phuong-mui-ne", "returned_by_board", 2),
    ("phuong-mui-ne", "withdrawn", 3),
    ("xa-tien-thanh", "at_leader", 2),
    ("xa-tien-thanh", "x", 3),
    ("xa-tien-thanh", "at_board", 2),
    ("phong-van-hoa-va-thong-tin", "scheduled", 1),
    ("phong-van-hoa-va-thong-tin", "draft_without_photo", 2),
    ("phong-van-hoa-va-thong-tin", "unit_draft", 1),
    ("phong-giao-duc-va-dao-tao", "cleared", 1),
    ("phong-giao-duc-va-dao-tao", "correction_at_leader", 1),
    ("phong-giao-duc-va-dao-tao", "returned_by_leader", 3),
    ("dai-truyen-thanh", "t", 2),
    ("dai-truyen-thanh", "P", 5),
    ("dai-truyen-thanh", "d", 3),
    ("dai-truyen-thanh", "at_board", 1),
    ("dai-truyen-thanh", "draft", 1),
    ("phuong-ham-tien", "at_board", 3),
    ("phong-y-te", "returned_by_board", 4),
    ("phuong-duc-long", "at_leader", 2),
)

# Nobody is registered here: what the register of officers then shows.
WITHOUT_PEOPLE = {"thanh-tra-thanh-pho"}
