"""A ward that ends, with its people and a piece in each state that an end has to do with; the assistant, filled in."""

import datetime

from django.utils import timezone

from submissions.models import Unit
from tests import factories, workflow
from tests.browserform import form_of

ADDRESS = "/admin/sap-nhap-giai-the/"
FORM = "form.ending-form"


class City:
    """Two wards with their people; a piece of the first in each state that an end has to do with."""

    def __init__(self):
        make = factories.UnitFactory
        self.old, self.other = make(name="UBND phường Mũi Né", short_name="Mũi Né"), make(name="UBND phường Hàm Tiến")
        self.leader = factories.leader_of(self.old, username="nguoi.lanh.dao")
        self.contributor = factories.contributor_of(self.old, username="nguoi.viet")
        self.editor, self.administrator = factories.editor(), factories.UserFactory(groups=["Quản trị"])
        self.draft = self.news("Bản nháp")
        self.at_leader = workflow.submit(self.news("Chờ lãnh đạo"), self.contributor)
        self.at_board = self.sent("Chờ Ban Biên tập")
        self.returned = workflow.send_back_as(self.sent("Bị trả lại"), self.editor)
        self.published = workflow.approve_as(self.sent("Đã đăng"), self.editor)

    def news(self, title):
        return factories.news(self.old, owner=self.contributor, image=factories.photo(self.old), title=title)

    def sent(self, title):
        return workflow.approve_as(workflow.submit(self.news(title), self.contributor), self.leader)


def today():
    return timezone.localdate()


def asked(city, *, last_day=None, **fields):
    """What is posted first: the old ward ends yesterday, a new one of its name takes over."""
    last_day = last_day or today() - datetime.timedelta(days=1)
    data = {
        "units": [city.old.pk],
        "last_day": f"{last_day:%d/%m/%Y}",
        "document_number": "12/NQ-HĐND",
        "document_date": f"{today():%d/%m/%Y}",
        "new_name": "UBND phường Mũi Né",
        "new_short_name": "Mũi Né mới",
        "new_kind": "ward",
    }
    return data | fields


def confirm(client, preview, **fields):
    """Press the button under a preview, with the form as the page has it."""
    return client.post(ADDRESS, form_of(preview, FORM) | {"confirm": "1"} | fields, follow=True)


def do(client, city, **fields):
    preview = client.post(ADDRESS, asked(city, **fields))
    assert "sections" in preview.context, preview.context.get("refusals") or preview.context["form"].errors
    return confirm(client, preview)


def new_unit():
    return Unit.objects.get(short_name="Mũi Né mới")


def text_of(preview):
    return " ".join(
        sentence for section in preview.context["sections"] for sentence in (*section.sentences, *section.warnings)
    )
