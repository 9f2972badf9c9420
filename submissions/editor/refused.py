"""The posted body of a refused form, shown again without what was refused: the editor would show its title."""

import json

LINKED = {"LINK": "page", "DOCUMENT": "document"}
CHOSEN = {"image": "image", "file": "document"}


def without(data, *, refused):
    """A copy of `data` (the form's QueryDict) whose body names nothing of `refused`.

    `refused` holds pairs of a kind ("page", "document", "image") and a primary key.
    """
    data = data.copy()
    for key in [key for key in data if key.startswith("body-")]:
        value = data[key]
        kind = CHOSEN.get(key.rpartition("-")[2])
        if kind and (kind, _number(value)) in refused:
            data[key] = ""
        elif isinstance(value, str) and '"entityMap"' in value:
            data[key] = _without_links(value, refused=refused)
    return data


def _without_links(text, *, refused):
    """The editor's rich text (JSON that the form has read already) with the refused links leading nowhere."""
    content = json.loads(text)
    for entity in content["entityMap"].values():
        if (LINKED.get(entity["type"]), _number(entity["data"].get("id"))) in refused:
            entity |= {"type": "LINK", "data": {"url": ""}}
    return json.dumps(content)


def _number(value):
    try:
        return int(value)
    except (TypeError, ValueError):
        return None
