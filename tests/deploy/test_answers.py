"""What the administrator is asked by deploy/install: what is wrong is told at once, and nothing odd gets in."""

import re
from pathlib import Path

import pytest

from deploy.steps import answers
from deploy.steps.answers import QUESTIONS, from_file, wrong_with
from deploy.steps.machine import Failed
from deploy.steps.settings import ASKED_ONLY, read
from tests.scaffold.test_compose import documented

EXAMPLE = Path(__file__).parents[2] / "deploy/answers.example"


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("HOST", "phan thiet"),
        ("HOST", "phanthiet"),
        ("HOST", "PhanThiet.example"),
        ("HOST", "phanthiet.example; rm -rf /"),
        ("HOST", "phanthiet.example\n"),
        ("HOST", "-a.example"),
        ("EMAIL_HOST", "mail example"),
        ("EMAIL_PORT", "cổng"),
        ("EMAIL_USE_TLS", "có"),
        ("EMAIL_HOST_PASSWORD", "a'b"),
        ("EMAIL_HOST_PASSWORD", "a\nSECRET_KEY='x"),
        ("DEFAULT_FROM_EMAIL", "bbt"),
        ("ADMIN_EMAIL", "a'b@phanthiet.example"),
        ("ADMIN_USERNAME", ""),
        ("ADMIN_USERNAME", "quan tri"),
        ("UNITS", "/khong/co.csv"),
        ("HOST", None),
    ],
)
def test_what_cannot_be_used(name, answer):
    assert wrong_with(name, answer)


@pytest.mark.parametrize(
    ("name", "answer"),
    [("HOST", "phanthiet.gov.vn"), ("HOST", "ubnd.xa-1.example"), ("EMAIL_HOST", "10.0.0.5"), ("EMAIL_HOST_USER", "")],
)
def test_what_can(name, answer):
    assert wrong_with(name, answer) == ""


def test_the_example_is_one_and_answers_every_question():
    assert from_file(EXAMPLE).keys() == QUESTIONS.keys() == read(EXAMPLE).keys()


def test_what_is_asked_are_variables_of_the_site():
    """Or used up by the install itself: nothing else gets into the settings."""
    assert set(QUESTIONS) - set(ASKED_ONLY) <= set(documented())


def test_all_that_is_wrong_is_told_at_once(tmp_path):
    (tmp_path / "answers").write_text("HOST='x'\nEMAIL_PORT='y'\n", encoding="utf-8")
    with pytest.raises(Failed) as failure:
        from_file(tmp_path / "answers")
    told = re.findall(r"[A-Z_]{4,}(?=:)", str(failure.value))
    assert told == ["HOST", "EMAIL_HOST", "EMAIL_PORT", "DEFAULT_FROM_EMAIL", "ADMIN_EMAIL"]


@pytest.mark.parametrize("line", ["HOST=phanthiet.example", "export HOST='a'", "HOST='a' # b", "HOST='a", "host='a'"])
def test_a_line_that_systemd_and_the_shell_read_differently_is_refused(tmp_path, line):
    (tmp_path / "answers").write_text(f"# answers\n\n{line}\n", encoding="utf-8")
    with pytest.raises(Failed, match="dòng 3"):
        read(tmp_path / "answers")


def test_whoever_sits_there_is_asked_until_it_can_be_used(monkeypatch, capsys):
    typed = iter(
        [
            "phan thiet",
            "phanthiet.example",
            "mail.example",
            "",
            "",
            "",
            "",
            "bbt@phanthiet.example",
            "",
            "a",
            "a@b.vn",
            "",
        ]
    )
    monkeypatch.setattr("builtins.input", lambda question: next(typed))
    monkeypatch.setattr(answers.sys.stdin, "isatty", lambda: True)
    given = answers.asked()
    assert given["HOST"] == "phanthiet.example" and given["EMAIL_PORT"] == "587"
    assert given["ADMIN_USERNAME"] == "quantri" and given["ADMIN_EMAIL"] == "a@b.vn"
    assert "chưa đúng tên miền" in capsys.readouterr().out
