"""Wagtail's log, which the database itself keeps as it was written (submissions/kept/sealing.py)."""

from submissions.kept.sealing import Seal, Seals

SEALED = Seals(
    seals=tuple(Seal(table=table) for table in ("wagtailcore_modellogentry", "wagtailcore_pagelogentry")),
    refusal="entries of the log are neither changed nor deleted",
)
