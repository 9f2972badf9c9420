#!/usr/bin/env bash
# What rests on Wagtail, on Wagtail 8.0: the chain, the rights, the guard with every address of the admin, what nobody may
# come across, the editor and the words. It fails as any other step: an update is a change of one line, on the day.
# The environment is its own, and the output goes to a file, so that nobody takes its summary for the result of the build.
# Usage: ci_wagtail8.sh PYTHON OUT   (PYTHON prints the totals; OUT.log, OUT.xml are written)
set -uo pipefail
python="$1" out="$2" venv=.venv-wagtail8 requirements="$2-requirements.txt"
# A whole run would take as long as the first step of the build; this keeps one core busy beside the steps that wait.
tests=(tests/test_wagtail_seams.py tests/scaffold/test_translations.py tests/language/test_wagtail_words.py
    tests/submissions/chain tests/submissions/rights tests/submissions/guard tests/submissions/editor
    tests/submissions/standing tests/submissions/media/test_leaks_files.py tests/submissions/media/test_leaks_tags.py
    tests/compliance/counting/test_counting.py)
# Rules of ours that say the same on every Wagtail, and cost most: each person × each state, forged forms, who gets a mail.
left_out=(rights/test_attempts.py guard/test_posted.py chain/test_own_unit.py chain/test_mails.py
    chain/test_who_is_told.py chain/test_mail_addresses.py chain/test_drawing.py)

grep -hv '^-' requirements.txt requirements-dev.txt |
    sed -E 's/^wagtail==.*/wagtail>=8.0,<8.1/' > "$requirements"
{
    "$python" -m venv "$venv" &&
        "$venv/bin/python" -m pip install --quiet -r "$requirements" &&
        timeout --kill-after=30 1200 "$venv/bin/python" -m pytest -n 1 --dist worksteal -q \
            --junitxml="$out.xml" -m 'not browser and not postgres and not slow' \
            "${left_out[@]/#/--ignore=tests/submissions/}" "${tests[@]}"
} > "$out.log" 2>&1 < /dev/null
code=$?

if [ -s "$out.xml" ]; then
    echo "Wagtail 8.0: $("$python" scripts/ci_totals.py "$out.xml")"
    "$python" scripts/ci_totals.py --failures "$out.xml" | sort | head -n 30
fi
if [ "$code" -ne 0 ]; then
    echo 'Wagtail 8.0: the last lines were'
    tail -n 20 "$out.log" | sed 's/^/    | /'
fi
exit "$code"
