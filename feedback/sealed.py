"""The history of questions, which the database itself refuses to change (submissions/kept/sealing.py)."""

from submissions.kept.sealing import Seal, Seals

SEALED = Seals(seals=(Seal(table="feedback_step"),), refusal="the history of a question is only added to")
