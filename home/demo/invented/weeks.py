"""What the leaders of the demo city do in a week: invented, as are the people."""

# (weekday, from, to or "", what, who leads it, who takes part, where); weekdays from 0, Thứ Hai.
CHAIR, DEPUTY, SECOND_DEPUTY = "CT Trần Quốc Bình", "PCT Lê Thị Thu Hà", "PCT Phạm Văn Lộc"
HALL, ROOM = "Hội trường UBND thành phố", "Phòng họp số 1"

WEEK = (
    (
        0,
        "07:30",
        "08:30",
        "Chào cờ, giao ban đầu tuần với các phòng, ban.",
        CHAIR,
        "Các PCT; trưởng các phòng, ban",
        HALL,
    ),
    (
        0,
        "14:00",
        "16:30",
        "Nghe báo cáo tiến độ chỉnh trang đường Tuyên Quang.",
        SECOND_DEPUTY,
        "Phòng Quản lý đô thị; Ban Quản lý dự án; UBND phường Bình Hưng",
        ROOM,
    ),
    (
        1,
        "08:00",
        "11:00",
        "Họp thành viên UBND thành phố, thông qua dự toán ngân sách.",
        CHAIR,
        "Thành viên UBND; Phòng Tài chính – Kế hoạch",
        ROOM,
    ),
    (
        2,
        "07:30",
        "11:00",
        "Tiếp công dân định kỳ.",
        CHAIR,
        "Thanh tra thành phố; Văn phòng HĐND và UBND",
        "Ban Tiếp công dân",
    ),
    (
        2,
        "14:00",
        "",
        "Kiểm tra công tác phòng, chống sốt xuất huyết tại phường Phú Thủy.",
        DEPUTY,
        "Trung tâm Y tế; UBND phường Phú Thủy",
        "UBND phường Phú Thủy",
    ),
    (
        3,
        "08:00",
        "10:00",
        "Làm việc với các trường về an toàn giao thông trước cổng trường.",
        DEPUTY,
        "Phòng Giáo dục và Đào tạo; Công an thành phố",
        ROOM,
    ),
    (
        4,
        "08:00",
        "11:30",
        "Dự hội nghị trực tuyến của tỉnh về chuyển đổi số.",
        SECOND_DEPUTY,
        "Phòng Văn hóa và Thông tin",
        HALL,
    ),
    (4, "14:00", "16:00", "Ký duyệt văn bản, làm việc tại cơ quan.", CHAIR, "", ""),
)
NOTE = "Lịch này thay cho giấy mời của các cuộc họp ghi trong lịch."
