"""Heads as mail programmes write them, well or badly: read the same, and never an error."""

import email

import pytest

from submissions.letters import headers


def head(raw):
    return email.message_from_bytes(raw + b"\r\n\r\n")


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        (b"=?utf-8?B?UGjGsOG7nW5nIFBow7ogVGjhu6d5?=", "Phường Phú Thủy"),
        (b"=?UTF-8?Q?Ph=C6=B0=E1=BB=9Dng_Ph=C3=BA?=", "Phường Phú"),
        # A letter of three bytes cut in two, as Outlook does.
        (b"=?utf-8?Q?Ph=C6=B0=E1=BB?= =?utf-8?Q?=9Dng?=", "Phường"),
        # Folded, with a blank between two words that is none.
        (b"=?utf-8?Q?T?=\r\n =?utf-8?Q?in?= bai", "Tin bai"),
        ("Phường".encode(), "Phường"),
        # Decomposed by windows-1258: "ê" and a dot below it.
        (b"=?windows-1258?Q?Vi=EA=F2t?=", "Việt"),
        (b"=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=", "日本"),
        # Decomposed by a Mac.
        ("Việt".encode().replace("ệ".encode(), "e\u0323\u0302".encode()), "Việt"),
        (b"=?khong-co?Q?tin=20bai?=", "tin bai"),
        (b"=?utf-8?B?dGlu===?=", "tin"),
        (b"=?utf-8?B?d?=", ""),
        (b"=?utf-8?X?abc?=", "=?utf-8?X?abc?="),
        # Said to be ASCII, and is not.
        (b"=?us-ascii?Q?Ph=C3=BA?=", "Phú"),
        (b"=?rot13?Q?gva?=", "gva"),
        (b"", ""),
    ],
)
def test_subjects(raw, read):
    assert headers.text(head(b"Subject: " + raw), "Subject") == read


@pytest.mark.parametrize(
    ("raw", "address"),
    [
        ("hoa@phanthiet.example", "hoa@phanthiet.example"),
        ("Hoa <HOA@phanthiet.example>", "hoa@phanthiet.example"),
        ('"hoa@phanthiet.example" <ke.gian@xau.example>', "ke.gian@xau.example"),
        ("hoa@phanthiet.example <ke.gian@xau.example>", ""),
        ("hoa@phanthiet.example, ke.gian@xau.example", ""),
        ("Hoa <hoa@phanthiet.example>, Ke <ke.gian@xau.example>", ""),
        ("hoa@phanthiet.example (ke.gian@xau.example)", "hoa@phanthiet.example"),
        ("hoa@phanthiet.example)bob@xau.example", ""),
        ("<hoa@phanthiet.example", ""),
        ("Hoa", ""),
        ("", ""),
        ("hoa@phanthiet.example\u200b", ""),
        ("hоa@phanthiet.example", ""),  # a Cyrillic о
    ],
)
def test_one_address_without_a_doubt_or_none(raw, address):
    assert headers.sole_address(raw) == address


def test_two_heads_that_say_who_sent_it_say_nothing():
    assert headers.sender(head(b"From: hoa@phanthiet.example\r\nFrom: ke.gian@xau.example")) == ""


def test_an_endless_head_is_read_so_far():
    raw = b"Subject: " + b"=?utf-8?Q?a?= " * 50_000
    assert len(headers.value(head(raw), "Subject")) <= headers.LONGEST


def test_message_ids():
    assert headers.message_ids("<a@b> <c d> <e@f>\r\nBcc: x") == ["<a@b>", "<e@f>"]
