"""The documents of the demo city: invented, with days counted back from the day for which it is built."""

from dataclasses import dataclass

CITY, COUNCIL = "Ủy ban nhân dân thành phố Phan Thiết", "Hội đồng nhân dân thành phố Phan Thiết"
# Who issues documents, and whether it is the office whose site this is.
AUTHORITIES = ((COUNCIL, False), (CITY, True), ("Văn phòng HĐND và UBND thành phố", False))
CHAIR, DEPUTY = ("Trần Hoàng Nguyên", "Chủ tịch"), ("Võ Thanh Sơn", "Phó Chủ tịch")


@dataclass(frozen=True)
class Paper:
    """A document: `number` without its year, which follows from `days`, how long ago it was issued.

    `ends` names (kind, number) of an older one, `until` how many days after its issue it holds.
    """

    form: str
    number: str
    days: int
    extract: str
    field: str
    articles: tuple
    authority: str = CITY
    signer: tuple = CHAIR
    ends: tuple = ()
    until: int | None = None


PAPERS = (
    Paper(
        "quyet-dinh",
        "12/{year}/QĐ-UBND",
        1600,
        "Ban hành Quy chế quản lý vỉa hè, lòng đường trên địa bàn thành phố Phan Thiết",
        "xay-dung-do-thi",
        (
            "Quy chế này áp dụng cho các tổ chức, hộ gia đình, cá nhân sử dụng vỉa hè, lòng đường.",
            "Ủy ban nhân dân các phường, xã cấp phép sử dụng tạm thời vỉa hè cho việc cưới, việc tang.",
        ),
    ),
    Paper(
        "quyet-dinh",
        "05/{year}/QĐ-UBND",
        210,
        "Ban hành Quy chế quản lý, sử dụng tạm thời vỉa hè, lòng đường trên địa bàn thành phố Phan Thiết",
        "xay-dung-do-thi",
        (
            "Chiều rộng còn lại dành cho người đi bộ tối thiểu 1,5 mét.",
            "Quyết định này thay thế quyết định trước đây về cùng nội dung.",
        ),
        ends=("replaces", "12/{year}/QĐ-UBND"),
    ),
    Paper(
        "nghi-quyet",
        "38/NQ-HĐND",
        330,
        "Về nhiệm vụ phát triển kinh tế – xã hội, bảo đảm quốc phòng – an ninh của thành phố",
        "kinh-te-tai-chinh",
        ("Thông qua các chỉ tiêu chủ yếu về kinh tế, xã hội, môi trường.", "Giao UBND thành phố tổ chức thực hiện."),
        authority=COUNCIL,
        signer=("Nguyễn Văn Minh", "Chủ tịch"),
    ),
    Paper(
        "ke-hoach",
        "145/KH-UBND",
        96,
        "Phòng, chống bệnh sốt xuất huyết trên địa bàn thành phố",
        "y-te-xa-hoi",
        (
            "Mỗi phường, xã tổ chức ít nhất một đợt diệt lăng quăng trong tháng.",
            "Trung tâm Y tế báo cáo số ca mắc vào thứ Sáu hằng tuần.",
        ),
        signer=DEPUTY,
    ),
    Paper(
        "ke-hoach",
        "21/KH-UBND",
        420,
        "Ra quân lập lại trật tự đô thị, vệ sinh môi trường dịp Tết Nguyên đán",
        "xay-dung-do-thi",
        ("Thời gian ra quân: trong 45 ngày kể từ ngày ban hành.",),
        signer=DEPUTY,
        until=45,
    ),
    Paper(
        "cong-van",
        "2485/UBND-VX",
        150,
        "V/v cung cấp tin, bài cho Trang Thông tin điện tử thành phố",
        "van-hoa-the-thao-du-lich",
        (
            "Các cơ quan, đơn vị phân công một lãnh đạo và một công chức phụ trách cung cấp thông tin.",
            "Mỗi tháng gửi tối thiểu số tin, bài đã giao trước ngày 25.",
        ),
        signer=DEPUTY,
    ),
    Paper(
        "cong-van",
        "3107/UBND-KT",
        40,
        "V/v khắc phục sạt lở bờ biển khu vực phường Hàm Tiến",
        "dat-dai-moi-truong",
        ("Giao Phòng Quản lý đô thị chủ trì khảo sát, đề xuất phương án trước ngày 15 hằng tháng.",),
    ),
    Paper(
        "chi-thi",
        "07/CT-UBND",
        75,
        "Tăng cường công tác phòng cháy, chữa cháy mùa khô",
        "quoc-phong-an-ninh",
        ("Chủ tịch UBND phường, xã chịu trách nhiệm kiểm tra các chợ, kho hàng, khu dân cư.",),
    ),
    Paper(
        "thong-bao",
        "215/TB-VPUBND",
        18,
        "Kết luận của Chủ tịch UBND thành phố tại cuộc họp giao ban tháng",
        "noi-vu-cai-cach-hanh-chinh",
        ("Các phòng, ban báo cáo tiến độ giải ngân trước ngày 20.",),
        authority="Văn phòng HĐND và UBND thành phố",
        signer=("Lê Thị Thu Hà", "Chánh Văn phòng"),
    ),
    Paper(
        "quyet-dinh",
        "1045/QĐ-UBND",
        60,
        "Công bố thủ tục hành chính được tiếp nhận tại Bộ phận một cửa của UBND phường, xã",
        "noi-vu-cai-cach-hanh-chinh",
        ("Danh mục gồm các lĩnh vực hộ tịch, chứng thực, đất đai, chính sách xã hội.",),
    ),
    Paper(
        "huong-dan",
        "03/HD-UBND",
        120,
        "Hướng dẫn xét tặng danh hiệu “Khu phố văn hóa”, “Gia đình văn hóa”",
        "van-hoa-the-thao-du-lich",
        ("Khu phố gửi hồ sơ về UBND phường trước ngày 30 tháng 10 hằng năm.",),
        signer=DEPUTY,
    ),
    Paper(
        "bao-cao",
        "412/BC-UBND",
        12,
        "Tình hình kinh tế – xã hội của thành phố trong tháng",
        "kinh-te-tai-chinh",
        ("Lượng khách du lịch đến thành phố tăng so với cùng kỳ năm trước.",),
    ),
)
# Written, and waiting for somebody else of the board.
WAITING = Paper(
    "thong-bao",
    "222/TB-UBND",
    3,
    "Về việc tạm ngừng lưu thông trên đường Nguyễn Đình Chiểu để sửa chữa",
    "xay-dung-do-thi",
    ("Thời gian: từ 22 giờ đến 5 giờ sáng hôm sau, trong 10 ngày.",),
)
