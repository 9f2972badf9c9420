"""The scanner's daemon is asked as its manual says; whatever it says but "OK" is no leave to go on."""

import os
import tempfile
import time

import pytest

from vietnamese.dangers import clamd

from .daemon import EICAR, LARGEST, running


@pytest.mark.parametrize("content", [b"", b"Tin", b"x" * 900_000])
def test_a_clean_file_is_sent_whole(content):
    with running() as daemon:
        assert clamd.virus_in(content, address=daemon.address, seconds=10) == ""
        assert daemon.scanned == [content]


def test_a_virus_is_named():
    with running() as daemon:
        assert clamd.virus_in(b"..." + EICAR, address=daemon.address, seconds=10) == "Win.Test.EICAR_HDB-1"


def test_over_a_socket_of_this_machine():
    with tempfile.TemporaryDirectory() as folder, running(os.path.join(folder, "clamd.ctl")) as daemon:
        assert clamd.virus_in(EICAR, address=daemon.address, seconds=10) == "Win.Test.EICAR_HDB-1"


@pytest.mark.parametrize(
    "answer",
    [b"", b"\0", b"stream: OK but not quite\0", b"UNKNOWN COMMAND\0", b"stream: Can't allocate memory ERROR\0"],
)
def test_any_other_answer_is_none(answer):
    with running(answer=answer) as daemon, pytest.raises(clamd.NotScanned):
        clamd.virus_in(b"Tin", address=daemon.address, seconds=10)


def test_a_daemon_that_takes_no_more_says_why():
    with running() as daemon, pytest.raises(clamd.NotScanned):
        clamd.virus_in(b"x" * (LARGEST * 20), address=daemon.address, seconds=10)


def test_one_that_never_answers_is_waited_for_so_long_and_no_longer():
    begun = time.monotonic()
    with running(answer=b"stream: ", holds=True) as daemon, pytest.raises(clamd.NotScanned, match="TimeoutError"):
        clamd.virus_in(b"Tin", address=daemon.address, seconds=0.3)
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize("address", ["127.0.0.1:1", "/khong-co/clamd.ctl", "nowhere", ""])
def test_where_nobody_listens(address):
    with pytest.raises(clamd.NotScanned):
        clamd.virus_in(b"Tin", address=address, seconds=2)
