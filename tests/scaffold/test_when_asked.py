"""What tables of tests hold is made when it is asked for, once (tests/when_asked.py)."""

from tests.when_asked import WhenAsked


def test_made_once_and_not_before():
    made = []

    def file():
        made.append("file")
        return b"x"

    files = WhenAsked({"alone": file, "with its reason": (file, "large"), "there": (b"y", "small"), "bare": b"z"})
    assert list(files) == ["alone", "with its reason", "there", "bare"]
    assert {reason for _content, reason in (files["there"], files.get("with its reason"))} == {"small", "large"}
    assert made == []
    assert [files["alone"], files["alone"]] == [b"x", b"x"]
    assert [files["with its reason"] for _time in (1, 2)] == [(b"x", "large")] * 2
    assert made == ["file", "file"]
    assert (files["there"], files["bare"]) == ((b"y", "small"), b"z")
