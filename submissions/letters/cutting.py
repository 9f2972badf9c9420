"""What stands in a mail beside the piece: quoted mails, signatures, greetings. Known by the lines that begin them.

The words of the programmes that are used in Vietnamese offices (Gmail, Outlook, Thunderbird, Apple Mail, Yahoo, Zalo's
and VNPT's webmail), in Vietnamese and English. What is cut is named to who sent it.
"""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

# The line above what is answered.
ANSWERED = re.compile(
    r"(On\b.{5,200}\bwrote:|Vào\b.{5,200}\bviết:|Ngày\b.{5,200}\bviết:|Lúc\b.{5,200}\bviết:"
    r"|-{3,}\s*(Original Message|Thư gốc|Tin nhắn gốc|Thư ban đầu)\s*-{3,}|_{20,})$",
    re.IGNORECASE,
)
# Its first half, where a programme breaks it in two: a day of the week, or a date.
HALF_OF_ANSWERED = re.compile(r"(On|Vào|Ngày|Lúc)\b.{0,20}(\d|\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun|Th|CN)\b)", re.IGNORECASE)
# The line above what is passed on.
PASSED_ON = re.compile(
    r"(-{3,}\s*(Forwarded message|Thư (đã )?(được )?chuyển tiếp|Tin nhắn (đã )?chuyển tiếp|Tin nhắn được chuyển tiếp)"
    r"\s*-{3,}|(Begin forwarded message|Bắt đầu thư (được )?chuyển tiếp):)$",
    re.IGNORECASE,
)
HEADS = "From|Từ|Người gửi|Date|Sent|Ngày|Đã gửi|Gửi lúc|Subject|Chủ đề|Tiêu đề|To|Đến|Tới|Người nhận|Cc|Đồng gửi"
# A line of the head of a mail inside a mail.
OF_A_HEAD = re.compile(rf"\*?({HEADS})\s*:\*?(\s|$)", re.IGNORECASE)
FIRST_OF_A_HEAD = re.compile(r"\*?(From|Từ|Người gửi)\s*:\*?\s.*@", re.IGNORECASE)
PHONE = re.compile(
    r"(Sent from (my|Mail|Outlook|Yahoo|Samsung)\b.{0,60}|(Đã |Được )?gửi từ (iPhone|iPad|điện thoại|thiết bị|Mail|"
    r"Outlook|Yahoo|Samsung)\b.{0,60}|Get Outlook for .{0,30}|Tải Outlook cho .{0,30})\.?$",
    re.IGNORECASE,
)
GREETING = re.compile(r"(Kính|Thân) (gửi|gởi|chào)\b.{0,150}$|(Dear|Hello|Hi)\b.{0,60}$", re.IGNORECASE)
CLOSING = re.compile(
    r"(Trân trọng|Kính thư|Thân ái|Thân mến|Trân trọng (kính )?(chào|cảm ơn|cám ơn)|Xin (trân trọng )?(cảm|cám) ơn"
    r"|(Best|Kind) regards|Regards|Thanks)(?!\s+\w{2,}\s+\w{2,}\s+\w{2,}).{0,40}$",
    re.IGNORECASE,
)
# So many lines at the end may be a name, a post and how to reach it.
LONGEST_SIGNATURE = 10
PREFIX = re.compile(r"\s*(re|fw|fwd|aw|tr|rv|trả lời|chuyển tiếp|phúc đáp)\s*(\[\d+\]|\(\d+\))?\s*:\s*", re.IGNORECASE)


@dataclass
class Cut:
    """What is left of a mail's `lines`, and in words what was left out (`left_out`, sentences)."""

    lines: list[str]
    left_out: list[str] = field(default_factory=list)


def bare_subject(subject):
    """`subject` (str, one line) without "Fwd:", "Re:", "Trả lời:" before it, however often they stand there."""
    while match := PREFIX.match(subject):
        subject = subject[match.end() :]
    return subject.strip()


def cut(lines, *, text_of=str.strip):
    """The Cut of `lines` (paragraphs of any kind, read by `text_of`): what the person wrote here.

    Who wrote nothing and only passes a mail on means what is in it.
    """
    said = [" ".join(text_of(line).split()) for line in lines]
    place = next((number for number in range(len(said)) if begins_another_mail(said, number)), None)
    own = without_greeting(without_signature(lines[:place], text_of=text_of), text_of=text_of)
    if place is None:
        return own
    if any(map(is_there, own.lines)):
        own.left_out.append(_("The mail that was quoted below was left out."))
        return own
    passed_on = cut(below(lines[place:], said[place:]), text_of=text_of)
    passed_on.left_out.insert(0, _("Who sent the mail that was passed on, and when, was left out."))
    return passed_on


def is_there(line):
    """Whether `line` shows anything: a paragraph of HTML without words may be a picture."""
    return bool(line.strip())


def begins_another_mail(said, number):
    """Whether at line `number` of `said` (texts) another mail begins; its first line may be broken in two."""
    text = said[number]
    both = f"{text} {said[number + 1]}" if number + 1 < len(said) else text
    return bool(
        ANSWERED.match(text)
        or PASSED_ON.match(text)
        or (HALF_OF_ANSWERED.match(text) and ANSWERED.match(both))
        or (FIRST_OF_A_HEAD.match(text) and any(map(OF_A_HEAD.match, said[number + 1 : number + 3])))
        or text.startswith(">")
    )


def below(lines, said):
    """`lines` of a mail in a mail without the line that begins it and its head."""
    number = 0
    while number < len(lines) and (
        not said[number] or number == 0 or OF_A_HEAD.match(said[number]) or begins_another_mail(said, number)
    ):
        if said[number].startswith(">"):
            break
        number += 1
    return [line[1:].removeprefix(" ") if line.startswith(">") else line for line in lines[number:]]


def without_greeting(own, *, text_of):
    """`own` (a Cut) without the line that greets, above the piece."""
    first = next((number for number, line in enumerate(own.lines) if text_of(line).strip()), None)
    if first is None or not GREETING.match(" ".join(text_of(own.lines[first]).split())):
        return own
    return Cut(own.lines[first + 1 :], [*own.left_out, _("The greeting was left out.")])


def without_signature(lines, *, text_of):
    """The Cut of `lines` without what ends a mail: "-- " and all below, thanks with name and post, the phone's line."""
    for number, line in enumerate(lines):
        text = text_of(line).strip()
        near_the_end = len([line for line in lines[number:] if text_of(line).strip()]) <= LONGEST_SIGNATURE
        if text == "--" or (near_the_end and (PHONE.match(text) or CLOSING.match(text))):
            return Cut(lines[:number], [_("The signature was left out.")])
    return Cut(list(lines))
