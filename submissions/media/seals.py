"""Held photos and documents, which the database itself keeps as they are (submissions/kept/sealing.py).

A hold, and what reached the board, is for good; a held file has its name and its row for good.
"""

from submissions.kept.sealing import Seal, Seals

CHANGES = "(OLD.is_held AND (NOT NEW.is_held OR NEW.file <> OLD.file)) OR (OLD.reached_board AND NOT NEW.reached_board)"
SEALED = Seals(
    seals=tuple(
        Seal(table=table, update=CHANGES, delete="OLD.is_held")
        for table in ("submissions_newsimage", "submissions_newsdocument")
    ),
    refusal="held files are neither changed nor deleted",
)
