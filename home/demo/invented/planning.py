"""Projects, tenders and plans of the demo city: invented, with days and years counted from the day of the building."""

from dataclasses import dataclass

MILLION = 1_000_000
PREPARING, UNDER_WAY, COMPLETED = "chuan-bi", "trien-khai", "hoan-tat"
CITY, PROVINCE = "Ngân sách thành phố", "Ngân sách tỉnh"
URBAN, FINANCE, LAND = "phong-quan-ly-do-thi", "phong-tai-chinh-ke-hoach", "phong-tai-nguyen-va-moi-truong"
SPACE, SCHOOLS, CULTURE, HEALTH, SOIL = (
    "xay-dung-do-thi",
    "giao-duc-dao-tao",
    "van-hoa-the-thao-du-lich",
    "y-te-xa-hoi",
    "dat-dai-moi-truong",
)


@dataclass(frozen=True)
class Venture:
    """A project: approved `days` ago, from `years` (counted from this one) on, for `millions` of đồng."""

    title: str
    goal: str
    field: str
    state: str
    days: int
    years: tuple[int, int]
    millions: tuple[int, ...]
    place: str
    unit: str = URBAN
    kind: str = "Xây dựng mới, nhóm C"
    funding: str = "ngan-sach"
    sponsor: str = CITY
    progress: str = ""

    @property
    def columns(self):
        """What is told of it as it stands here, by column."""
        return {name: getattr(self, name) for name in ("title", "goal", "place", "kind", "funding", "sponsor")}


VENTURES = (
    Venture(
        "Nâng cấp, mở rộng đường Hùng Vương, đoạn từ vòng xoay phía bắc đến đường ven biển",
        "Giảm ùn tắc giao thông ở cửa ngõ phía bắc, nối khu dân cư với đường ven biển.",
        *(SPACE, UNDER_WAY, 520, (-1, 1), (148_500,), "Phường Phú Thủy"),
        sponsor=f"{PROVINCE}, ngân sách thành phố",
        kind="Nâng cấp, mở rộng, nhóm B",
        progress="Đạt 60% khối lượng nền đường; còn 11 hộ chưa bàn giao mặt bằng.",
    ),
    Venture(
        "Kè bảo vệ bờ biển khu phố 1",
        "Chống xói lở bờ biển, bảo vệ nhà ở của 120 hộ dân.",
        *(SOIL, UNDER_WAY, 430, (-1, 1), (86_000,), "Phường Hàm Tiến"),
        funding="nhieu-nguon",
        sponsor="Ngân sách trung ương, ngân sách tỉnh",
        progress="Hoàn thành 450 m trong tổng số 1.100 m kè.",
    ),
    Venture(
        "Cải tạo hệ thống thoát nước khu vực chợ",
        "Chấm dứt ngập khi mưa lớn kết hợp triều cường.",
        *(SPACE, UNDER_WAY, 300, (0, 0), (18_200,), "Phường Đức Nghĩa, phường Lạc Đạo"),
        kind="Cải tạo, nhóm C",
        progress="Đang lắp đặt cống hộp; dự kiến xong trước mùa mưa.",
    ),
    Venture(
        "Trường Tiểu học Phú Tài: xây thêm 10 phòng học",
        "Đủ phòng để học sinh học hai buổi mỗi ngày.",
        *(SCHOOLS, UNDER_WAY, 260, (0, 1), (12_500,), "Phường Phú Tài"),
        unit="phong-giao-duc-va-dao-tao",
        progress="Xong phần thô khối 6 phòng học.",
    ),
    Venture(
        "Công viên và bãi tắm cộng đồng Thương Chánh",
        "Có nơi tắm biển, tập thể dục miễn phí cho người dân.",
        *(CULTURE, UNDER_WAY, 210, (0, 1), (24_800,), "Phường Hưng Long"),
        funding="nhieu-nguon",
        sponsor="Ngân sách thành phố, đóng góp của doanh nghiệp",
    ),
    Venture(
        "Mở rộng cảng cá, nạo vét luồng vào cảng",
        "Tàu công suất lớn ra vào an toàn, giảm thời gian chờ lên cá.",
        *(SOIL, PREPARING, 90, (1, 3), (230_000, 260_000), "Phường Đức Thắng"),
        funding="oda",
        sponsor="Vốn vay nước ngoài, ngân sách tỉnh",
        kind="Mở rộng, nhóm B",
        unit="phong-kinh-te",
    ),
    Venture(
        "Khu tái định cư phục vụ mở rộng đường ven biển",
        "Bố trí 180 lô đất cho các hộ bị thu hồi đất.",
        *(SPACE, PREPARING, 60, (1, 2), (95_000, 110_000), "Xã Tiến Thành"),
    ),
    Venture(
        "Trạm Y tế phường Xuân An",
        "Đạt tiêu chí quốc gia về y tế phường.",
        *(HEALTH, PREPARING, 45, (1, 1), (6_900,), "Phường Xuân An"),
        unit="phong-y-te",
    ),
    Venture(
        "Bãi đỗ xe công cộng khu vực sông Cà Ty",
        "Có chỗ đỗ cho 300 ô tô, trả lại vỉa hè cho người đi bộ.",
        *(SPACE, PREPARING, 30, (1, 2), (40_000, 55_000), "Phường Bình Hưng"),
        funding="ppp",
        sponsor="Nhà đầu tư được lựa chọn",
        kind="Xây dựng mới, đối tác công tư",
    ),
    Venture(
        "Chiếu sáng các tuyến hẻm nội thành",
        "Thay đèn cũ bằng đèn tiết kiệm điện ở 64 tuyến hẻm.",
        *(SPACE, PREPARING, 12, (1, 1), (4_350,), "Các phường nội thành"),
        kind="Sửa chữa, nhóm C",
    ),
    Venture(
        "Đường Lê Duẩn, đoạn qua ga mới",
        "Nối ga với trung tâm, hoàn chỉnh trục đông – tây.",
        *(SPACE, COMPLETED, 1250, (-3, -1), (72_400,), "Phường Phong Nẫm, phường Phú Trinh"),
        sponsor=PROVINCE,
        progress="Đã nghiệm thu, đưa vào sử dụng.",
    ),
    Venture(
        "Nhà văn hóa xã Thiện Nghiệp",
        "Có nơi họp, sinh hoạt cho 4 thôn.",
        *(CULTURE, COMPLETED, 800, (-2, -1), (3_150,), "Xã Thiện Nghiệp"),
        unit="phong-van-hoa-va-thong-tin",
        funding="xa-hoi-hoa",
        sponsor="Ngân sách thành phố, người dân đóng góp 20%",
        progress="Đã đưa vào sử dụng.",
    ),
    Venture(
        "Trường Mầm non Đức Long",
        "Thêm 8 nhóm lớp cho con công nhân, ngư dân.",
        *(SCHOOLS, COMPLETED, 900, (-2, -1), (21_600,), "Phường Đức Long"),
        unit="phong-giao-duc-va-dao-tao",
        progress="Đã nghiệm thu; quyết toán đang chờ duyệt.",
    ),
    Venture(
        "Bê tông hóa đường liên thôn",
        "Xe chở thanh long đi lại được trong mùa mưa.",
        *(SPACE, COMPLETED, 700, (-2, -1), (5_480,), "Xã Phong Nẫm"),
        kind="Nâng cấp, nhóm C",
        funding="xa-hoi-hoa",
        sponsor="Ngân sách xã, người dân hiến đất",
        unit="xa-phong-nam",
        progress="Hoàn thành 3,2 km.",
    ),
)


