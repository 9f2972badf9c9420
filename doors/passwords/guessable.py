"""What Vietnamese passwords are made of when they are easily guessed: "matkhau2019", "Phanthiet@123", "Hoa1985!".

No list of passwords but of their parts: whatever is put together of these, of figures and of signs, with hardly
anything left, is refused, with or without Vietnamese marks, in whatever case.
"""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from submissions.models import Locality, Unit
from vietnamese.text import fold

# Words that people think of first; folded, without blanks.
LIST = """
matkhau pass passwd password pwd matma baomat quantri quanly admin administrator root user nguoidung taikhoan
dangnhap login welcome xinchao chao hello test thu moi macdinh default letmein secret bimat
anhyeuem emyeuanh yeuem yeuanh yeu iloveyou loveyou love conyeu vochong giadinh bome mehai bobame
vietnam viet nam hanoi saigon hochiminh tphcm hcm danang haiphong cantho hue dalat
phanthiet phan thiet binhthuan lamdong muine mui bien thanhpho tinh phuong ubnd uyban ubndtp vanphong vanhoa
thongtin bientap bbt baochi toasoan truyenthanh portal website trangtin congthongtin
congan giaoduc yte canbo congchuc lanhdao chutich giamdoc ketoan thuongtruc
nguyen tran pham hoang huynh phan dang bui ngo duong thi van
hoa lan huong mai thuy thanh tuan hung dung minh long son hai linh trang nga hanh
abc abcd abcde xyz zxc asd qwe qaz wsx qwerty qwertyuiop asdfgh asdfghjkl zxcvbn zxcvbnm azerty
thang nam ngay hai mot bon tet xuan thu dong chucmung
"""
# None of two letters: with those of a language that has only short words anything could be put together.
WORDS = frozenset(LIST.split())
ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz")
# So many letters that no part explains make it a password of somebody's own.
OWN_LETTERS = 4
# So many letters a word of a unit's name has to have to be looked for by itself.
LONG = 4
# As people write letters by figures and signs.
LIKE_LETTERS = str.maketrans("@0134$5", "aoieass")


def letters_of(password):
    """`password` (str) in small letters without marks, figures and signs; and once more with "@" as "a" and so on."""
    folded = fold(password)
    return {re.sub(r"[^a-z]", "", one) for one in (folded, fold(password.translate(LIKE_LETTERS)))}


def unexplained(letters, parts):
    """The fewest letters of `letters` that no word of `parts` and no row of the keyboard explains."""
    longest = max(map(len, parts))
    least = [0]
    for end in range(1, len(letters) + 1):
        best = least[end - 1] + 1
        for begin in range(max(0, end - longest), end):
            if is_part(letters[begin:end], parts):
                best = min(best, least[begin])
        least.append(best)
    return least[-1]


def is_part(piece, parts):
    if piece in parts:
        return True
    if len(piece) >= 3 and len(set(piece)) == 1:
        return True
    return len(piece) >= 4 and any(piece in row or piece in row[::-1] for row in ROWS)


def parts_of_the_place():
    """What the place, its site and its units are called: everybody who works here would try it.

    Whole names; of their words the long ones, for with all the short ones of a country anything could be put together.
    """
    names = [Locality.load().site_title, *Unit.objects.values_list("short_name", flat=True)]
    folded = [re.sub(r"[^a-z ]", "", fold(name)) for name in names]
    return {name.replace(" ", "") for name in folded} | {
        word for name in folded for word in name.split() if len(word) >= LONG
    }


class CommonVietnamesePasswordValidator:
    """Refuses what is put together of words and figures that anybody would try."""

    def validate(self, password, user=None):
        parts = WORDS | parts_of_the_place() | parts_of_the_person(user)
        for letters in letters_of(password[:128]):
            if unexplained(letters, parts) < OWN_LETTERS:
                raise ValidationError(
                    _(
                        "This password is easily guessed: it is made of common words, names, years or keys that lie "
                        "side by side. Please take a few words that only you put together."
                    ),
                    code="password_is_easily_guessed",
                )

    def get_help_text(self):
        return _("No common words, names, years or keys that lie side by side.")


def parts_of_the_person(user):
    """Names of `user` (str each), as in "Hoa1985!"."""
    if user is None:
        return set()
    said = " ".join(filter(None, (user.first_name, user.last_name, user.username, user.email.partition("@")[0])))
    return {word for word in re.findall(r"[a-z]+", fold(said)) if len(word) > 2}
