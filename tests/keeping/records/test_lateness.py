"""When a backup or a rehearsal is too old, and what is written down of them."""

import datetime

import pytest
import time_machine
from django.utils import timezone

from keeping.records import records
from keeping.records.lateness import failed, is_late, is_watched
from keeping.records.records import BACKUP, REHEARSAL, last, last_good, note

NOW = "2026-11-30 09:00:00+07:00"


@pytest.fixture(autouse=True)
def watched(settings, tmp_path):
    settings.VAR_DIR, settings.BACKUP_LATE_HOURS, settings.REHEARSAL_LATE_DAYS = tmp_path, 36, 40


def noted(kind, *, ago, problems=()):
    with time_machine.travel(NOW, tick=False) as now:
        now.shift(-ago)
        return note(kind, "2026-11-29_020000", begun_at=timezone.now(), size=5, problems=problems)


@pytest.mark.parametrize(
    ("kind", "young", "old"),
    [
        (BACKUP, datetime.timedelta(hours=36), datetime.timedelta(hours=36, seconds=1)),
        (REHEARSAL, datetime.timedelta(days=40), datetime.timedelta(days=40, seconds=1)),
    ],
)
@time_machine.travel(NOW, tick=False)
def test_from_when_on_it_is_late(kind, young, old):
    assert is_late(kind)
    noted(kind, ago=old)
    assert is_late(kind)
    noted(kind, ago=young)
    assert not is_late(kind)


@time_machine.travel(NOW, tick=False)
def test_one_that_failed_makes_nothing_young(settings):
    noted(BACKUP, ago=datetime.timedelta(days=3))
    wrong = noted(BACKUP, ago=datetime.timedelta(hours=1), problems=["Ổ đĩa đã đầy."])
    assert is_late(BACKUP)
    assert failed(BACKUP) == wrong == last(BACKUP)
    assert last_good(BACKUP).ended_at == timezone.now() - datetime.timedelta(days=3)
    noted(BACKUP, ago=datetime.timedelta(0))
    assert failed(BACKUP) is None
    assert is_watched()
    settings.BACKUP_LATE_HOURS = 0
    assert not is_watched()


def test_both_kinds_are_kept_apart_and_not_for_ever(monkeypatch):
    monkeypatch.setattr(records, "MOST_KEPT", 3)
    for hours in range(5):
        noted(BACKUP, ago=datetime.timedelta(hours=hours))
    noted(REHEARSAL, ago=datetime.timedelta(hours=1))
    assert [record.kind for record in records.records()] == [BACKUP] * 3 + [REHEARSAL]


def test_a_file_that_is_none_is_begun_anew():
    records.path().write_text("{half", encoding="utf-8")
    assert last(BACKUP) is None
    noted(BACKUP, ago=datetime.timedelta(0))
    assert last(BACKUP).size == 5
