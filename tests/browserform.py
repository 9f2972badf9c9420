"""The form that a browser would send back: read from the page that the view rendered, hidden fields and all."""

from bs4 import BeautifulSoup

EDITOR = "form[data-edit-form], form#page-edit-form"


def form_of(response, selector=EDITOR):
    """The named values of the form in `response`, as the browser would post them (buttons left out)."""
    form = BeautifulSoup(response.content, "html.parser").select_one(selector)
    assert form is not None, f"no form {selector} in {response.status_code} {response.request['PATH_INFO']}"
    data = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        kind = field.get("type")
        if kind in ("submit", "button", "file") or (kind in ("checkbox", "radio") and not field.has_attr("checked")):
            continue
        if field.name == "select":
            chosen = field.select_one("option[selected]")
            data[field["name"]] = chosen["value"] if chosen else ""
        elif field.name == "textarea":
            data[field["name"]] = field.text.removeprefix("\n")
        else:
            data[field["name"]] = field.get("value", "on" if kind in ("checkbox", "radio") else "")
    return data


def stream(name, blocks):
    """Posted fields of a StreamField `name` with `blocks`, a list of (type, value or dict of values)."""
    data = {f"{name}-count": str(len(blocks))}
    for index, (kind, value) in enumerate(blocks):
        place = f"{name}-{index}"
        data |= {f"{place}-deleted": "", f"{place}-order": str(index), f"{place}-type": kind, f"{place}-id": ""}
        if isinstance(value, dict):
            data |= {f"{place}-value-{key}": part for key, part in value.items()}
        else:
            data[f"{place}-value"] = value
    return data
