"""What a page says as data (schema.org, in JSON-LD): who the agency is, the piece, the way to the page."""

import datetime

from django.urls import reverse

from consultation.models import ConsultationPage
from library.models.standing import is_over
from submissions.templatetags.public_news import absolute, as_script, iso
from vietnamese.dates import start_of_day, today

LANGUAGE = "vi"
A_DAY = datetime.timedelta(days=1)
DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")


def script_of(face, dataset=None):
    """The data about a page (a Face) as text that may stand inside a `<script>`, whatever titles hold.

    `dataset` (dict) are the figures that stand on the page, as schema.org has them; the agency gives them out.
    """
    graph = [agency_of(face) | getattr(face.page, "told_of_agency", dict)()]
    if face.piece is not None:
        graph.append(article_of(face))
    elif face.document is not None:
        graph.append(legislation_of(face))
    elif face.publication is not None:
        graph.append(publication_of(face))
    elif isinstance(face.page, ConsultationPage):
        graph.append(consultation_of(face))
    elif face.unit is not None:
        told = unit_of(face) | contact_of(getattr(face.page, "contact", None))
        graph.append(told | {"parentOrganization": {"@id": identity_of_agency()}})
    if face.trail:
        graph.append(trail_of(face))
    if dataset:
        graph.append(dataset | {"creator": {"@id": identity_of_agency()}, "inLanguage": LANGUAGE})
    return as_script({"@context": "https://schema.org", "@graph": graph})


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
        "logo": absolute(face.signs["logo"]),
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


def contact_of(contact):
    """How the unit is reached, as far as `contact` (a UnitContact or None) says it; only an office has hours."""
    if contact is None:
        return {}
    told = {"address": contact.address, "telephone": contact.telephone, "contactPoint": None}
    if contact.one_stop_telephone:
        told["contactPoint"] = {"@type": "ContactPoint", "telephone": contact.one_stop_telephone}
    if hours := [spoken_hours(one) for one in contact.office_hours]:
        told |= {"@type": ["GovernmentOrganization", "GovernmentOffice"], "openingHours": hours}
    return filled(told)


def spoken_hours(hours):
    """`hours` (UnitHours) as schema.org has them: "Mo-Fr 07:00-11:30"."""
    first, last = DAYS[hours.first_day], DAYS[hours.last_day]
    days = first if first == last else f"{first}-{last}"
    return f"{days} {hours.opens:%H:%M}-{hours.closes:%H:%M}"


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
            "expires": face.piece.end_of_notice and face.piece.end_of_notice.isoformat(),
            "articleSection": face.category.title if face.category else "",
            "author": [unit_of(face)],
            "publisher": {"@id": identity_of_agency()},
        }
    )


def legislation_of(face):
    """The document that is shown; "no longer in force" is told as schema.org's Legislation has it."""
    page = face.document
    return filled(
        {
            "@type": "Legislation",
            "mainEntityOfPage": face.address,
            "url": face.address,
            "name": face.title,
            "description": face.description,
            "inLanguage": LANGUAGE,
            "isAccessibleForFree": True,
            "legislationIdentifier": page.number,
            "legislationType": str(page.form or ""),
            "legislationPassedBy": str(page.authority or ""),
            "legislationDate": page.issued_on.isoformat() if page.issued_on else "",
            "legislationDateVersion": page.starts_on.isoformat() if page.starts_on else "",
            "legislationLegalForce": f"https://schema.org/{'NotInForce' if is_over(page, day=today()) else 'InForce'}",
            "datePublished": iso(face.published),
            "dateModified": iso(face.modified),
            "publisher": {"@id": identity_of_agency()},
        }
    )


def publication_of(face):
    """The project, tender, plan or statistics that is shown."""
    return filled(
        {
            "@type": face.publication.SCHEMA_TYPE,
            "mainEntityOfPage": face.address,
            "url": face.address,
            "name": face.title,
            "description": face.description,
            "inLanguage": LANGUAGE,
            "isAccessibleForFree": True,
            "temporalCoverage": face.publication.time_in_words,
            "datePublished": iso(face.published),
            "dateModified": iso(face.modified),
            "publisher": {"@id": identity_of_agency()},
        }
    )


def consultation_of(face):
    """The draft that is shown; while it is open, that an opinion can be given, where, and until when."""
    page = face.page
    told = {
        "@type": "DigitalDocument",
        "mainEntityOfPage": face.address,
        "url": face.address,
        "name": face.title,
        "description": page.extract,
        "inLanguage": LANGUAGE,
        "isAccessibleForFree": True,
        "creativeWorkStatus": page.told_term,
        "author": [unit_of(face)] if page.unit and page.unit.page_id else "",
        "datePublished": iso(page.first_published_at),
        "dateModified": iso(page.last_published_at or page.first_published_at),
        "publisher": {"@id": identity_of_agency()},
    }
    if page.is_open:
        told["potentialAction"] = {
            "@type": "CommentAction",
            "target": absolute(reverse("opinions:comment", args=[page.pk])),
            "endTime": iso(start_of_day(page.closes_on + A_DAY)),
        }
    return filled(told)


def trail_of(face):
    steps = enumerate(face.trail, start=1)
    items = [{"@type": "ListItem", "position": place, "name": name, "item": item} for place, (name, item) in steps]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def filled(told):
    """`told` without what is empty."""
    return {name: value for name, value in told.items() if value not in ("", None)}
