"""compose.yaml against the page of deployment, settings and image: what is documented reaches the containers."""

import os
import re
import shutil
import subprocess

import pytest
import yaml
from django.conf import settings

from .processes import ROOT, clean_environment

# What the image or compose.yaml itself decides, each with its reason.
DECIDED = {
    "VAR_DIR": "the volumes lie there",
    "STATIC_ROOT": "collected while the image is built",
    "PORT": "inside always 8000; of the machine it is the proxy's port",
    "BIND": "all addresses of the container, which only the proxy reaches",
    "CACHE_URL": "the service `cache`",
    "DATABASE_URL": "the service `db`, with DATABASE_PASSWORD",
}
# Where Compose stands differently from a site without containers, and the page says so.
OTHER_DEFAULTS = {"PROXY_COUNT": "2"}


def documented():
    """{name of a variable: its default as the page tells it, or None where it has to be set}."""
    page = (ROOT / "docs/deployment.md").read_text(encoding="utf-8")
    found = {}
    for title, default_column in (("What has to be set", None), ("What may be set", 1)):
        section = page.partition(f"## {title}\n")[2].partition("\n## ")[0]
        for line in (line for line in section.splitlines() if line.startswith("| `")):
            cells = [cell.strip() for cell in line.strip("|").split(" | ")]
            names = re.findall(r"`([A-Z][A-Z_]+)`", cells[0])
            defaults = [None] * len(names) if default_column is None else cells[default_column].split(", ")
            found |= dict(zip(names, defaults, strict=len(defaults) > 1))
    return found


def read_by_the_code():
    """Names of the variables that settings, worker and start script read."""
    python = [*sorted((ROOT / "site_cms").rglob("*.py")), ROOT / "scripts/worker.py"]
    reading = r'(?:environ\.get|required|words_of|minutes_of)\(\s*"([A-Z_]+)"'
    names = {name for path in python for name in re.findall(reading, path.read_text(encoding="utf-8"))}
    names |= set(re.findall(r"\$\{([A-Z_]+):-", (ROOT / "scripts/docker-start.sh").read_text(encoding="utf-8")))
    # READ_ONLY is for deploy/update alone to set.
    return names - {"DJANGO_SETTINGS_MODULE", "TEST_VAR_DIR", "READ_ONLY"}


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))


def mounts(service):
    """{place in the container: (what is mounted there, "ro" or "")} of `service`."""
    parts = [volume.split(":") for volume in service.get("volumes", ())]
    return {target: (source, "".join(mode)) for source, target, *mode in parts}


def test_the_page_names_just_the_variables_that_the_code_reads():
    assert set(documented()) == read_by_the_code()


@pytest.mark.parametrize("service", ["web", "worker", "backup"])
def test_every_documented_variable_reaches_the_containers(compose, service):
    environment = compose["services"][service]["environment"]
    assert set(environment) == set(documented()) - {"VAR_DIR", "STATIC_ROOT", "PORT", "BIND"}
    for name, default in documented().items():
        if name in DECIDED:
            assert f"${{{name}" not in str(environment.get(name, "")), DECIDED[name]
        elif default is None:
            assert environment[name] == f"${{{name}:?set {name} in .env}}"
        else:
            told = OTHER_DEFAULTS.get(name, "" if default == "none" else default)
            assert environment[name] == f"${{{name}:-{told}}}"


def test_what_the_page_tells_of_compose(compose):
    page = (ROOT / "docs/deployment.md").read_text(encoding="utf-8")
    used = set(re.findall(r"\$\{([A-Z_]+)", (ROOT / "compose.yaml").read_text(encoding="utf-8")))
    assert used - set(documented()) == {"DATABASE_PASSWORD", "WEB_REPLICAS"}
    assert "`DATABASE_PASSWORD`" in page and "`WEB_REPLICAS`" in page
    assert "1; with Compose 2" in page


UNITS = {"web": "site-web@.service", "worker": "site-worker.service"}


@pytest.mark.parametrize("service", UNITS)
def test_nobody_is_killed_with_something_in_hand(compose, service):
    """Docker waits ten seconds by itself; gunicorn thirty for requests, the worker up to sixty for two old files."""
    start = (ROOT / "scripts/docker-start.sh").read_text(encoding="utf-8")
    longest = int(re.search(r"--graceful-timeout (\d+)", start)[1])
    assert int(compose["services"][service]["stop_grace_period"].removesuffix("s")) > longest + 30
    unit = (ROOT / f"deploy/units/{UNITS[service]}").read_text(encoding="utf-8")
    assert int(re.search(r"TimeoutStopSec=(\d+)", unit)[1]) > longest


