"""What `make audit` makes of what pip-audit says, and of the exceptions that somebody wrote down."""

import datetime
import json
import tomllib

import pytest

from scripts import audit

from .processes import ROOT

TODAY = datetime.date(2026, 11, 30)
WEAK = {"id": "PYSEC-2026-7", "aliases": ["CVE-2026-7"], "fix_versions": ["1.1"], "description": "x"}
REPORT = {
    "dependencies": [{"name": "mot", "version": "1.0", "vulns": [WEAK]}, {"name": "hai", "version": "2", "vulns": []}]
}
CLEAN = {"dependencies": [{"name": "hai", "version": "2", "vulns": []}]}
UNKNOWN = {"dependencies": [{"name": "mot", "skip_reason": "not found"}]}
EXCEPTION = {"id": "PYSEC-2026-7", "package": "mot", "reason": "Không gọi tới.", "until": TODAY}


@pytest.mark.parametrize(
    ("report", "exceptions", "said"),
    [
        (REPORT, [], ["mot 1.0: PYSEC-2026-7 (sửa ở: 1.1)"]),
        (REPORT, [EXCEPTION], []),
        (REPORT, [EXCEPTION | {"id": "CVE-2026-7"}], []),
        (REPORT, [EXCEPTION | {"package": "hai"}], ["hai PYSEC-2026-7: ngoại lệ không còn", "mot 1.0: PYSEC"]),
        (REPORT, [EXCEPTION | {"reason": " "}], ["mot PYSEC-2026-7: ngoại lệ không nêu", "mot 1.0: PYSEC"]),
        (
            REPORT,
            [EXCEPTION | {"until": TODAY - datetime.timedelta(1)}],
            ["mot PYSEC-2026-7: ngoại lệ đã hết", "mot 1.0"],
        ),
        (
            REPORT,
            [EXCEPTION | {"until": TODAY + datetime.timedelta(91)}],
            ["mot PYSEC-2026-7: ngoại lệ phải có hạn", "mot 1"],
        ),
        (CLEAN, [EXCEPTION], ["mot PYSEC-2026-7: ngoại lệ không còn ứng"]),
        (CLEAN, [], []),
        (UNKNOWN, [EXCEPTION], []),
    ],
)
def test_what_is_said(report, exceptions, said):
    found = audit.problems(report, exceptions, today=TODAY)
    assert len(found) == len(said)
    assert all(sentence.startswith(beginning) for sentence, beginning in zip(found, said, strict=True))


@pytest.mark.parametrize(
    ("report", "code", "words"), [(REPORT, 1, "PYSEC"), (CLEAN, 0, "Không có"), (UNKNOWN, 0, "chưa kiểm")]
)
def test_how_it_ends(tmp_path, capsys, report, code, words):
    (tmp_path / "report.json").write_text(json.dumps(report))
    (tmp_path / "none.toml").write_text("")
    assert audit.main([str(tmp_path / "report.json"), str(tmp_path / "none.toml")], today=TODAY) == code
    assert words in capsys.readouterr().out


def test_our_own_exceptions_are_in_order():
    exceptions = tomllib.loads((ROOT / "audit-exceptions.toml").read_text(encoding="utf-8")).get("exception", [])
    assert audit.problems({"dependencies": []}, exceptions, today=datetime.datetime.now(datetime.UTC).date()) == []
