"""The seeded faults can be planted: each fits one line of its file. That they are seen, `make test-strength` shows."""

from collections import Counter

import pytest

from .faults import FAULTS, Fault
from .planting import ROOT, NoLongerFits, planted


def test_there_are_enough_under_names_of_their_own():
    assert len(FAULTS) >= 60
    assert [name for name, number in Counter(fault.name for fault in FAULTS).items() if number > 1] == []


def test_each_fits_one_line_and_leaves_a_programme():
    misfits = []
    for fault in FAULTS:
        try:
            compile(planted(fault, root=ROOT), fault.file, "exec")
        except (NoLongerFits, SyntaxError) as error:
            misfits.append(f"{fault.name}: {error}")
    assert misfits == []


def test_each_names_tests_that_are_there():
    assert [fault.name for fault in FAULTS if not fault.tests] == []
    assert sorted({path for fault in FAULTS for path in fault.tests if not (ROOT / path).exists()}) == []


def test_a_fault_changes_its_line_alone(tmp_path):
    fault = Fault(name="x", file="x.py", line="b = 1", becomes="b = 2", breaks="…", tests=("tests",))
    file = tmp_path / "x.py"
    file.write_text("if a:\n    b = 1\nb == 1\n")
    assert planted(fault, root=tmp_path) == "if a:\n    b = 2\nb == 1\n"
    for text in ("b = 11\n", "b = 1\nb = 1\n"):
        file.write_text(text)
        with pytest.raises(NoLongerFits):
            planted(fault, root=tmp_path)
