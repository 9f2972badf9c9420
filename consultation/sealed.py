"""The history of opinions, which the database itself refuses to change (submissions/kept/sealing.py)."""

from submissions.kept.sealing import Seal, Seals

SEALED = Seals(seals=(Seal(table="consultation_step"),), refusal="the history of an opinion is only added to")
