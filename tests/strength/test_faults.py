"""The seeded faults can be planted: each fits one line of its file. That they are seen, `make test-strength` shows."""

import ast
import builtins
from collections import Counter

import pytest

from .faults import FAULTS
from .planting import ROOT, Fault, NoLongerFits, planted


def test_there_are_enough_under_names_of_their_own():
    assert len(FAULTS) >= 60
    assert [name for name, number in Counter(fault.name for fault in FAULTS).items() if number > 1] == []


def names_of(text):
    """The names (a set of str) that a programme uses or makes."""
    nodes = list(ast.walk(ast.parse(text)))
    used = {node.id for node in nodes if isinstance(node, ast.Name)}
    made = {node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    imported = {node.asname or node.name for node in nodes if isinstance(node, ast.alias)}
    return used | made | imported | {node.arg for node in nodes if isinstance(node, ast.arg)}


def test_each_fits_one_line_and_leaves_a_programme_that_runs():
    """What is no Python, or asks for a name that is not there, would turn every test red and show nothing."""
    misfits = []
    for fault in FAULTS:
        try:
            unknown = (
                names_of(planted(fault, root=ROOT)) - names_of((ROOT / fault.file).read_text()) - set(dir(builtins))
            )
        except (FileNotFoundError, NoLongerFits, SyntaxError) as error:
            misfits.append(f"{fault.name}: {error}")
        else:
            misfits += [f"{fault.name}: {name} is not known in {fault.file}" for name in unknown]
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
