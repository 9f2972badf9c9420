"""What some pieces of the demo city have beside text and photo: a table, several photos, a file to download."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Shot:
    """One of several photos; ``scene`` is a key of ``pictures.SCENES``, ``seed`` its variant."""

    scene: str
    seed: int
    caption: str
    alt: str


@dataclass(frozen=True)
class Table:
    """A table; the first of its ``rows`` names the columns."""

    caption: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Parts:
    """``file`` is the title of a file that holds the table."""

    table: Table | None = None
    gallery: tuple[Shot, ...] = ()
    file: str = ""


NONE = Parts()
# By the beginning of a title, before its first placeholder.
PARTS = {
    "Công khai danh mục công trình chỉnh trang hẻm phường Phú Thủy": Parts(
        table=Table(
            "Danh mục công trình chỉnh trang hẻm",
            (
                ("STT", "Công trình", "Chiều dài (m)", "Kinh phí (triệu đồng)", "Nhân dân đóng góp"),
                ("1", "Hẻm 35, khu phố 1", "210", "405", "30%"),
                ("2", "Hẻm 91, khu phố 3", "185", "360", "30%"),
                ("3", "Hẻm 48, khu phố 2", "160", "318", "35%"),
                ("4", "Hẻm 62, khu phố 5", "240", "470", "28%"),
                ("5", "Hẻm 104, khu phố 6", "195", "382", "30%"),
                ("6", "Hẻm 17, khu phố 7", "220", "430", "27%"),
                ("7", "Hẻm 73, khu phố 8", "230", "445", "31%"),
                ("8", "Hẻm 126, khu phố 9", "200", "390", "32%"),
            ),
        ),
        file="Danh mục công trình chỉnh trang hẻm",
    ),
    "Ngày thứ Sáu không hẹn tại Bộ phận Một cửa": Parts(
        table=Table(
            "Hồ sơ giải quyết trong bốn tuần đầu",
            (
                ("Tuần", "Tiếp nhận", "Trả ngay trong ngày", "Tỷ lệ"),
                ("Tuần 1", "38", "36", "94,7%"),
                ("Tuần 2", "45", "44", "97,8%"),
                ("Tuần 3", "51", "51", "100%"),
                ("Tuần 4", "52", "52", "100%"),
            ),
        ),
    ),
    "Mũi Né ra quân làm sạch bãi biển": Parts(
        gallery=(
            Shot("beach", 2, "Bãi biển khu phố 5 sau buổi ra quân.", "Bãi cát vàng, hàng dừa và biển xanh."),
            Shot("harbour", 4, "Ngư dân thu gom lưới rách ở bến thuyền.", "Thuyền cá nhiều màu đậu sát bờ."),
            Shot("cleanup", 6, "Học sinh tham gia phân loại rác tại bãi.", "Nhóm người cầm bao nhặt rác trên cát."),
        ),
    ),
    "Tăng cường an toàn thực phẩm trong bếp ăn bán trú": Parts(
        table=Table(
            "Kết quả kiểm tra bếp ăn bán trú",
            (
                ("Cấp học", "Số bếp được kiểm tra", "Đạt", "Phải khắc phục"),
                ("Mầm non", "14", "13", "1"),
                ("Tiểu học", "9", "9", "0"),
            ),
        ),
        file="Kết quả kiểm tra bếp ăn bán trú",
    ),
}


def parts_of(title: str) -> Parts:
    """What the piece of ``title`` has beside text and photo."""
    return next((parts for begins, parts in PARTS.items() if title.startswith(begins)), NONE)
