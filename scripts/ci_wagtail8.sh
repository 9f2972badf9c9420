#!/usr/bin/env bash
# Run the quick tests of the chain, the rights, the count and the words on Wagtail 8.0: reported, never blocking.
# The environment is its own, and the output goes to a file, so that nobody takes its summary for the result of the build.
# Usage: ci_wagtail8.sh PYTHON OUT   (PYTHON prints the totals; OUT.log, OUT.xml are written)
set -uo pipefail
python="$1" out="$2" venv=.venv-wagtail8 requirements="$2-requirements.txt"
# What rests most on Wagtail's inside; a whole run would take as long as the first step of the build.
tests=(tests/submissions/chain tests/submissions/rights tests/submissions/guard/test_machinery.py
    tests/submissions/guard/test_ways_round.py tests/test_wagtail_seams.py tests/scaffold/test_translations.py
    tests/compliance/rights/test_access.py tests/compliance/counting/test_counting.py)

grep -hv '^-' requirements.txt requirements-dev.txt |
    sed -E 's/^wagtail==.*/wagtail>=8.0,<8.1/' > "$requirements"
{
    "$python" -m venv "$venv" &&
        "$venv/bin/python" -m pip install --quiet -r "$requirements" &&
        timeout --kill-after=30 420 "$venv/bin/python" -m pytest -n "${WORKERS:-2}" --dist worksteal -q \
            --junitxml="$out.xml" -m 'not browser and not postgres and not slow' "${tests[@]}"
} > "$out.log" 2>&1 < /dev/null

if [ -s "$out.xml" ]; then
    echo "Wagtail 8.0: $("$python" scripts/ci_totals.py "$out.xml") (not blocking)"
    "$python" scripts/ci_totals.py --failures "$out.xml" | sort | head -n 30
else
    echo 'Wagtail 8.0: the tests could not be run (not blocking); the last lines were'
    tail -n 8 "$out.log" | sed 's/^/    | /'
fi
