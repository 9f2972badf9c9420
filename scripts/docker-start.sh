#!/bin/sh
# Start the web server in production, in a container or not; python and gunicorn come from PATH.
# PORT (8000), WEB_CONCURRENCY (2 processes), WEB_THREADS (4 each), WEB_TIMEOUT (60 s) may be set.
set -eu
cd "$(dirname "$0")/.."
export DJANGO_SETTINGS_MODULE="${DJANGO_SETTINGS_MODULE:-site_cms.settings.production}"

# Refuses with the reason when a secret is missing, a setting is unsafe or demonstration accounts are there.
python manage.py check --deploy --database default --fail-level ERROR

# What was asked for is logged without what follows the "?", and without where the reader came from: the link in a mail
# has its token there (docs/by-mail.md).
# exec: signals reach gunicorn itself, which lets the requests in hand finish.
exec gunicorn site_cms.wsgi:application \
    --bind "${BIND:-0.0.0.0}:${PORT:-8000}" \
    --worker-class gthread \
    --workers "${WEB_CONCURRENCY:-2}" \
    --threads "${WEB_THREADS:-4}" \
    --timeout "${WEB_TIMEOUT:-60}" \
    --graceful-timeout 30 \
    --max-requests 2000 \
    --max-requests-jitter 200 \
    --no-control-socket \
    --access-logfile - \
    --access-logformat '%(h)s %(t)s "%(m)s %(U)s %(H)s" %(s)s %(b)s "%(a)s"' \
    --error-logfile -
