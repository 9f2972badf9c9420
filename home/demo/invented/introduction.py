"""What the demo city tells of itself: invented people in real posts; of the place what is widely known."""

import datetime

COUNCIL, COMMITTEE = "Thường trực Hội đồng nhân dân thành phố", "Lãnh đạo Ủy ban nhân dân thành phố"
TERM = datetime.date(2021, 6, 30)

# (heading, name, post, telephone, e-mail, duties, biography); the same people lead in the working calendar.
LEADERS = (
    (
        COUNCIL,
        "Nguyễn Hữu Phước",
        "Chủ tịch Hội đồng nhân dân thành phố",
        "0252 000 0201",
        "nhphuoc@phanthiet.example",
        ("Điều hành hoạt động của Thường trực Hội đồng nhân dân.", "Chủ tọa các kỳ họp Hội đồng nhân dân thành phố."),
        "Sinh năm 1968. Cử nhân Luật, cao cấp lý luận chính trị. Công tác tại thành phố từ năm 1993.",
    ),
    (
        COUNCIL,
        "Đặng Thị Mỹ Dung",
        "Phó Chủ tịch Hội đồng nhân dân thành phố",
        "0252 000 0202",
        "dtmdung@phanthiet.example",
        ("Phụ trách hoạt động giám sát, khảo sát.", "Theo dõi việc giải quyết kiến nghị của cử tri."),
        "Sinh năm 1975. Cử nhân Hành chính, cao cấp lý luận chính trị. Nguyên Chủ tịch UBND một phường của thành phố.",
    ),
    (
        COMMITTEE,
        "Trần Quốc Bình",
        "Chủ tịch Ủy ban nhân dân thành phố",
        "0252 000 0211",
        "tqbinh@phanthiet.example",
        (
            "Lãnh đạo, điều hành toàn diện công việc của Ủy ban nhân dân thành phố.",
            "Trực tiếp chỉ đạo quy hoạch, kế hoạch phát triển kinh tế - xã hội, tài chính - ngân sách, tổ chức bộ máy.",
            "Tiếp công dân định kỳ vào thứ Tư hằng tuần.",
        ),
        "Sinh năm 1970 tại phường Đức Thắng. Kỹ sư xây dựng, thạc sĩ Quản lý công. Từng công tác ở Phòng Quản lý đô "
        "thị, sau đó là Phó Chủ tịch Ủy ban nhân dân thành phố.",
    ),
    (
        COMMITTEE,
        "Lê Thị Thu Hà",
        "Phó Chủ tịch Ủy ban nhân dân thành phố",
        "0252 000 0212",
        "lttha@phanthiet.example",
        (
            "Phụ trách văn hóa, thông tin, giáo dục, y tế, lao động, chính sách xã hội.",
            "Trưởng ban chỉ đạo phòng, chống dịch bệnh; Trưởng ban chỉ đạo ứng dụng công nghệ thông tin.",
        ),
        "Sinh năm 1976 tại phường Phú Trinh. Thạc sĩ Quản lý giáo dục. Từng là giáo viên, cán bộ Phòng Giáo dục và "
        "Đào tạo.",
    ),
    (
        COMMITTEE,
        "Phạm Văn Lộc",
        "Phó Chủ tịch Ủy ban nhân dân thành phố",
        "0252 000 0213",
        "pvloc@phanthiet.example",
        (
            "Phụ trách quản lý đô thị, xây dựng, giao thông, tài nguyên và môi trường.",
            "Chỉ đạo giải phóng mặt bằng, trật tự đô thị, phòng, chống thiên tai.",
        ),
        "Sinh năm 1973 tại xã Tiến Thành. Kỹ sư thủy lợi. Từng là Chủ tịch Ủy ban nhân dân xã.",
    ),
    (
        COMMITTEE,
        "Huỳnh Ngọc Thiên Kim",
        "Ủy viên Ủy ban nhân dân, Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân thành phố",
        "0252 000 0214",
        "hntkim@phanthiet.example",
        ("Tham mưu chương trình công tác của Ủy ban nhân dân.", "Quản lý Bộ phận tiếp nhận và trả kết quả."),
        "Sinh năm 1981. Cử nhân Ngữ văn, cử nhân Hành chính.",
    ),
)
LONG_HAIR = ("Đặng Thị Mỹ Dung", "Lê Thị Thu Hà")
# Has no portrait yet.
WITHOUT_PORTRAIT = "Huỳnh Ngọc Thiên Kim"
# Whose leaders of the register stand on the page too, and so with portraits on the page of the unit.
WARD = "phuong-phu-thuy"
OF_THE_WARD = "Lãnh đạo phường Phú Thủy"

