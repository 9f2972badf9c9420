"""Tests run on a large piece of the interpreter's stack (tests/plugins/roomy.py)."""

import inspect

from tests.plugins import roomy


def test_a_test_runs_in_it():
    found = [frame.frame.f_code for frame in inspect.stack(context=0) if frame.frame.f_code is roomy.roomy.__code__]
    assert [code.co_stacksize for code in found] == [roomy.FRAME]


def test_what_is_called_gets_its_arguments_and_its_answer_comes_back():
    assert roomy.roomy(sorted, [1, 3, 2], reverse=True) == [3, 2, 1]
