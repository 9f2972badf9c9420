"""What a page says as data (schema.org, in JSON-LD): who the agency is, the piece, the way to the page."""

import json

from django.templatetags.static import static
from django.utils.safestring import SafeString

from submissions.templatetags.public_news import absolute, iso

# What would end the script, or be read as markup before it is read as data.
ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
LANGUAGE = "vi"


def script_of(face, dataset=None):
    """The data about a page (a Face) as text that may stand inside a `<script>`, whatever titles hold.

    `dataset` (dict) are the figures that stand on the page, as schema.org has them; the agency gives them out.
    """
    graph = [agency_of(face)]
    if face.piece is not None:
        graph.append(article_of(face))
    elif face.unit is not None:
        graph.append(unit_of(face) | {"parentOrganization": {"@id": identity_of_agency()}})
    if face.trail:
        graph.append(trail_of(face))
    if dataset:
        graph.append(dataset | {"creator": {"@id": identity_of_agency()}, "inLanguage": LANGUAGE})
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False)
    return SafeString(text.translate(ESCAPES))


def identity_of_agency():
    return absolute("/#co-quan-chu-quan")


def agency_of(face):
    """The agency that runs the site, with what of it was entered."""
    agency = face.agency
    told = {
        "@type": "GovernmentOrganization",
        "@id": identity_of_agency(),
        "name": agency.agency,
        "url": absolute("/"),
        "logo": absolute(static("img/emblem-512.png")),
        "address": agency.address,
        "telephone": agency.telephone,
        "email": agency.email,
    }
    return filled(told)


def unit_of(face):
    """The unit of a page, under the page of the unit."""
    unit = face.unit
    address = absolute(unit.page.url)
    return filled(
        {"@type": "GovernmentOrganization", "@id": address, "name": unit.name, "url": address, "email": unit.email}
    )


def article_of(face):
    """The piece that is shown, by its unit, published by the agency."""
    return filled(
        {
            "@type": "NewsArticle",
            "mainEntityOfPage": face.address,
            "url": face.address,
            "headline": face.title,
            "description": face.description,
            "inLanguage": LANGUAGE,
            "isAccessibleForFree": True,
            "image": [face.picture.address],
            "datePublished": iso(face.published),
            "dateModified": iso(face.modified),
            "articleSection": face.category.title if face.category else "",
            "author": [unit_of(face)],
            "publisher": {"@id": identity_of_agency()},
        }
    )


def trail_of(face):
    steps = enumerate(face.trail, start=1)
    items = [{"@type": "ListItem", "position": place, "name": name, "item": item} for place, (name, item) in steps]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def filled(told):
    """`told` without what is empty."""
    return {name: value for name, value in told.items() if value not in ("", None)}
