"""Office files from before the packages: macros and wrapped files in Microsoft's container, objects in RTF."""

import re

from vietnamese.dangers.codes import MACROS, OUTSIDE, PROGRAM
from vietnamese.dangers.packages import WRAPPED

# The stream that every project of macros has, as the container's directory names it ([MS-OVBA] 2.2.1).
MACRO_STREAM = "_VBA_PROJECT".encode("utf-16-le")
RTF_OBJECT = re.compile(rb"\\obj(data|emb|autlink|link|ocx|html)\b")
RTF_OUTSIDE = re.compile(rb"\\\*\\template\s*(https?:|ftp:|\\\\\\\\)|\bDDE(AUTO)?\b", re.IGNORECASE)


def danger_in_container(content: bytes) -> str:
    """What is dangerous in the .doc or .xls `content` (a code), or ""."""
    if MACRO_STREAM in content:
        return MACROS
    return PROGRAM if WRAPPED in content else ""


def danger_in_rtf(content: bytes) -> str:
    if RTF_OBJECT.search(content):
        return PROGRAM
    return OUTSIDE if RTF_OUTSIDE.search(content) else ""
