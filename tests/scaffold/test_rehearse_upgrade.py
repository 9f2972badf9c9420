"""The rehearsal of an upgrade: what it takes for a loss, and that a run that was ended goes on where it stood."""

import pytest

from scripts import rehearse_upgrade
from scripts.rehearse_upgrade import NotAsBefore, Steps, compare

BEFORE = ({"news": 3, "django_session": 2}, {"news.digest": [[1, "a"], [2, "b"]]})


def test_what_was_there_is_there():
    now = ({"news": 3, "django_session": 2, "plans": 1}, {"news.digest": [[1, "a"], [2, "b"]]})

    assert compare(BEFORE, now) == {}


def test_more_rows_are_told():
    assert compare(BEFORE, ({"news": 4, "django_session": 9}, BEFORE[1])) == {"news": (3, 4)}


@pytest.mark.parametrize(
    ("rows", "seals", "said"),
    [
        ({"news": 2, "django_session": 2}, BEFORE[1], "rows are fewer"),
        ({"django_session": 2}, BEFORE[1], "rows are fewer"),
        (BEFORE[0], {"news.digest": [[1, "a"], [2, "c"]]}, "sealed values changed"),
        (BEFORE[0], {}, "sealed values changed"),
    ],
)
def test_a_loss_is_told(rows, seals, said):
    with pytest.raises(NotAsBefore, match=said):
        compare(BEFORE, (rows, seals))


def test_a_run_goes_on_where_it_stood(tmp_path):
    done = []
    Steps(tmp_path).once("told", lambda: done.append("told") or {"rows": (1, 2)})

    steps = Steps(tmp_path)
    again = steps.once("told", lambda: done.append("again"))

    assert again == {"rows": [1, 2]}
    assert done == ["told"]
    assert steps.seconds("told") == steps.seconds() >= 0


@pytest.mark.parametrize("is_well", [True, False])
def test_the_folder_stays_until_all_is_well(tmp_path, monkeypatch, is_well):
    def rehearse(state, kind, database, folder):
        if not is_well:
            raise NotAsBefore("less")

    monkeypatch.setattr(rehearse_upgrade, "rehearse", rehearse)
    asked = rehearse_upgrade.parser().parse_args(["abc", "--folder", str(tmp_path)])

    assert rehearse_upgrade.is_as_before("abc", "SQLite", asked) is is_well
    assert (tmp_path / "abc-sqlite").exists() is not is_well
