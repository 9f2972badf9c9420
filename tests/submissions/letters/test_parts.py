"""Mails taken apart: words, files, and what is only named."""

from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest

from submissions.letters import parts
from tests.submissions.mails import mail

SENDER = "hoa@phanthiet.example"


def one_part(*heads, body=b""):
    return b"From: hoa@phanthiet.example\r\n" + "".join(f"{head}\r\n" for head in heads).encode() + b"\r\n" + body


def test_a_plain_mail():
    letter = parts.read(mail(f"Hoa <{SENDER}>", subject="Tin phường", text="Sáng nay."))
    assert (letter.sender, letter.subject) == (SENDER, "Tin phường")
    assert [words.text.strip() for words in letter.words] == ["Sáng nay."]
    assert letter.files == [] and letter.closed == []


def test_of_two_versions_the_formatted_one():
    letter = parts.read(mail(SENDER, text="Chữ trơn.", html="<p>Chữ <b>đậm</b>.</p>"))
    assert [words.is_html for words in letter.words] == [True]


def test_an_empty_formatted_version_does_not_hide_the_plain_one():
    letter = parts.read(mail(SENDER, text="Chữ trơn.", html=" "))
    assert [words.text.strip() for words in letter.words] == ["Chữ trơn."]


@pytest.mark.parametrize(
    ("head", "body", "read"),
    [
        ("text/plain; charset=windows-1258", "Vi\xea\xf2t".encode("latin-1"), "Viê\u0323t"),
        ("text/plain; charset=iso-2022-jp", b"\x1b$BF|K\\\x1b(B", "日本"),
        ("text/plain; charset=us-ascii", "Phú Thủy".encode(), "Phú Thủy"),
        ("text/plain", "Phú Thủy".encode(), "Phú Thủy"),
        ("text/plain; charset=khong-co", "Phú Thủy".encode(), "Phú Thủy"),
        ('text/plain; charset="utf-8', "Phú Thủy".encode(), "Phú Thủy"),
        ("text/plain; charset=utf-8", "Phú".encode() + b"\xff", None),
        ("text/plain; charset=zip", b"Tin.", "Tin."),
        ("text/plain; charset*=a\0b''utf-8", b"Tin.", "Tin."),
    ],
)
def test_letters_of_any_kind(head, body, read):
    (words,) = parts.read(one_part(f"Content-Type: {head}", "Content-Transfer-Encoding: 8bit", body=body)).words
    assert words.text == read if read else words.text.startswith("Ph")


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ('attachment; filename="tin.docx"', "tin.docx"),
        ("attachment; filename=tin bai.docx", "tin bai.docx"),
        ("attachment; filename*=UTF-8''Tin%20ph%C6%B0%E1%BB%9Dng.docx", "Tin phường.docx"),
        ("attachment; filename=\"x.docx\"; filename*=UTF-8'vi'Ph%C3%BA.docx", "Phú.docx"),
        ("attachment; filename*0*=UTF-8''Tin%20ph%C6%B0; filename*1*=%E1%BB%9Dng; filename*2=.docx", "Tin phường.docx"),
        ('attachment; filename="=?utf-8?B?UGjDui5kb2N4?="', "Phú.docx"),
        ('attachment; filename="=?utf-8?Q?Ph=C3?= =?utf-8?Q?=BA.docx?="', "Phú.docx"),
        ('attachment; filename="Phú.docx"', "Phú.docx"),
        ('attachment; filename="../../etc/passwd"', "passwd"),
        ('attachment; filename="C:\\\\Users\\\\hoa\\\\tin.docx"', "tin.docx"),
        ('attachment; filename="tin\u202excod.exe"', "tinxcod.exe"),
        (f'attachment; filename="{"a" * 300}.docx"', f"{'a' * 90}.docx"),
    ],
)
def test_names_of_files(head, name):
    raw = one_part("Content-Type: application/octet-stream", f"Content-Disposition: {head}", body=b"x")
    assert [file.name for file in parts.read(raw).files] == [name]


def test_a_name_of_a_mac_is_composed():
    raw = one_part('Content-Type: image/jpeg; name="Phu\u0301.jpg"', body=b"x")
    assert [file.name for file in parts.read(raw).files] == ["Phú.jpg"]


def test_what_is_only_named():
    letter = EmailMessage()
    letter["From"] = SENDER
    letter.set_content("Tin.")
    inner = EmailMessage()
    inner.set_content("Thư bên trong.")
    inner.add_attachment(b"x", maintype="image", subtype="png", filename="trong.png")
    letter.add_attachment(inner, filename="chuyen.eml")
    letter.add_attachment(b"x", maintype="application", subtype="ms-tnef", filename="winmail.dat")
    letter.add_attachment(b"x", maintype="application", subtype="octet-stream", filename="WINMAIL.DAT")
    letter.add_attachment(b"x", maintype="application", subtype="pkcs7-signature", filename="smime.p7s")
    read = parts.read(letter.as_bytes())
    assert read.closed == ["chuyen.eml", "winmail.dat", "WINMAIL.DAT"]
    assert read.files == []
    assert "bên trong" not in "".join(words.text for words in read.words)


def test_too_many_parts():
    message = MIMEMultipart()
    for _number in range(parts.MOST_PARTS + 1):
        message.attach(MIMEText("x"))
    with pytest.raises(parts.TooManyParts):
        parts.read(message.as_bytes())


def test_too_deep():
    message = MIMEText("x")
    for _number in range(parts.DEEPEST + 2):
        outer = MIMEMultipart()
        outer.attach(message)
        message = outer
    with pytest.raises(parts.TooManyParts):
        parts.read(message.as_bytes())


def test_a_mail_of_ten_thousand_parts_costs_nothing():
    with pytest.raises(parts.TooManyParts):
        parts.read(
            b"Content-Type: multipart/mixed; boundary=x\r\n\r\n" + b"--x\r\nContent-Type: text/plain\r\n\r\n" * 10_000
        )


@pytest.mark.parametrize(
    "raw", [b"", b"\x00\xff" * 500, b"\r\n\r\n\r\n", b"From\r\n: x\r\n\r\n", b"Content-Type: multipart/mixed\r\n\r\nx"]
)
def test_no_mail_at_all_is_no_error(raw):
    assert parts.read(raw).sender == ""


def test_the_same_mail_has_the_same_key_and_nobody_uses_up_that_of_another():
    first = mail(SENDER, message_id="<a@b>", text="Tin.")
    again = mail(SENDER, message_id="<a@b>", text="Tin.", heads=[("Received", "from elsewhere")])
    forged = mail("ke.gian@xau.example", message_id="<a@b>", text="Tin.")
    keys = [parts.key_of(parts.head_of(raw), raw) for raw in (first, again, forged)]
    assert keys[0] == keys[1] != keys[2]


def test_without_an_id_the_whole_mail_is_the_key():
    one, other = (mail(SENDER, message_id="", text=text) for text in ("Tin.", "Tin khác."))
    keys = [parts.key_of(parts.head_of(raw), raw) for raw in (one, one, other)]
    assert keys[0] == keys[1] != keys[2]
