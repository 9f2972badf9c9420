#!/usr/bin/env bash
# Install what the tests need beside Python packages, and write PostgreSQL's address into the file named.
# Usage: ci_machine.sh FILE
set -euo pipefail
missing=()
command -v chromium-headless-shell > /dev/null || missing+=(chromium-headless-shell)
command -v xgettext > /dev/null || missing+=(gettext)
command -v nginx > /dev/null || missing+=(nginx)
[ -e /usr/lib/nginx/modules/ngx_http_brotli_static_module.so ] || missing+=(libnginx-mod-http-brotli-static)
[ -e /usr/lib/nginx/modules/ngx_http_brotli_filter_module.so ] || missing+=(libnginx-mod-http-brotli-filter)
command -v redis-server > /dev/null || missing+=(redis-server)
command -v dovecot > /dev/null || [ -x /usr/sbin/dovecot ] || missing+=(dovecot-imapd)
# What converts files of older word processors: its tests have to run, and not to be left out.
command -v soffice > /dev/null || missing+=(libreoffice-writer-nogui)
# The machine on which deploy/install is tried.
[ -x /lib/systemd/systemd ] || missing+=(systemd dbus)
command -v logrotate > /dev/null || missing+=(logrotate)
command -v openssl > /dev/null || missing+=(openssl)
"${PYTHON:-python3}" -c 'import ensurepip' 2> /dev/null || missing+=(python3-venv)
database_there() { command -v pg_isready > /dev/null && pg_isready -q -h 127.0.0.1 -p 5432; }
database_there || missing+=(postgresql)

if [ ${#missing[@]} -gt 0 ]; then
    echo "installing ${missing[*]}"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -qq -y --no-install-recommends "${missing[@]}" > /dev/null
fi

if ! database_there; then
    read -r version cluster _ < <(pg_lsclusters --no-header)
    pg_ctlcluster --skip-systemctl-redirect "$version" "$cluster" start
    for _ in $(seq 30); do
        database_there && break
        sleep 1
    done
fi

role="$(id -un)"
export PGPASSWORD=site_cms_ci
if ! psql -qtA -h 127.0.0.1 -U "$role" -d postgres -c 'SELECT 1' > /dev/null 2>&1; then
    su postgres -c "psql -q -c \"CREATE ROLE $role SUPERUSER LOGIN PASSWORD '$PGPASSWORD'\""
fi
psql -qtA -h 127.0.0.1 -U "$role" -d postgres -c 'SHOW server_version' | sed 's/^/PostgreSQL /'
chromium-headless-shell --version 2> /dev/null || true
"${PYTHON:-python3}" --version
echo "postgres://$role:$PGPASSWORD@127.0.0.1:5432/site_cms_ci" > "$1"