ORGANISATION = (
    "<p>Ủy ban nhân dân thành phố có các cơ quan chuyên môn giúp việc theo Nghị định 37/2014/NĐ-CP; dưới thành phố có "
    "18 phường, xã. Sơ đồ dưới đây lập từ danh mục cơ quan, đơn vị đang hoạt động; bấm vào tên để đọc tin, bài và cách "
    "liên hệ của từng nơi.</p>"
)
FUNCTIONS = (
    "<p>Ủy ban nhân dân thành phố là cơ quan hành chính nhà nước ở địa phương, do Hội đồng nhân dân thành phố bầu, "
    "chịu trách nhiệm trước nhân dân, Hội đồng nhân dân cùng cấp và cơ quan hành chính nhà nước cấp trên.</p>"
    "<ul><li>Tổ chức thi hành Hiến pháp, pháp luật và nghị quyết của Hội đồng nhân dân trên địa bàn.</li>"
    "<li>Xây dựng, trình Hội đồng nhân dân quyết định kế hoạch phát triển kinh tế - xã hội, dự toán ngân sách.</li>"
    "<li>Quản lý đất đai, đô thị, môi trường, giáo dục, y tế, văn hóa, trật tự, an toàn xã hội theo phân cấp.</li></ul>"
)
DUTIES = {
    "van-phong-hdnd-ubnd": "Tham mưu tổng hợp; bảo đảm hoạt động của Hội đồng nhân dân và Ủy ban nhân dân; quản lý "
    "Bộ phận tiếp nhận và trả kết quả.",
    "phong-noi-vu": "Tổ chức bộ máy, cán bộ, công chức; cải cách hành chính; thi đua, khen thưởng; văn thư, lưu trữ.",
    "phong-tu-phap": "Xây dựng, kiểm tra văn bản; phổ biến pháp luật; hộ tịch, chứng thực; hòa giải ở cơ sở.",
    "phong-tai-chinh-ke-hoach": "Tài chính, ngân sách, tài sản công; kế hoạch, đầu tư; đăng ký kinh doanh hộ cá thể.",
    "phong-van-hoa-va-thong-tin": "Văn hóa, gia đình, thể dục thể thao, du lịch, thông tin; thường trực Ban Biên "
    "tập Trang Thông tin điện tử.",
}

MAP = "Thành phố có 14 phường và 4 xã, trải từ Tiến Thành ở phía tây nam đến Mũi Né ở phía đông."

