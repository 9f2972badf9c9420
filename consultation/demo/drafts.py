"""What the demonstration city asks opinions on, and what its people say; invented, as are the people."""

from dataclasses import dataclass

ADDRESS = "Ủy ban nhân dân thành phố Phan Thiết, thành phố Phan Thiết, tỉnh Bình Thuận"


@dataclass(frozen=True)
class Said:
    """An opinion that came so many days before the last one; `until` names how far it has come."""

    days: int
    text: str
    until: str = "new"
    part: str = ""
    name: str = ""
    organisation: str = ""
    telephone: str = ""
    may_show: bool = True
    decision: str = ""
    reason: str = ""
    # What the public reads of it.
    shown: str = ""


@dataclass(frozen=True)
class Draft:
    """A consultation: published `began` days ago, its last day `ends` days from now (negative: over)."""

    title: str
    unit: str
    extract: str
    mailbox: str
    began: int
    ends: int
    articles: tuple
    said: tuple
    outcome: tuple = ()


MARKET = Draft(
    title="Dự thảo Phương án sắp xếp chỗ bán hàng, giữ xe quanh chợ Phan Thiết",
    unit="phong-quan-ly-do-thi",
    extract="Sắp xếp lại chỗ bán hàng, lối đi bộ và nơi giữ xe trên các tuyến đường quanh chợ Phan Thiết; áp dụng cho "
    "hộ kinh doanh, người đi chợ và người dân sống quanh chợ.",
    mailbox="quanlydothi@phanthiet.example",
    began=9,
    ends=5,
    articles=(
        "Dành tối thiểu 1,5 mét vỉa hè cho người đi bộ trên tất cả các đoạn đường quanh chợ.",
        "Hộ bán hàng tươi sống chuyển vào khu nhà lồng; hàng ăn sáng được bán ngoài nhà lồng đến 9 giờ.",
        "Tổ chức hai điểm giữ xe hai bánh, thu theo giá quy định của tỉnh.",
        "Xe tải giao hàng trước 6 giờ và sau 19 giờ.",
    ),
    said=(
        Said(
            days=8,
            until="given",
            part="Điểm 2",
            text="Tôi là Trần Thị Mười, bán bún ở cửa số 3. Khách ăn sáng của tôi đông đến 9 giờ 30, đề nghị "
            "cho bán đến 10 giờ.",
            name="Trần Thị Mười",
            telephone="0900 000 417",
            decision="accepted",
            reason="Giờ bán hàng ăn sáng được kéo dài đến 9 giờ 30, là lúc lượng xe quanh chợ còn ít.",
            shown="Khách ăn sáng còn đông đến 9 giờ 30, đề nghị cho bán đến 10 giờ.",
        ),
        Said(
            days=7,
            until="given",
            part="Điểm 4",
            text="Xe tải giao hàng sau 19 giờ gây ồn cho khu dân cư, đề nghị chỉ cho giao buổi sáng.",
            name="Nguyễn Quốc Toàn",
            decision="not_accepted",
            reason="Nếu chỉ giao hàng buổi sáng thì đường quanh chợ ùn tắc vào giờ đi làm. Ban quản lý "
            "chợ sẽ yêu cầu xe tắt máy khi bốc dỡ.",
            shown="Xe tải giao hàng sau 19 giờ gây ồn cho khu dân cư, đề nghị chỉ cho giao buổi sáng.",
        ),
        Said(
            days=6,
            until="given",
            part="Điểm 3",
            text="Giá giữ xe có niêm yết không? Nhiều nơi thu quá giá.",
            decision="explained",
            reason="Giá giữ xe theo quyết định của UBND tỉnh và được niêm yết tại từng điểm; thu quá giá thì báo số "
            "điện thoại đường dây nóng.",
            shown="Giá giữ xe có niêm yết không? Nhiều nơi thu quá giá.",
        ),
        Said(
            days=4,
            until="prepared",
            part="Điểm 1",
            text="Đề nghị kẻ vạch sơn để người bán biết ranh giới phần đường đi bộ.",
            organisation="Khu phố 2",
            decision="accepted",
            reason="Bổ sung việc kẻ vạch sơn trên toàn tuyến trước khi thực hiện phương án.",
            shown="Đề nghị kẻ vạch sơn để người bán biết ranh giới phần đường đi bộ.",
        ),
        Said(days=3, until="suspect", text="Cho vay nhanh trong ngày, không cần thế chấp."),
        Said(days=2, text="Khu nhà lồng còn dột khi mưa, cần sửa trước khi chuyển hộ bán hàng vào.", may_show=False),
        Said(days=1, text="Cần thêm nhà vệ sinh công cộng ở cổng phía sông.", part="Bổ sung", name="Lê Thanh Tâm"),
    ),
)
PLASTIC = Draft(
    title="Dự thảo Kế hoạch giảm rác thải nhựa trên bãi biển và cửa sông Cà Ty",
    unit="phong-tai-nguyen-va-moi-truong",
    extract="Mục tiêu, việc phải làm và kinh phí để giảm rác thải nhựa trên các bãi biển, cửa sông Cà Ty và cảng cá "
    "trong hai năm.",
    mailbox="moitruong@phanthiet.example",
    began=60,
    ends=-25,
    articles=(
        "Đặt thùng phân loại rác trên các bãi tắm công cộng, cách nhau không quá 200 mét.",
        "Tàu cá mang rác về bờ; cảng cá có điểm tiếp nhận miễn phí.",
        "Mỗi tháng một ngày ra quân dọn bãi biển, do các phường, xã ven biển tổ chức.",
    ),
    said=(
        Said(
            days=15,
            until="given",
            part="Điểm 1",
            text="200 mét là quá xa, khách bỏ rác lại trên cát. Nên đặt cách nhau 100 mét ở đoạn đông khách.",
            name="Phạm Ngọc Hà",
            decision="accepted",
            reason="Khoảng cách là 100 mét trên đoạn bãi tắm đông khách, 200 mét trên các đoạn còn lại.",
            shown="200 mét là quá xa, nên đặt thùng rác cách nhau 100 mét ở đoạn đông khách.",
        ),
        Said(
            days=12,
            until="given",
            part="Điểm 2",
            text="Nên phạt ngay tàu cá không mang rác về bờ.",
            decision="not_accepted",
            reason="Năm đầu vận động và tiếp nhận miễn phí; việc xử phạt theo quy định của pháp luật về "
            "bảo vệ môi trường, thành phố không đặt thêm mức phạt.",
            shown="Nên phạt ngay tàu cá không mang rác về bờ.",
        ),
        Said(
            days=10,
            until="given",
            text="Chúng tôi sẵn sàng cùng ra quân dọn bãi biển hằng tháng.",
            organisation="Hiệp hội Du lịch",
            decision="accepted",
            reason="Lịch ra quân sẽ gửi đến Hiệp hội trước 10 ngày.",
            may_show=False,
        ),
        Said(days=9, until="spam", text="Bán thùng rác giá rẻ, giao tận nơi."),
    ),
    outcome=(
        "Có 03 ý kiến góp ý qua trang thông tin điện tử.",
        "Tiếp thu 02 ý kiến: rút ngắn khoảng cách giữa các thùng phân loại rác còn 100 mét trên đoạn bãi tắm đông "
        "khách; mời các hiệp hội cùng ra quân dọn bãi biển.",
        "Chưa tiếp thu 01 ý kiến về xử phạt ngay tàu cá không mang rác về bờ, vì mức phạt do pháp luật về bảo vệ môi "
        "trường quy định; năm đầu thành phố vận động và tiếp nhận rác miễn phí.",
    ),
)
DRAFTS = (PLASTIC, MARKET)