@dataclass(frozen=True)
class Package:
    """A tender, approved `days` ago, with bids `open_for` days from then; `project` begins the title of its project."""

    title: str
    kind: str
    days: int
    open_for: int
    millions: int
    state: str
    project: str = ""
    result: tuple[str, int] = ("", 0)
    unit: str = URBAN


PACKAGES = (
    Package(
        *("Gói thầu số 04: Thi công mặt đường, vỉa hè đường Hùng Vương", "xay-lap", 18, 30, 61_300, "moi-thau"),
        project="Nâng cấp, mở rộng đường Hùng Vương",
    ),
    Package(
        *("Gói thầu số 02: Thi công kè đoạn K0+450 đến K1+100", "xay-lap", 50, 25, 38_900, "xet-thau"),
        project="Kè bảo vệ bờ biển",
    ),
    Package(
        *("Gói thầu số 03: Xây 10 phòng học và công trình phụ", "xay-lap", 240, 20, 10_900, "co-ket-qua"),
        project="Trường Tiểu học Phú Tài",
        result=("Công ty TNHH Xây dựng Biển Xanh", 10_640),
        unit="phong-giao-duc-va-dao-tao",
    ),
    Package(
        *("Mua sắm tập trung máy tính, máy in cho các cơ quan", "hang-hoa", 150, 20, 2_350, "co-ket-qua"),
        result=("Công ty Cổ phần Thiết bị Nam Trung", 2_278),
        unit=FINANCE,
    ),
)


@dataclass(frozen=True)
class Scheme:
    """A plan, approved `days` ago; `earlier` is (what it does, how the title of the earlier one begins)."""

    title: str
    field: str
    days: int
    years: tuple[int, int]
    extract: str
    unit: str
    articles: tuple[str, ...] = ()
    earlier: tuple[str, str] = ("", "")


SCHEMES = (
    Scheme(
        "Danh mục dự án mời gọi đầu tư vào du lịch, dịch vụ ven biển",
        *("dau-tu", 120, (0, 3)),
        "Tám dự án mời gọi vốn, với vị trí, diện tích, ưu đãi về tiền thuê đất.",
        FINANCE,
        ("Nhà đầu tư nộp hồ sơ tại Bộ phận Tiếp nhận và Trả kết quả.", "Ưu đãi theo quy định của Luật Đầu tư."),
    ),
    Scheme(
        "Quy hoạch chung xây dựng đô thị",
        *("xay-dung-dat-dai", 1500, (-4, 16)),
        "Định hướng phát triển không gian, giao thông, cây xanh, thoát nước.",
        URBAN,
    ),
    Scheme(
        "Điều chỉnh cục bộ quy hoạch phân khu ven biển",
        *("xay-dung-dat-dai", 200, (0, 16)),
        "Giữ lại bốn lối xuống biển cho người dân, thêm 3,5 ha cây xanh công cộng.",
        URBAN,
        earlier=("adjusts", "Quy hoạch chung"),
    ),
    Scheme(
        "Kế hoạch sử dụng đất trong năm",
        *("xay-dung-dat-dai", 75, (0, 0)),
        "Danh mục công trình, dự án thu hồi đất và chuyển mục đích sử dụng đất.",
        LAND,
    ),
    Scheme(
        "Kế hoạch quản lý khai thác cát, đất san lấp",
        *("tai-nguyen", 140, (0, 2)),
        "Các khu vực được khai thác, công suất hằng năm, tuyến đường vận chuyển.",
        LAND,
    ),
    Scheme(
        "Kế hoạch thu gom, phân loại và xử lý rác thải sinh hoạt",
        *("chat-thai", 35, (0, 2)),
        "Lịch thu gom từng phường, xã; điểm tập kết; khu vực ô nhiễm ven cảng cá phải xử lý trước.",
        LAND,
        ("Rác thu gom hằng ngày tại các phường, hai ngày một lần tại các xã.",),
    ),
)
