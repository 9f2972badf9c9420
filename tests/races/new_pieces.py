"""The form of a new piece arrives twice at the same moment, as from a slow telephone."""

from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import rich_text

from submissions.models import Category, NewsPage, User
from submissions.rights.stages import Stage, stage_of
from tests import factories
from tests.browserform import form_of, stream
from tests.races.sides import answered
from tests.submissions.quick.quickly import TYPED, new_address, opened


class WrittenTwice:
    slug = "race-written-twice"

    def __init__(self):
        self.unit = factories.UnitFactory(slug=self.slug)
        self.contributor = factories.contributor_of(self.unit)
        factories.leader_of(self.unit)

    def prepare(self, number):
        client = Client()
        client.force_login(self.contributor)
        address = reverse("wagtailadmin_pages:add", args=["submissions", "newspage", self.unit.page_id])
        words = {"title": f"Gửi hai lần, lượt {number}", "lead": "Tóm tắt.", "action-submit": "action-submit"}
        words["category"] = str(Category.objects.get(slug="tin-tuc-su-kien").pk)
        body = stream("body", [("text", rich_text("<p>Nội dung.</p>"))])
        form = form_of(client.get(address)) | words | body
        return {"address": address, "form": form, "person": self.contributor.pk}

    @classmethod
    def act(cls, side, data, barrier):
        client = Client()
        client.force_login(User.objects.get(pk=data["person"]))
        barrier.wait(60)
        return answered(side, lambda: client.post(data["address"], data["form"]))

    def judge(self, data, replies):
        pieces = list(NewsPage.objects.filter(title=data["form"]["title"]))
        if len(pieces) != 1:
            yield "not one piece"
            return
        if stage_of(pieces[0]) != Stage.AT_LEADER or pieces[0].workflow_states.count() != 1:
            yield "not submitted just once"
        if {reply["to"] for reply in replies} != {reverse("submissions:piece", args=[pieces[0].pk])}:
            yield "somebody was not led to the piece"


class WrittenQuicklyTwice(WrittenTwice):
    """The same from the quick form: saved and submitted in one go."""

    slug = "race-written-quickly-twice"

    def prepare(self, number):
        client = Client()
        client.force_login(self.contributor)
        address = new_address(self.unit)
        form = opened(client, address, **TYPED | {"title": f"Viết nhanh hai lần, lượt {number}", "do": "send"})
        return {"address": address, "form": form, "person": self.contributor.pk}
