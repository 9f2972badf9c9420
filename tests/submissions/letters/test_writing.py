"""The words of mails become paragraphs, whichever way they are written."""

import pytest

from submissions.letters.parts import Words
from submissions.letters.writing import LONGEST, TooLong, paragraphs_of


def paragraphs(text, **how):
    return paragraphs_of([Words(text, **how)])[0]


def test_an_empty_line_divides_and_a_broken_line_does_not():
    text = "Sáng nay, hơn một trăm đoàn viên thanh niên phường đã ra quân dọn\r\nvệ sinh bãi biển.\r\n\r\nBà con.\r\n"
    assert paragraphs(text) == [
        "<p>Sáng nay, hơn một trăm đoàn viên thanh niên phường đã ra quân dọn vệ sinh bãi biển.</p>",
        "<p>Bà con.</p>",
    ]


def test_short_lines_are_paragraphs():
    assert paragraphs("Thu 12 bao rác.\nTrồng 30 cây.") == ["<p>Thu 12 bao rác.</p>", "<p>Trồng 30 cây.</p>"]


def test_flowed():
    text = "Sáng nay, \r\nđoàn viên \r\nra quân.\r\n\r\nBà con.\r\n-- \r\nHoa\r\n"
    assert paragraphs(text, flowed=True) == ["<p>Sáng nay, đoàn viên ra quân.</p>", "<p>Bà con.</p>"]
    assert paragraphs("Sáng n \r\nay.\r\n", flowed=True, delsp=True) == ["<p>Sáng nay.</p>"]
    assert paragraphs(" From đây.\r\n", flowed=True) == ["<p>From đây.</p>"]


def test_what_is_no_html_is_not_read_as_it():
    assert paragraphs("<script>alert(1)</script> & <b>") == [
        "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;</p>"
    ]


def test_letters_are_composed_in_both():
    assert paragraphs("Vie\u0323\u0302t") == ["<p>Việt</p>"]
    assert paragraphs("<p>Vie\u0323\u0302t</p>", is_html=True) == ["<p>Việt</p>"]


def test_gmail():
    html = (
        '<div dir="ltr"><div>Sáng nay, <b>đoàn viên</b> ra quân.</div><div><br></div><div>Bà con<br>hưởng ứng.</div>'
        '<div>-- </div><div class="gmail_signature">Hoa</div></div><br><div class="gmail_quote"><div dir="ltr" '
        'class="gmail_attr">Vào Th 5, 12 thg 4, 2019 vào lúc 09:12 Hoa &lt;<a href="mailto:h@p.example">h@p.example</a>'
        "&gt; đã viết:<br></div><blockquote>Cũ.</blockquote></div>"
    )
    found, left_out = paragraphs_of([Words(html, is_html=True)])
    assert found == ["<p>Sáng nay, <b>đoàn viên</b> ra quân.</p>", "<p>Bà con</p>", "<p>hưởng ứng.</p>"]
    assert len(left_out) == 2


def test_outlook():
    html = (
        "<html><head><style>p{}</style></head><body><p class=MsoNormal>Sáng nay.<o:p></o:p></p><h2>Kết quả</h2>"
        "<ul><li>12 bao</li></ul><p>&nbsp;</p><div id=divRplyFwdMsg><hr><b>Từ:</b> Hoa &lt;hoa@p.example&gt;<br>"
        "<b>Đã gửi:</b> 12/4<br><b>Chủ đề:</b> Tin</div><p>Cũ.</p></body></html>"
    )
    assert paragraphs(html, is_html=True) == ["<p>Sáng nay.</p>", "<h2>Kết quả</h2>", "<ul><li>12 bao</li></ul>"]


def test_nothing_dangerous_comes_through():
    html = (
        "<p onclick=x()>A<script>alert(1)</script><img src=x onerror=alert(1)><a href='javascript:x()'>b</a>"
        "<iframe src=//x></iframe><svg/onload=x></p>"
    )
    text = "".join(paragraphs(html, is_html=True))
    assert not any(word in text.lower() for word in ("script", "onerror", "onclick", "onload", "iframe", "svg"))
    assert "A" in text and "b" in text


def test_too_long():
    with pytest.raises(TooLong):
        paragraphs("a" * (LONGEST + 1))


@pytest.mark.parametrize("html", ["<div>" * 15_000 + "x", "<b>" * 15_000 + "x", "<br>" * 50_000])
def test_html_that_was_made_to_keep_a_reader_busy(html):
    with pytest.raises(TooLong):
        paragraphs(html, is_html=True)
