"""What a device is called in lists, from what its browser says of itself: enough for its owner to know it again."""

import re

# The first that is found counts: many a browser claims to be another as well.
SYSTEMS = (
    (r"iPhone", "iPhone"),
    (r"iPad", "iPad"),
    (r"Android \d+; (?:\w\w-\w\w; )?([\w .()-]{2,40}?)(?: Build|[;)])", "Android"),
    (r"Android", "Android"),
    (r"Windows", "Windows"),
    (r"Mac OS X|Macintosh", "Mac"),
    (r"CrOS", "Chromebook"),
    (r"Linux", "Linux"),
)
BROWSERS = (
    (r"Zalo", "Zalo"),
    (r"coc_coc_browser", "Cốc Cốc"),
    (r"EdgA?/|EdgiOS", "Edge"),
    (r"SamsungBrowser", "Samsung Internet"),
    (r"Firefox|FxiOS", "Firefox"),
    (r"Chrome|CriOS", "Chrome"),
    (r"Safari", "Safari"),
)
# What Chrome writes in the place of every model of telephone.
NO_MODEL = {"K"}


def device_name(request):
    """The device of `request` as its owner would call it (str, at most 100 letters), or empty: "iPhone, Safari"."""
    return name_of_browser(request.META.get("HTTP_USER_AGENT", ""))


def name_of_browser(said):
    """As `device_name`, from what a browser `said` of itself (str)."""
    said = said[:500]
    return ", ".join(filter(None, [_system(said), _first(BROWSERS, said)]))[:100]


def _system(said):
    for pattern, name in SYSTEMS:
        if found := re.search(pattern, said):
            model = found[1].strip() if found.groups() else ""
            return f"{name} {model}" if model and model not in NO_MODEL else name
    return ""


def _first(names, said):
    return next((name for pattern, name in names if re.search(pattern, said)), "")
