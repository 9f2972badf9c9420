"""The words beside a photo: whose it is, or what it is."""

import re

from vietnamese.text import normalise

# What a credit begins with that says by itself what the picture is; "Ảnh:" before it would double or contradict it.
KIND = re.compile(r"(ảnh|hình|tranh|bản đồ|sơ đồ|nguồn|tư liệu|(đồ|minh) (họa|hoạ))(?!\w)", re.IGNORECASE)
# "Ảnh: Minh Hằng" has both.
PHOTO_BY = re.compile(r"ảnh\s*:\s*", re.IGNORECASE)


def says_its_kind(credit):
    """Whether `credit` begins with what the picture is, and not with somebody's name."""
    return KIND.match(normalise(credit).strip()) is not None


def person_of(credit):
    """The name (str) of whoever made the photo, or "" where `credit` names nobody: "Ảnh tư liệu", "Nguồn: TTXVN"."""
    words = PHOTO_BY.sub("", normalise(credit).strip(), count=1)
    return "" if says_its_kind(words) else words
