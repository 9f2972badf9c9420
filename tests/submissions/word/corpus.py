"""What people send: {name: (the bytes of a file, {what is read of it})}, by the program that writes such a file."""

import io

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm

from tests.submissions.word.writers import (
    LEAD,
    TEXT,
    TITLE,
    deleted,
    docx,
    font,
    graphic,
    jpeg,
    p,
    part,
    picture,
    png,
    point,
    relation,
    run,
    strict,
    style,
    table,
    text_box,
    title,
)

START = (title(), p(LEAD, look="b"))
TEXT_HTML = f"<p>{TEXT}</p>"
HEADINGS = style("Heading1", "heading 1") + style("Heading2", "heading 2") + style("Title", "Title")


def python_docx():
    document = Document()
    head = document.add_table(1, 2)
    head.cell(0, 0).text = "UBND PHƯỜNG PHÚ THỦY"
    head.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    document.add_paragraph("TIN, BÀI")
    line = document.add_paragraph()
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    line.add_run(TITLE).bold = True
    document.add_paragraph().add_run(LEAD).bold = True
    document.add_paragraph(TEXT)
    document.add_paragraph().add_run().add_picture(io.BytesIO(jpeg()), width=Mm(100))
    line = document.add_paragraph()
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    line.add_run("Đoàn viên nhặt rác. Ảnh: Minh Hằng").italic = True
    document.add_heading("Kết quả", 2)
    for words in ("Hai tấn rác", "Năm mươi cây dừa"):
        document.add_paragraph(words, style="List Bullet")
    figures = document.add_table(2, 2)
    for place, words in enumerate(("STT", "TỔ", "1", "Tổ dân phố 4")):
        figures.cell(place // 2, place % 2).text = words
    line = document.add_paragraph()
    line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    line.add_run("Tin, ảnh: Nguyễn Thị Hoa").bold = True
    document.add_paragraph("CHỦ TỊCH")
    document.add_paragraph("Trần Văn Bình")
    document.add_paragraph("Nơi nhận:\n- Như trên;\n- Lưu: VT.")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def anchored(key):
    """A run with a picture that text flows round, as WPS writes it."""
    inner = picture(key).replace("wp:inline", "wp:anchor")
    return inner.replace('<wp:docPr id="1"', '<wp:simplePos x="0" y="0"/><wp:wrapTopAndBottom/><wp:docPr id="1"')


def split_runs(text):
    """As Word does while somebody types and corrects: a run for each few letters, with marks of spelling between."""
    pieces = [text[place : place + 3] for place in range(0, len(text), 3)]
    return '<w:proofErr w:type="spellStart"/>'.join(run(piece, more='<w:lang w:val="vi-VN"/>') for piece in pieces)


# A run as Google Docs writes it.
GOOGLE = '<w:rtl w:val="0"/>'
GOOGLE_LINK = '<w:color w:val="1155cc"/><w:u w:val="single"/>'
WPS_FONTS = '<w:rFonts w:hint="default" w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="SimSun"/>'
TCVN3_TITLE = "Ra qu©n dän vÖ sinh b·i biÓn"
VNI_TITLE = "Ra quaân doïn veä sinh baõi bieån"
HEAD = (
    p("ỦY BAN NHÂN DÂN", side="center"),
    p("PHƯỜNG PHÚ THỦY", side="center", look="b"),
    p("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", side="center", look="b"),
    p("Độc lập – Tự do – Hạnh phúc", side="center", look="b"),
    p("Số: 12/BC-UBND"),
    p("Phú Thủy, ngày 04 tháng 4 năm 2019", side="right", look="i"),
)
RAISED = '<w:vertAlign w:val="superscript"/>'
HEADER = '<w:headerReference w:type="default" r:id="rIdH"/>'
FOOTER = '<w:footerReference w:type="default" r:id="rIdF"/>'
CUT_TWO = '<a:srcRect l="20000" r="10000"/>'
COMMENTS = part("comments", f'<w:comment w:id="7">{p("Kiểm tra lại số liệu")}</w:comment>')
FOOTNOTES = part("footnotes", f'<w:footnote w:id="3">{p("Theo báo cáo của phường.")}</w:footnote>')
ENDNOTES = part("endnotes", f'<w:endnote w:id="4">{p("Xem thêm phụ lục.")}</w:endnote>')
LINK = relation("rIdL", "hyperlink", "https://phanthiet.example/tin?a=1&amp;b=2", external=True)
FILE_LINK = relation("rIdL", "hyperlink", "file:///C:/hoso.doc", external=True)


def linked(text="cổng thông tin"):
    return f'<w:hyperlink r:id="rIdL">{run(text)}</w:hyperlink>'


CASES = {
    # --- python-docx
    "python-docx, a whole paper": (
        python_docx(),
        {
            "title": TITLE,
            "lead": LEAD,
            "author": "Nguyễn Thị Hoa",
            "blocks": [
                TEXT_HTML,
                0,
                "<h2>Kết quả</h2><ul><li>Hai tấn rác</li><li>Năm mươi cây dừa</li></ul>",
                [["STT", "TỔ"], ["1", "Tổ dân phố 4"]],
            ],
            "photos": [("Đoàn viên nhặt rác.", "Minh Hằng")],
            "left_out": ["heading", "label", "signature", "recipients", "byline"],
            "problems": [],
        },
    ),
    # --- Word
    "Word, plain": (docx(*START, p(TEXT)), {"title": TITLE, "lead": LEAD, "blocks": [TEXT_HTML], "problems": []}),
    "Word, words in pieces": (
        docx(p(split_runs(TITLE), style="Title"), p(split_runs(LEAD)), p(split_runs(TEXT)), styles=HEADINGS),
        {"title": TITLE, "lead": LEAD, "blocks": [TEXT_HTML]},
    ),
    "Word, headings by style": (
        docx(p(TITLE, style="Title"), p(LEAD), p("Diễn biến", style="Heading1"), p(TEXT), styles=HEADINGS),
        {"title": TITLE, "lead": LEAD, "blocks": [f"<h2>Diễn biến</h2>{TEXT_HTML}"]},
    ),
    "Word, a title over two lines": (
        docx(title("PHƯỜNG PHÚ THỦY"), title("RA QUÂN DỌN VỆ SINH"), p(LEAD), p(TEXT)),
        {"title": "PHƯỜNG PHÚ THỦY RA QUÂN DỌN VỆ SINH", "lead": LEAD},
    ),
    "Word, labels": (
        docx(p(f"Tiêu đề: {TITLE}"), p(f"Sapo: {LEAD}"), p(TEXT)),
        {"title": TITLE, "lead": LEAD, "blocks": [TEXT_HTML]},
    ),
    "Word, a title like all else": (docx(p(TITLE), p(LEAD), p(TEXT)), {"title": TITLE, "lead": LEAD}),
    "Word, no title": (docx(p(LEAD), p(TEXT)), {"title": "", "lead": LEAD, "problems": ["no_title"]}),
    "Word, one paragraph": (
        docx(title(), p(TEXT)),
        {"title": TITLE, "lead": "", "blocks": [TEXT_HTML], "problems": ["no_lead"]},
    ),
    "Word, decomposed letters": (
        docx(title("Ra qu\u0061\u0302n d\u006f\u0323n v\u0065\u0323\u0302 sinh"), p(LEAD), p(TEXT)),
        {"title": "Ra quân dọn vệ sinh"},
    ),
    "Word, bold, slanted, raised": (
        docx(
            *START,
            p(
                "Có ",
                run("chữ đậm", look="b"),
                " và ",
                run("nghiêng", look="i"),
                " 25 m",
                run("2", more='<w:vertAlign w:val="superscript"/>'),
                ".",
            ),
        ),
        {"blocks": ["<p>Có <b>chữ đậm</b> và <i>nghiêng</i> 25 m².</p>"]},
    ),
    "Word, numbered lists": (
        docx(*START, point("Một", number=2), point("Hai", number=2), point("Con", number=2, level=1)),
        {"blocks": ["<ol><li>Một</li><li>Hai<ol><li>Con</li></ol></li></ol>"]},
    ),
    "Word, typed points": (
        docx(*START, p("- Hai tấn rác;"), p("- Năm mươi cây dừa."), p(TEXT)),
        {"blocks": [f"<ul><li>Hai tấn rác;</li><li>Năm mươi cây dừa.</li></ul>{TEXT_HTML}"]},
    ),
    "Word, a link": (
        docx(*START, p("Xem ", linked(), " của thành phố."), relations=[LINK]),
        {
            "blocks": [
                '<p>Xem <a href="https://phanthiet.example/tin?a=1&amp;b=2">cổng thông tin</a> của thành phố.</p>'
            ],
            "problems": [],
        },
    ),
    "Word, a link into somebody's computer": (
        docx(*START, p("Xem ", linked("hồ sơ"), "."), relations=[FILE_LINK]),
        {"blocks": ["<p>Xem hồ sơ.</p>"], "problems": ["link"]},
    ),
    "Word, a link by a field": (
        docx(
            *START,
            p(
                '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "javascript:alert(1)" '
                '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>',
                run("bấm vào đây"),
                '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            ),
            p(TEXT),
        ),
        {"blocks": [f"<p>bấm vào đây</p>{TEXT_HTML}"], "problems": ["link"]},
    ),
    "Word, the head of a paper in lines": (
        docx(*HEAD, *START, p(TEXT)),
        {"title": TITLE, "lead": LEAD, "left_out": ["heading"]},
    ),
    "Word, the signature in a table": (
        docx(*START, p(TEXT), table(("NGƯỜI VIẾT", "CHỦ TỊCH"), ("Lê Thị Mai", "Trần Văn Bình"))),
        {"blocks": [TEXT_HTML], "left_out": ["signature"]},
    ),
    "Word, photos behind the recipients": (
        docx(*START, p(TEXT), p("Nơi nhận:"), p("- Như trên;"), p(picture()), p("Ảnh: Minh Hằng")),
        {"blocks": [TEXT_HTML, 0], "photos": [("", "Minh Hằng")], "left_out": ["recipients"]},
    ),
    "Word, the author at the end": (
        docx(*START, p(TEXT), p("Minh Hằng", look="b", side="right")),
        {"author": "Minh Hằng", "blocks": [TEXT_HTML], "left_out": ["byline"]},
    ),
    "Word, whose photos they are at the end": (
        docx(*START, p(TEXT), p(picture()), p("Đoàn viên nhặt rác.", look="i"), p("Tin: Lê Mai - Ảnh: Minh Hằng")),
        {"author": "Lê Mai", "photos": [("Đoàn viên nhặt rác.", "Minh Hằng")]},
    ),
    "Word, the caption in the photo's paragraph": (
        docx(*START, p(picture(), "<w:r><w:br/></w:r>", "Nhặt rác ven biển (Ảnh: Minh Hằng)"), p(TEXT)),
        {"blocks": [0, TEXT_HTML], "photos": [("Nhặt rác ven biển", "Minh Hằng")]},
    ),
    "Word, caption by style and source below": (
        docx(
            *START,
            p(picture()),
            p("Hình 1. Bãi rác", style="Caption"),
            p("Nguồn: TTXVN"),
            p(TEXT),
            styles=style("Caption", "caption"),
        ),
        {"blocks": [0, TEXT_HTML], "photos": [("Bãi rác", "Nguồn: TTXVN")]},
    ),
    "Word, photos placed by a table": (
        docx(
            *START,
            table((p(picture()), p(picture("rIdB"))), ("Trước khi dọn", "Sau khi dọn")),
            p(TEXT),
            pictures={"rIdA": jpeg(), "rIdB": png()},
        ),
        {"blocks": [0, 1, TEXT_HTML], "photos": [("Trước khi dọn", ""), ("Sau khi dọn", "")], "problems": []},
    ),
    "Word, a photo among figures": (
        docx(*START, table(("Tổ", "Ảnh", "Số"), ("4", p(picture()), "12"), ("5", "không", "7"))),
        {"blocks": [[["Tổ", "Ảnh", "Số"], ["4", "", "12"], ["5", "không", "7"]], 0], "problems": ["picture_moved"]},
    ),
    "Word, one photo twice": (
        docx(*START, p(picture()), p(TEXT), p(picture())),
        {"blocks": [0, TEXT_HTML, 0], "photos": [("", "")]},
    ),
    "Word, what the photo shows": (
        docx(
            *START,
            p(picture(alt="Đoàn viên cầm túi rác")),
            p(picture("rIdB", alt="C:\\\\anh\\\\IMG_01.jpg")),
            p(TEXT),
            pictures={"rIdA": jpeg(), "rIdB": jpeg("red")},
        ),
        {"alts": ["Đoàn viên cầm túi rác", ""]},
    ),
    "Word, a photo cut to size": (
        docx(*START, p(picture(cut=CUT_TWO)), p(TEXT)),
        {"blocks": [0, TEXT_HTML], "problems": ["picture_cut"]},
    ),
    "Word, pictures that cannot be taken": (
        docx(
            *START,
            p("Có hình ", picture("rIdE")),
            p("Ở ngoài ", picture("rIdX", how="link")),
            p("Thiếu ", picture("rIdGone")),
            pictures={"rIdE": b"\x01\x00\x00\x00 EMF"},
            relations=[relation("rIdX", "image", "https://anh.example/a.jpg", external=True)],
        ),
        {"photos": [], "problems": ["picture_kind", "picture_linked", "picture_missing"]},
    ),
    "Word, joined cells": (
        docx(*START, table(("Tổ dân phố",), ("4", "12"), spans={(0, 0): '<w:gridSpan w:val="2"/>'})),
        {"blocks": [[["Tổ dân phố", ""], ["4", "12"]]], "problems": ["merged_cells"]},
    ),
    "Word, a table in a table": (
        docx(*START, table(("Tổ", "Số"), ("4", table(("nam", "nữ"), ("5", "7")) + p("")))),
        {"blocks": [[["Tổ", "Số"], ["4", "nam nữ 5 7"]]], "problems": ["nested_table"]},
    ),
    "Word, all that is no text": (
        docx(
            *START,
            p("Biểu đồ", graphic("<c:chart/>")),
            p("Sơ đồ", graphic("<dgm:relIds/>", uri="diagram")),
            p("Hình", graphic('<wps:wsp><a:prstGeom prst="star5"/></wps:wsp>', uri="shape")),
            p("Gạch", graphic('<wps:wsp><a:prstGeom prst="line"/></wps:wsp>', uri="shape")),
            p("Tệp", '<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>'),
            p("Công thức ", "<m:oMath><m:r><m:t>x+y</m:t></m:r></m:oMath>"),
            p("Chú thích", '<w:r><w:footnoteReference w:id="3"/></w:r>'),
            p("Cuối bài", '<w:r><w:endnoteReference w:id="4"/></w:r>'),
            p("Góp ý", '<w:r><w:commentReference w:id="7"/></w:r>'),
            relations=[
                relation("rIdF", "footnotes", "footnotes.xml"),
                relation("rIdEn", "endnotes", "endnotes.xml"),
                relation("rIdC", "comments", "comments.xml"),
            ],
            parts={"word/footnotes.xml": FOOTNOTES, "word/endnotes.xml": ENDNOTES, "word/comments.xml": COMMENTS},
        ),
        {
            "problems": ["chart", "smart_art", "shape", "object", "equation", "footnote", "endnote", "comment"],
            "words": ["x+y", "Theo báo cáo của phường.", "Xem thêm phụ lục.", "Kiểm tra lại số liệu"],
            "places": ["Biểu đồ", "Sơ đồ", "Hình", "Tệp", "Công thức", "Chú thích", "Cuối bài", "Góp ý"],
        },
    ),
    "Word, a text box": (
        docx(*START, p("Đoạn chính.", text_box(p("Số điện thoại: 3.822.222"))), p(TEXT)),
        {
            "blocks": [f"<p>Đoạn chính.</p><p>Số điện thoại: 3.822.222</p>{TEXT_HTML}"],
            "problems": ["text_box"],
            "words": ["Số điện thoại: 3.822.222"],
        },
    ),
    "Word, a photo in a text box": (
        docx(*START, p(TEXT, text_box(p(picture()), p("Nhặt rác", look="i")))),
        {"blocks": [TEXT_HTML, 0], "photos": [("Nhặt rác", "")]},
    ),
    "Word, tracked changes": (
        docx(
            *START,
            p("Thu gom ", f'<w:del w:id="1">{deleted("một")}</w:del><w:ins w:id="2">{run("hai")}</w:ins>', " tấn rác."),
        ),
        {"blocks": ["<p>Thu gom hai tấn rác.</p>"], "problems": ["deleted"], "words": ["một"]},
    ),
    "Word, a whole paragraph deleted": (
        docx(*START, p(f'<w:del w:id="1">{deleted("Bỏ đoạn này.")}</w:del>'), p(TEXT)),
        {"blocks": [TEXT_HTML], "problems": ["deleted"], "words": ["Bỏ đoạn này."]},
    ),
    "Word, hidden words": (
        docx(*START, p("Công khai.", run(" Nội bộ: chưa duyệt", more="<w:vanish/>"))),
        {"blocks": ["<p>Công khai.</p>"], "problems": ["hidden"], "words": ["Nội bộ: chưa duyệt"]},
    ),
    "Word, heads and feet of pages": (
        docx(
            *START,
            p(TEXT),
            section=HEADER + FOOTER,
            relations=[relation("rIdH", "header", "header1.xml"), relation("rIdF", "footer", "footer1.xml")],
            parts={"word/header1.xml": part("hdr", p("Dự thảo lần 2")), "word/footer1.xml": part("ftr", p("3"))},
        ),
        {"blocks": [TEXT_HTML], "problems": ["header"], "words": ["Dự thảo lần 2"]},
    ),
    "Word, TCVN3 by its font": (
        docx(
            p(run(TCVN3_TITLE, look="b", more=font(".VnTime")), side="center"),
            p(run("S¸ng 4/4, h¬n 100 ®oµn viªn.", more=font(".VnTime"))),
            p(TEXT),
        ),
        {"title": TITLE, "lead": "Sáng 4/4, hơn 100 đoàn viên.", "blocks": [TEXT_HTML], "problems": ["converted"]},
    ),
    "Word, TCVN3 in capitals, with a soft hyphen": (
        docx(
            p(
                "<w:r><w:rPr>"
                f"{font('.VnTimeH')}<w:b/></w:rPr><w:t xml:space='preserve'>ñy ban nh©n d©n ph</w:t>"
                "<w:softHyphen/><w:t>êng</w:t></w:r>",
                side="center",
            ),
            p(LEAD),
            p(TEXT),
        ),
        {"title": "ỦY BAN NHÂN DÂN PHƯỜNG"},
    ),
    "Word, VNI by its font, a sign in the next run": (
        docx(
            p(
                run(VNI_TITLE[:6], look="b", more=font("VNI-Times")),
                run(VNI_TITLE[6:], look="b", more=font("VNI-Times")),
                side="center",
            ),
            p(LEAD),
            p(TEXT),
        ),
        {"title": TITLE, "problems": ["converted"]},
    ),
    "Word, TCVN3 after somebody changed the font": (
        docx(
            title(TCVN3_TITLE),
            p("C¸c ®oµn viªn ®· thu gom h¬n 2 tÊn r¸c trªn bê biÓn."),
            p("Ho¹t ®éng kÕt thóc lóc 9 giê."),
        ),
        {"title": TITLE, "lead": "Các đoàn viên đã thu gom hơn 2 tấn rác trên bờ biển."},
    ),
    "Word, Unicode in an old font": (
        docx(
            p(run(TITLE, look="b", more=font(".VnTime")), side="center"), p(run(LEAD, more=font("VNI-Times"))), p(TEXT)
        ),
        {"title": TITLE, "lead": LEAD, "problems": []},
    ),
    "Word, strict": (
        strict(docx(title(), p(LEAD), p(TEXT), p(picture()))),
        {"title": TITLE, "lead": LEAD, "blocks": [TEXT_HTML, 0]},
    ),
    # --- WPS
    "WPS Office": (
        docx(
            p(run(TITLE, more=WPS_FONTS), style="2"),
            p(run(LEAD, more=WPS_FONTS)),
            p(run(TEXT, more=WPS_FONTS)),
            p(picture(alt="IMG_20190404")),
            p(run("Ảnh: Minh Hằng", more=WPS_FONTS), side="center"),
            styles=style("2", "heading 1", more="<w:basedOn w:val='1'/>") + style("1", "Normal"),
        ),
        {"title": TITLE, "lead": LEAD, "blocks": [TEXT_HTML, 0], "photos": [("", "Minh Hằng")]},
    ),
    "WPS Office, a table and a photo behind the text": (
        docx(
            p(run(TITLE, look="b", more=WPS_FONTS), side="center"),
            p(run(LEAD, more=WPS_FONTS + '<w:lang w:val="en-US" w:eastAsia="zh-CN"/>')),
            p('<w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/>', run(TEXT, more=WPS_FONTS)),
            table(
                (p(run("TỔ", look="b", more=WPS_FONTS)), p(run("SỐ", look="b", more=WPS_FONTS))),
                (p(run("4", more=WPS_FONTS)), p(run("12", more=WPS_FONTS))),
            ),
            p(anchored("rIdA")),
            p(run("Đoàn viên nhặt rác", look="i", more=WPS_FONTS), side="center"),
        ),
        {
            "title": TITLE,
            "lead": LEAD,
            "blocks": [TEXT_HTML, [["TỔ", "SỐ"], ["4", "12"]], 0],
            "photos": [("Đoàn viên nhặt rác", "")],
            "problems": [],
        },
    ),
    "WPS Office, points by a style": (
        docx(
            *START,
            point(run("Hai tấn rác", more=WPS_FONTS), number=1),
            point(run("Năm mươi cây dừa", more=WPS_FONTS), number=1),
            p(run("25 m", more=WPS_FONTS), run("2", more=WPS_FONTS + RAISED), run(".", more=WPS_FONTS)),
        ),
        {"blocks": ["<ul><li>Hai tấn rác</li><li>Năm mươi cây dừa</li></ul><p>25 m².</p>"]},
    ),
    # --- Google Docs
    "Google Docs, a table, a link and a photo": (
        docx(
            p(run(TITLE, more=GOOGLE), style="Title"),
            p(run(LEAD, more=GOOGLE)),
            p(
                run("Xem ", more=GOOGLE),
                f'<w:hyperlink r:id="rIdL">{run("cổng", more=GOOGLE + GOOGLE_LINK)}</w:hyperlink>',
                run(".", more=GOOGLE),
            ),
            table(
                (p(run("TỔ", more='<w:b w:val="1"/>' + GOOGLE)), p(run("SỐ", more='<w:b w:val="1"/>' + GOOGLE))),
                (p(run("4", more=GOOGLE)), p(run("12", more=GOOGLE))),
            ),
            p(picture(), side="center"),
            p(run("Ảnh: Minh Hằng", more=GOOGLE), side="center"),
            styles=HEADINGS,
            relations=[LINK],
        ),
        {
            "title": TITLE,
            "lead": LEAD,
            "blocks": [
                '<p>Xem <a href="https://phanthiet.example/tin?a=1&amp;b=2">cổng</a>.</p>',
                [["TỔ", "SỐ"], ["4", "12"]],
                0,
            ],
            "photos": [("", "Minh Hằng")],
        },
    ),
    "Google Docs, words that are not bold by what it writes": (
        docx(*START, p(run("Không đậm", more='<w:b w:val="0"/><w:i w:val="0"/>' + GOOGLE), run(".", more=GOOGLE))),
        {"blocks": ["<p>Không đậm.</p>"]},
    ),
    "Google Docs": (
        docx(
            p(
                '<w:bookmarkStart w:id="0" w:name="_a"/><w:bookmarkEnd w:id="0"/>',
                run(TITLE, more=GOOGLE),
                style="Title",
            ),
            p(run(LEAD, more=GOOGLE)),
            p(run("Kết quả", more=GOOGLE), style="Heading2"),
            point("Hai tấn rác"),
            point("Năm mươi cây dừa"),
            p(run(TEXT, more=GOOGLE)),
            p(picture(), side="center"),
            styles=HEADINGS,
        ),
        {
            "title": TITLE,
            "lead": LEAD,
            "blocks": [
                f"<h2>Kết quả</h2><ul><li>Hai tấn rác</li><li>Năm mươi cây dừa</li></ul>{TEXT_HTML}",
                0,
            ],
        },
    ),
    # --- LibreOffice
    "LibreOffice": (
        docx(
            p(run(TITLE, more="<w:lang w:val='vi-VN'/>"), style="Title"),
            p(run(LEAD), style="TextBody"),
            p(run("Kết quả"), style="Heading1"),
            p(run(TEXT), style="TextBody"),
            styles=style("Heading1", "Heading 1", more="<w:basedOn w:val='Heading'/>")
            + style("Heading", "Heading")
            + style("Title", "Title", more="<w:basedOn w:val='Heading'/>")
            + style("TextBody", "Body Text"),
        ),
        {"title": TITLE, "lead": LEAD, "blocks": [f"<h2>Kết quả</h2>{TEXT_HTML}"]},
    ),
    "LibreOffice, bold by a style": (
        docx(
            p(TITLE, style="Dam", side="center"),
            p(LEAD),
            p(TEXT),
            styles=style("Dam", "Đậm", more="<w:rPr><w:b/></w:rPr>"),
        ),
        {"title": TITLE, "lead": LEAD},
    ),
    "an unusual name of the main part": (
        docx(*START, p(TEXT), main="word/document.xml", parts={"docProps/core.xml": "<x/>"}),
        {"title": TITLE, "blocks": [TEXT_HTML]},
    ),
}
