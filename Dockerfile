# syntax=docker/dockerfile:1

# --- build: the environment, compiled messages, collected static files ---------------------------
FROM python:3.11-slim-bookworm AS build
ENV PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /srv/venv
ENV PATH=/srv/venv/bin:$PATH
WORKDIR /srv/app
COPY requirements.txt constraints.txt ./
RUN pip install -r requirements.txt
COPY . .
# The settings for production refuse to load without their secrets; none of these values stays in the image.
RUN python scripts/compile_messages.py --force \
    && SECRET_KEY=only-while-building PERSONAL_DATA_KEY=b25seS13aGlsZS1idWlsZGluZy1vbmx5LWJ1aWxkaW4= ALLOWED_HOSTS=localhost BASE_URL=https://localhost \
       DATABASE_URL=sqlite:////nonexistent/db.sqlite3 EMAIL_HOST=localhost DEFAULT_FROM_EMAIL=build@localhost \
       DJANGO_SETTINGS_MODULE=site_cms.settings.production STATIC_ROOT=/srv/app/static-collected \
       python manage.py collectstatic --noinput

# --- run: no compiler, no pip cache, no root ------------------------------------------------------
FROM python:3.11-slim-bookworm
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PATH=/srv/venv/bin:$PATH \
    DJANGO_SETTINGS_MODULE=site_cms.settings.production \
    STATIC_ROOT=/srv/app/static-collected VAR_DIR=/srv/var PORT=8000
RUN useradd --system --uid 10001 --home-dir /srv/var --shell /usr/sbin/nologin site \
    && install -d -o site -g site /srv/var /srv/var/media
# What converts files of older word processors (docs/word.md): 210 MB, the one part that the site also runs without.
RUN apt-get update -qq \
    && apt-get install -qq -y --no-install-recommends libreoffice-writer-nogui \
    && rm -rf /var/lib/apt/lists/*
# What backs the database up (docs/backup.md), of the version that compose.yaml has, which Debian's own is older than.
RUN apt-get update -qq \
    && apt-get install -qq -y --no-install-recommends ca-certificates postgresql-common \
    && /usr/share/postgresql-common/pgdg/apt.postgresql.org.sh -y \
    && apt-get install -qq -y --no-install-recommends postgresql-client-16 \
    && rm -rf /var/lib/apt/lists/*
COPY --from=build /srv/venv /srv/venv
COPY --from=build /srv/app /srv/app
WORKDIR /srv/app
USER 10001
VOLUME /srv/var
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["python", "scripts/docker_health.py"]
# Migrating is a step of its own (docs/deployment.md): many containers may start at once.
CMD ["scripts/docker-start.sh"]