def test_the_proxy_sees_renditions_and_nothing_else(compose):
    proxy = mounts(compose["services"]["proxy"])
    assert proxy == {
        "/etc/nginx/conf.d/default.conf": ("./proxy/compose.conf", "ro"),
        "/srv/site/proxy/locations.conf": ("./proxy/locations.conf", "ro"),
        "/srv/site/var/media": ("media", "ro"),
    }
    for service in ("web", "worker"):
        assert mounts(compose["services"][service]) == {"/srv/var": ("var", ""), "/srv/var/media": ("media", "")}
    configuration = (ROOT / "proxy/compose.conf").read_text(encoding="utf-8")
    assert "set $files /srv/site/var;" in configuration
    assert "include /srv/site/proxy/locations.conf;" in configuration
    assert "set $site http://web:8000;" in configuration


def test_two_web_servers_stand_behind_the_proxy(compose):
    """Docker's name server hands out all of them, and the proxy asks it again every ten seconds."""
    assert compose["services"]["web"]["deploy"]["replicas"] == "${WEB_REPLICAS:-2}"
    assert "resolver 127.0.0.11 valid=10s;" in (ROOT / "proxy/compose.conf").read_text(encoding="utf-8")


def test_backups_lie_in_a_folder_of_the_machine(compose):
    """By the same name inside, so that BACKUP_FOLDER means one place; only where somebody asks for the service."""
    backup = compose["services"]["backup"]
    folder = "${BACKUP_FOLDER:-/srv/backup}"
    assert backup["profiles"] == ["backup"] and f"{folder}:{folder}" in backup["volumes"]
    assert {"var:/srv/var", "media:/srv/var/media"} < set(backup["volumes"])
    assert os.access(ROOT / backup["command"][0], os.X_OK)


def test_only_the_machine_itself_reaches_the_proxy_and_nobody_the_rest(compose):
    assert compose["services"]["proxy"]["ports"] == ["127.0.0.1:${PORT:-8000}:80"]
    assert [name for name, service in compose["services"].items() if "ports" in service] == ["proxy"]


def test_every_volume_is_kept_and_belongs_to_the_site_in_the_image(compose):
    named = {source for service in compose["services"].values() for source, _ in mounts(service).values()}
    assert {source for source in named if source[0] not in ".$"} == set(compose["volumes"])
    image = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    # A new volume takes over the owner of the folder that it covers.
    assert "install -d -o site -g site /srv/var /srv/var/media\n" in image
    assert "VAR_DIR=/srv/var" in image


def test_every_app_is_in_the_image():
    """What .dockerignore lets in is what the settings name: an app that is left out lets no container start."""
    let_in = set((ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines())
    apps = {name.split(".")[0] for name in settings.INSTALLED_APPS if (ROOT / name.split(".")[0]).is_dir()}
    assert len(apps) > 10
    assert {f"!{app}" for app in apps} <= let_in


@pytest.mark.sqlite
@pytest.mark.slow
def test_what_is_in_the_image_can_be_prepared(tmp_path):
    """The last step of its first part, done with just the files that .dockerignore lets in."""
    image = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    [step] = re.findall(r"^RUN (python scripts/compile_messages.*?[^\\])$", image, re.MULTILINE | re.DOTALL)
    for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines():
        if line.startswith("!"):
            place = tmp_path / line[1:]
            place.parent.mkdir(parents=True, exist_ok=True)
            source = ROOT / line[1:]
            ignored = shutil.ignore_patterns("__pycache__", "*.mo")
            shutil.copytree(source, place, ignore=ignored) if source.is_dir() else shutil.copy(source, place)
    step = step.replace("/srv/app/", f"{tmp_path}/")
    result = subprocess.run(
        ["sh", "-euc", step], cwd=tmp_path, env=clean_environment(), capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "static-collected/staticfiles.json").exists()


def test_the_image_is_prepared_as_the_page_says():
    """The same two steps as without Docker, before anything starts."""
    image = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert image.index("scripts/compile_messages.py") < image.index("manage.py collectstatic")
