"""The seeded faults can be planted: each fits one line of its file. That they are seen, `make test-strength` shows."""

from collections import Counter

import pytest

from .faults import FAULTS
from .planting import ROOT, planted


def test_there_are_enough_under_names_of_their_own():
    assert len(FAULTS) >= 60
    assert [name for name, number in Counter(fault.name for fault in FAULTS).items() if number > 1] == []


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_it_fits_one_line_and_names_tests_that_are_there(fault):
    compile(planted(fault, root=ROOT), fault.file, "exec")
    assert fault.tests
    assert [path for path in fault.tests if not (ROOT / path).exists()] == []
