"""What citizens of the demonstration city asked, and what became of it; invented, as are the people."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Told:
    """A question that was asked `days` ago; `until` names how far it has come."""

    days: int
    until: str
    subject: str
    text: str
    answer: str = ""
    # What the public reads of the question, where it is published.
    public: str = ""
    name: str = ""
    telephone: str = ""
    helped: bool | None = None


QUESTIONS = (
    Told(
        days=1,
        until="new",
        subject="Nước sinh hoạt yếu vào giờ cao điểm",
        text="Khu vực hẻm 84 đường Thủ Khoa Huân nước chảy rất yếu từ 17 giờ đến 20 giờ, đã hơn một tuần nay.",
        name="Lê Văn Hòa",
        telephone="0900 000 121",
    ),
    Told(
        days=3,
        until="new",
        subject="Xin cho biết lịch phun thuốc diệt muỗi",
        text="Khu phố tôi có nhiều ca sốt xuất huyết. Xin cho biết khi nào phun thuốc và người dân cần chuẩn bị gì.",
    ),
    Told(
        days=30,
        until="forwarded",
        subject="Rác ứ đọng ở bờ sông Cà Ty",
        text="Đoạn bờ kè gần cầu có nhiều rác, mùi hôi, mỗi sáng người đi tập thể dục đều phải tránh.",
        name="Nguyễn Thị Bích",
    ),
    Told(
        days=9,
        until="progress",
        subject="Vỉa hè bị lấn chiếm để bán hàng",
        text="Vỉa hè trước chợ bị bày hàng kín, học sinh phải đi xuống lòng đường. Đề nghị phường xử lý.",
        answer="Phường đang phối hợp với Ban quản lý chợ sắp xếp lại chỗ bán; sẽ báo kết quả trước cuối tháng.",
    ),
    Told(
        days=7,
        until="drafted",
        subject="Thủ tục xác nhận tình trạng hôn nhân",
        text="Tôi đang ở tỉnh khác, muốn xin giấy xác nhận tình trạng hôn nhân thì có phải về phường không?",
        answer="Ông (bà) có thể nộp hồ sơ trực tuyến trên Cổng dịch vụ công và nhận kết quả qua bưu chính. Bộ phận "
        "tiếp nhận của phường sẽ gọi điện nếu cần bổ sung giấy tờ.",
        name="Trần Minh Quân",
        telephone="0900 000 233",
    ),
    Told(
        days=12,
        until="approved",
        subject="Đèn tín hiệu ở ngã tư hỏng",
        text="Đèn tín hiệu ở ngã tư gần trường học nháy vàng suốt ngày, giờ tan học rất nguy hiểm.",
        answer="Đơn vị vận hành đã thay bộ điều khiển; đèn hoạt động trở lại bình thường. Cảm ơn ông (bà) đã phản ánh.",
    ),
    Told(
        days=40,
        until="published",
        subject="Đèn đường hẻm 12 không sáng",
        text="Tôi là Phạm Thị Lan, nhà ở hẻm 12. Đèn đường hẻm tôi tắt từ tuần trước, buổi tối rất tối.",
        answer="Phường đã kiểm tra, thay 3 bóng đèn và dây dẫn bị hỏng. Từ nay đèn hỏng được thay trong vòng 3 ngày "
        "làm việc kể từ khi nhận phản ánh.",
        public="Đèn đường ở hẻm 12 tắt từ tuần trước, buổi tối rất tối. Đề nghị sửa.",
        name="Phạm Thị Lan",
        telephone="0900 000 345",
        helped=True,
    ),
    Told(
        days=55,
        until="published",
        subject="Giờ làm việc của bộ phận một cửa ngày thứ Bảy",
        text="Tôi đi làm cả tuần, ngày thứ Bảy phường có nhận hồ sơ không và đến mấy giờ?",
        answer="Bộ phận Tiếp nhận và Trả kết quả làm việc sáng thứ Bảy, từ 7 giờ 30 đến 11 giờ 30, trừ ngày lễ.",
        public="Ngày thứ Bảy phường có nhận hồ sơ không và đến mấy giờ?",
        helped=True,
    ),
    Told(
        days=15,
        until="out_of_scope",
        subject="Hóa đơn tiền điện tăng bất thường",
        text="Tháng này tiền điện nhà tôi tăng gấp đôi, tôi muốn được kiểm tra lại công tơ.",
        answer="Công ty Điện lực (tổng đài chăm sóc khách hàng ghi trên hóa đơn).",
    ),
    Told(days=5, until="spam", subject="Cho vay nhanh lãi suất thấp", text="Vay nhanh trong ngày, không cần thế chấp."),
)
