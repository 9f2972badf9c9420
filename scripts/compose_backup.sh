#!/bin/sh
# The service `backup` of compose.yaml: a backup each day, with every thirtieth a rehearsal of putting it back, and the doctor.
# What fails is said in the log and on the administrator's first page, and done again the next day.
set -u
cd "$(dirname "$0")/.."
number=0
while :; do
    python manage.py backup --keep 30 --keep-days 60
    [ $((number % 30)) -ne 0 ] || python manage.py restore --check
    python manage.py doctor
    number=$((number + 1))
    sleep 86400 &
    wait "$!"
done
