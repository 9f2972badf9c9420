"""The back office wears the city's blue through Wagtail's own variables, which a new Wagtail may call otherwise."""

import re
from pathlib import Path

from django.contrib.staticfiles import finders

SET = re.compile(r"(--w-color-[a-z0-9-]+)\s*:")


def test_wagtail_reckons_with_each_variable_that_is_set():
    ours = set(SET.findall(Path(finders.find("submissions/screens/admin.css")).read_text()))
    wagtails = Path(finders.find("wagtailadmin/css/core.css")).read_text()
    assert len(ours) == 7
    assert [name for name in ours if f"var({name})" not in wagtails] == []
