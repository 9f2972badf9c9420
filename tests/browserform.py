"""The form that a browser would send back: read from the page that the view rendered, hidden fields and all."""

from bs4 import SoupStrainer
from django.template.loader import render_to_string
from django.test import RequestFactory

from tests.soup import soup_of

EDITOR = "form[data-edit-form], form#page-edit-form"
NO_VALUE = ("submit", "button", "file")
TICKED = ("checkbox", "radio")


def form_of(response, selector=EDITOR):
    """The named values of the form in `response`, as the browser would post them (buttons left out)."""
    found = forms_in(response).select_one(selector)
    assert found is not None, f"no form {selector} in {response.status_code} {response.request['PATH_INFO']}"
    return values_in(found)


def forms_in(page):
    """The forms of a page, and nothing else of it."""
    return soup_of(page, parse_only=SoupStrainer("form"))


def editor_form(page, *, user):
    """The same of the editor's form for the newest version of `page`, as `user` gets it: without the page around it."""
    page = page.get_latest_revision_as_object()
    request = RequestFactory().get("/")
    request.user = user
    panels = page.get_edit_handler()
    form = panels.get_form_class()(instance=page, for_user=user)
    shown = panels.get_bound_panel(instance=page, request=request, form=form).render_form_content()
    loaded = {
        "loaded_revision_id": page.latest_revision_id,
        "loaded_revision_created_at": page.latest_revision_created_at.isoformat(),
    }
    shown += render_to_string("wagtailadmin/generic/includes/_loaded_revision_inputs.html", loaded)
    return values_in(forms_in(f"<form>{shown}</form>"))


def values_in(form):
    """The named values of `form` (soup)."""
    data = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        kind = field.get("type")
        if kind in NO_VALUE or (kind in TICKED and not field.has_attr("checked")):
            continue
        if field.name == "select":
            chosen = field.select_one("option[selected]")
            data[field["name"]] = chosen["value"] if chosen else ""
        elif field.name == "textarea":
            data[field["name"]] = field.text.removeprefix("\n")
        else:
            data[field["name"]] = field.get("value", "on" if kind in TICKED else "")
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
