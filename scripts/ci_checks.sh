#!/usr/bin/env bash
# No migration is missing, and the settings for production pass Django's deployment checks without a warning.
# Usage: ci_checks.sh PYTHON
set -euo pipefail
python="$1"
var="$(mktemp -d)"
trap 'rm -rf "$var"' EXIT
export VAR_DIR="$var"

"$python" manage.py makemigrations --check --dry-run

export DJANGO_SETTINGS_MODULE=site_cms.settings.production
export ALLOWED_HOSTS=phanthiet.example BASE_URL=https://phanthiet.example
export EMAIL_HOST=localhost DEFAULT_FROM_EMAIL=bbt@phanthiet.example
export DATABASE_URL="sqlite:///$var/db.sqlite3"
SECRET_KEY="$("$python" -c 'import secrets; print(secrets.token_urlsafe(64))')"
export SECRET_KEY
PERSONAL_DATA_KEY="$("$python" -c 'from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())')"
export PERSONAL_DATA_KEY
"$python" manage.py migrate --verbosity 0
"$python" manage.py check --deploy --database default --fail-level WARNING
"$python" manage.py collectstatic --noinput --verbosity 0