# (subject, title, lead, paragraphs, (scene of the picture, what it shows) or None)
SUBJECTS = (
    (
        "history",
        "Lịch sử hình thành và phát triển",
        "Từ những làng chài ven cửa sông Cà Ty đến đô thị biển: hơn một thế kỷ kể từ khi thị xã Phan Thiết được "
        "thành lập.",
        (
            "<h2>Buổi đầu</h2><p>Vùng cửa sông Cà Ty có cư dân Chăm sinh sống từ lâu đời. Từ cuối thế kỷ XVII, lưu dân "
            "người Việt theo đường biển vào lập làng, làm nghề cá, nghề muối và nghề nước mắm.</p>"
            "<h2>Thị xã Phan Thiết</h2><p>Năm 1898, thị xã Phan Thiết được thành lập theo dụ của vua Thành Thái. "
            "Năm 1907, "
            "các sĩ phu yêu nước mở trường Dục Thanh; năm 1910, thầy giáo Nguyễn Tất Thành dạy học ở đây trước khi vào "
            "Sài Gòn.</p>"
            "<h2>Từ năm 1975</h2><p>Ngày 19 tháng 4 năm 1975, Phan Thiết được giải phóng. Năm 1999, thị xã được "
            "nâng lên "
            "thành phố thuộc tỉnh Bình Thuận; năm 2009, thành phố được công nhận là đô thị loại II.</p>",
        ),
        ("harbour", "Thuyền cá neo ở cửa sông Cà Ty"),
    ),
    (
        "nature",
        "Điều kiện tự nhiên",
        "Thành phố biển của miền cực Nam Trung Bộ: nắng nhiều, mưa ít, bờ biển dài hơn năm mươi ki-lô-mét.",
        (
            "<p>Thành phố nằm ven Biển Đông, hai bên sông Cà Ty. Phía đông là các đồi cát của Mũi Né, phía bắc là "
            "đồng bằng "
            "hẹp, phía tây nam là dải cát ven biển của Tiến Thành.</p>"
            "<p>Khí hậu nhiệt đới, một năm có hai mùa: mùa mưa từ tháng 5 đến tháng 10, mùa khô từ tháng 11 đến "
            "tháng 4. "
            "Nhiệt độ trung bình năm khoảng 27 °C; lượng mưa thuộc loại thấp của cả nước.</p>",
        ),
        ("dunes", "Đồi cát ở phía đông thành phố"),
    ),
    (
        "culture",
        "Truyền thống văn hóa",
        "Lễ hội Cầu ngư, lễ hội Nghinh Ông và nghề làm nước mắm: nếp sống của cư dân gắn với biển.",
        (
            "<p>Lễ hội Cầu ngư ở các vạn chài cầu cho trời yên biển lặng, được mùa tôm cá. Vạn Thủy Tú, lập từ năm "
            "1762, "
            "thờ cá Ông và còn giữ bộ xương cá voi lớn.</p>"
            "<p>Lễ hội Nghinh Ông của cộng đồng người Hoa, lễ hội Katê của đồng bào Chăm ở tháp Pô Sah Inư, đêm "
            "rước đèn "
            "Trung thu thu hút đông người dân và du khách.</p>"
            "<p>Nước mắm Phan Thiết ủ trong thùng gỗ từ cá cơm và muối, là nghề truyền thống của nhiều gia đình.</p>",
        ),
        ("fish_sauce", "Thùng ủ nước mắm"),
    ),
    (
        "monuments",
        "Di tích lịch sử, văn hóa",
        "Trường Dục Thanh, nhóm tháp Pô Sah Inư, Vạn Thủy Tú và những di tích khác trên địa bàn.",
        (
            "<h3>Nhóm tháp Pô Sah Inư</h3><p>Ba ngôi tháp Chăm trên đồi Bà Nài, phường Phú Hài, xây từ cuối thế kỷ "
            "VIII đến "
            "đầu thế kỷ IX.</p>"
            "<h3>Trường Dục Thanh</h3><p>Ngôi trường bên sông Cà Ty, ở phường Đức Nghĩa, nay nằm trong khu di tích "
            "cùng Bảo "
            "tàng Hồ Chí Minh.</p>"
            "<h3>Lầu nước</h3><p>Tháp nước bên sông Cà Ty, xây trong những năm 1928 - 1934, từ lâu là hình ảnh quen "
            "thuộc "
            "của Phan Thiết.</p>",
        ),
        ("cham_tower", "Tháp Chăm trên đồi Bà Nài"),
    ),
    (
        "sights",
        "Danh lam, thắng cảnh",
        "Đồi cát Mũi Né, Suối Tiên, bãi biển Đồi Dương, bãi đá Ông Địa.",
        (
            "<p>Đồi cát Mũi Né đổi hình theo gió từng ngày. Suối Tiên chảy giữa hai bờ cát đỏ ở phường Hàm Tiến. "
            "Bãi biển Đồi "
            "Dương, với hàng dương lâu năm, nằm ngay trong nội thành.</p>",
        ),
        ("beach", "Bãi biển buổi sớm"),
    ),
)
