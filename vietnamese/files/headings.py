"""By which other words offices head a column: one list for all tables that are read in."""

from vietnamese.text import fold

# The heading that we ask for → what stands there instead. Compared without marks, capitals and punctuation.
ALSO_SAID = {
    "Họ và tên": ("Họ tên", "Tên cán bộ", "Họ và tên cán bộ", "Tên tác giả"),
    "Cơ quan": ("Đơn vị", "Tên đơn vị", "Tên cơ quan", "Đơn vị công tác"),
    "Đơn vị": ("Cơ quan", "Tên đơn vị", "Tên cơ quan", "Đơn vị công tác", "Nơi công tác"),
    "Chức vụ": ("Chức danh", "Chức vụ, chức danh"),
    "Email": ("E-mail", "Thư điện tử", "Địa chỉ email", "Hộp thư", "Email công vụ"),
    "Điện thoại": ("Số điện thoại", "SĐT", "ĐT", "Di động", "Số di động", "Điện thoại liên hệ"),
    "Vai trò": ("Vai trò trong hệ thống", "Quyền", "Phân quyền"),
    "Đơn vị kế thừa": ("Sáp nhập vào",),
    "Căn cứ": ("Nghị định",),
    "Mã số thuế": ("MST", "Mã số thuế cá nhân"),
    "Số căn cước": ("CCCD", "Số CCCD", "Số CMND", "Số định danh cá nhân"),
    "Số tài khoản": ("Tài khoản ngân hàng", "STK"),
    "Ngân hàng, chi nhánh": ("Ngân hàng",),
}
# Numbers the lines, and says nothing of anybody.
NUMBERS_OF_LINES = frozenset({"stt", "tt", "so tt", "so thu tu", "no"})
_ALSO_SAID = {fold(heading): tuple(map(fold, others)) for heading, others in ALSO_SAID.items()}


def spellings(heading):
    """`heading` and whatever else is said for it, folded (a tuple)."""
    folded = fold(str(heading))
    return (folded, *_ALSO_SAID.get(folded, ()))
