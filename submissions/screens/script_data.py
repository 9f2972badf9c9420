"""Data of a page as text that may stand inside a `<script>`, whatever people typed."""

import json

from django.utils.safestring import SafeString

# What would end the script, or be read as markup before it is read as data.
ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def as_script(data):
    """`data` (what JSON has) as such a text."""
    return SafeString(json.dumps(data, ensure_ascii=False).translate(ESCAPES))
