"""What browsers are told to refuse: Mozilla's rules for headers, computed from what the site answers in production."""

import json
import re
import sys

import pytest
from django.conf import settings as site_settings
from django.test import Client
from django.urls import reverse

from site_cms import headers
from tests import factories

from .processes import PRODUCTION, ROOT, clean_environment, run

# What the middleware and the cookies read.
NAMES = [f"SECURE_{name}" for name in ("HSTS_SECONDS", "HSTS_INCLUDE_SUBDOMAINS", "HSTS_PRELOAD", "REFERRER_POLICY")]
NAMES += ["SECURE_SSL_REDIRECT", "SECURE_CROSS_ORIGIN_OPENER_POLICY", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE"]
NAMES += ["X_FRAME_OPTIONS", "SESSION_COOKIE_HTTPONLY", "SESSION_COOKIE_SAMESITE", "CSRF_COOKIE_SAMESITE"]
NAMES += ["CONTENT_SECURITY_POLICY", "BACK_OFFICE_POLICY", "PERMISSIONS_POLICY"]
LOAD = f"import json; from django.conf import settings; print(json.dumps({{n: getattr(settings, n) for n in {NAMES}}}))"
SIX_MONTHS = 15_768_000


def production(**environment):
    result = run(sys.executable, "-c", LOAD, environment=clean_environment(**PRODUCTION | environment))
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


@pytest.fixture(scope="module")
def in_production():
    return production()


@pytest.fixture
def site(db, settings, in_production):
    """A browser (Client) over https, at the site as production sets it up."""
    for name, value in in_production.items():
        setattr(settings, name, value)
    return Client(headers={"host": "phanthiet.example"})


def directives(response):
    parts = [part.split() for part in response["Content-Security-Policy"].split(";")]
    return {name: sources for name, *sources in parts}


def score(response, insecure):
    """Points by the rules of Mozilla's HTTP Observatory: 100 and what is taken off or added, by rule.

    https://developer.mozilla.org/en-US/observatory/docs/tests_and_scoring; `insecure` is the answer over http.
    """
    policy, found = directives(response), {}
    scripts = policy.get("script-src", policy["default-src"])
    styles = policy.get("style-src", policy["default-src"])
    unsafe = {"'unsafe-inline'", "'unsafe-eval'", "data:", "http:", "https:", "*"}
    found["csp"] = -20 if unsafe & {*scripts, *policy["default-src"]} else 0 if unsafe & {*styles} else 5
    if found["csp"] == 5 and policy["default-src"] == ["'none'"]:
        found["csp"] = 10
    cookies = response.cookies.values()
    found["cookies"] = 0
    for cookie in cookies:
        is_session = cookie.key == site_settings.SESSION_COOKIE_NAME
        if not cookie["secure"] or (is_session and not cookie["httponly"]):
            found["cookies"] = -40
        elif not cookie["samesite"]:
            found["cookies"] = -20
    found["cors"] = -50 if response.get("Access-Control-Allow-Origin") else 0
    to_https = insecure["Location"] == "https://phanthiet.example" + response.request["PATH_INFO"]
    found["redirection"] = 0 if insecure.status_code == 301 and to_https else -20
    private = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
    found["referrer"] = 5 if response["Referrer-Policy"] in private else -5
    seconds = re.match(r"max-age=(\d+)", response.get("Strict-Transport-Security", ""))
    found["hsts"] = 0 if seconds and int(seconds[1]) >= SIX_MONTHS else -20
    text = response.getvalue().decode()
    foreign = re.findall(r"<script[^>]+src=\"(?:https?:)?//", text)
    found["integrity"] = -50 if foreign else 0
    found["sniffing"] = 0 if response["X-Content-Type-Options"] == "nosniff" else -5
    found["framing"] = 5 if "frame-ancestors" in policy else 0 if response.get("X-Frame-Options") else -20
    resources = response.get("Cross-Origin-Resource-Policy")
    found["resources"] = 10 if resources in ("same-origin", "same-site") else 0
    taken = 100 + sum(points for points in found.values() if points < 0)
    # What is added counts from 90 points on; A+ begins at 100.
    return taken if taken < 90 else 100 + sum(found.values()), found


@pytest.mark.parametrize("place", ["home", "piece", "search", "form", "log-in", "back office", "nothing there"])
def test_mozillas_rules_give_the_best_mark(site, place):
    unit = factories.UnitFactory()
    paths = {
        "home": "/",
        "piece": factories.published(unit).url,
        "search": reverse("search"),
        "form": "/hoi-dap/gui/",
        "log-in": reverse("wagtailadmin_login"),
        "back office": reverse("wagtailadmin_home"),
        "nothing there": "/khong-co/",
    }
    if place == "back office":
        site.force_login(factories.contributor_of(unit))
    response = site.get(paths[place], secure=True)
    assert response.status_code == (404 if place == "nothing there" else 200)
    points, found = score(response, site.get(paths[place]))
    # Fields of Wagtail's stand as scripts inside its pages.
    allowed = ["csp"] if place == "back office" else []
    assert points >= (80 if allowed else 100), found
    assert [rule for rule, one in found.items() if one < 0] == allowed


@pytest.mark.django_db
def test_the_office_whose_log_in_it_is_may_be_sent_to(client, settings):
    settings.BACK_OFFICE_POLICY = settings.BACK_OFFICE_POLICY | {"form-action": ["'self'", "https://id.example"]}
    policy = directives(client.get(reverse("wagtailadmin_login")))
    assert policy["form-action"] == ["'self'", "https://id.example"]
    assert directives(client.get("/"))["form-action"] == ["'self'"]


@pytest.mark.django_db
def test_no_source_is_unsafe_and_none_is_for_one_answer_alone(client):
    """A kept page is sent to many: a nonce in it would be known to all of them."""
    for path in ("/", reverse("wagtailadmin_login")):
        response = client.get(path)
        policy = directives(response)
        assert policy["default-src"] == policy["base-uri"] == ["'none'"]
        assert policy["script-src"] == policy["form-action"] == ["'self'"]
        assert "nonce" not in response["Content-Security-Policy"]
    assert "unsafe" not in client.get("/")["Content-Security-Policy"]
    assert policy["style-src"] == ["'self'", "'unsafe-inline'"], (
        "what Wagtail's scripts write, in the back office alone"
    )
    client.force_login(factories.editor())
    assert directives(client.get(reverse("wagtailadmin_home")))["script-src"] == ["'self'", "'unsafe-inline'"]
    assert directives(client.get("/"))["img-src"] == ["'self'"]
    assert "camera=()" in client.get("/")["Permissions-Policy"]


@pytest.mark.django_db
def test_photos_on_another_machine_may_be_shown_and_nothing_else_of_it(client, monkeypatch):
    monkeypatch.setattr(headers.default_storage, "url", lambda name: f"https://anh.example/kho/{name}", raising=False)
    policy = directives(client.get("/"))
    assert policy["img-src"] == policy["media-src"] == ["'self'", "https://anh.example"]
    assert policy["script-src"] == ["'self'"]


def test_other_names_and_browsers_lists_are_bound_when_the_office_says_so(in_production):
    assert in_production["SECURE_HSTS_SECONDS"] > SIX_MONTHS
    assert not in_production["SECURE_HSTS_INCLUDE_SUBDOMAINS"] and not in_production["SECURE_HSTS_PRELOAD"]
    asked = production(HSTS_SUBDOMAINS="1", HSTS_PRELOAD="1")
    assert asked["SECURE_HSTS_INCLUDE_SUBDOMAINS"] and asked["SECURE_HSTS_PRELOAD"]


# What stands in a page of its own accord: a script or style inside it, or an attribute that runs or draws something.
INSIDE = re.compile(
    r"<script(?![^>]*(?:\bsrc=|application/(?:ld\+)?json))[^>]*>|<style|\sstyle=|\son[a-z]+=|javascript:", re.I
)


def test_no_template_has_script_or_style_inside():
    """Mails have: what opens them reads no files. All others are held to it, so that the policy stays as it is."""
    templates = [
        path
        for path in ROOT.glob("*/templates/**/*.html")
        if "/mail/" not in str(path) and path.parts[len(ROOT.parts)] not in (".venv", "var")
    ]
    assert len(templates) > 200
    broken = {
        str(path.relative_to(ROOT)): found
        for path in templates
        if (found := INSIDE.findall(path.read_text(encoding="utf-8")))
    }
    assert broken == {}
