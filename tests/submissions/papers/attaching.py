"""Drivers: a paper is attached by the unit and confirmed by the desk, as the screens do it."""

import datetime

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from submissions.models import PaperApproval
from submissions.papers import approving
from submissions.papers.scans import checked_scan
from submissions.rights import positions
from tests.workflow import again, fresh

PDF = b"%PDF-1.4\n%%EOF\n"


def scan(content=PDF, name="giay ky.pdf"):
    return checked_scan(SimpleUploadedFile(name, content))


def attached(page, user, leader, *, days=0, **changed):
    page = fresh(page)
    position = changed.pop("position", None) or positions.reading_position(page)
    return approving.attach(
        pk=page.pk,
        user=again(user),
        position=position,
        leader=leader,
        signed_on=timezone.localdate() - datetime.timedelta(days=days),
        scan=changed.pop("file", None) or scan(),
    )


def confirmed(paper, user):
    approving.confirm(pk=paper.pk, user=again(user))
    return fresh(paper.page)


def of(paper):
    return PaperApproval.objects.get(pk=paper.pk)
