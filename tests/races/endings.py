"""A piece is handed over to the unit that takes over, while somebody there begins a new one."""

import datetime

from django.db import connection
from django.test import Client
from wagtail.models import Page

from submissions.ending.doing import end_units
from submissions.ending.plan import Ending
from submissions.models import NewsPage, Unit, User
from tests import factories
from tests.races.sides import answered
from tests.submissions.quick.quickly import TYPED, new_address, opened
from vietnamese.dates import today


class EndedWhileWriting:
    slug = "race-ended-while-writing"

    def __init__(self):
        self.new = factories.UnitFactory(slug=self.slug)
        self.contributor = factories.contributor_of(self.new)
        factories.leader_of(self.new)

    def prepare(self, number):
        old = factories.UnitFactory()
        piece = factories.news(old, title=f"Bản nháp để lại, lượt {number}")
        client = Client()
        client.force_login(self.contributor)
        address = new_address(self.new)
        form = opened(client, address, **TYPED | {"title": f"Viết khi sáp nhập, lượt {number}"})
        person = self.contributor.pk
        return {"address": address, "form": form, "person": person, "units": [old.pk, self.new.pk], "piece": piece.pk}

    @classmethod
    def act(cls, side, data, barrier):
        client = Client()
        client.force_login(User.objects.get(pk=data["person"]))
        barrier.wait(60)
        if side == 0:
            return answered(side, lambda: client.post(data["address"], data["form"]))
        old, new = (Unit.objects.get(pk=pk) for pk in data["units"])
        ending = Ending(units=[old], last_day=today() - datetime.timedelta(days=1), successors=[new])
        try:
            end_units(ending, said=[])
            answer = {"side": side, "status": "ended", "to": ""}
        except Exception as error:
            answer = {"side": side, "status": "failed", "to": str(error)}
        connection.close()
        return answer

    def judge(self, data, replies):
        if {reply["status"] for reply in replies} != {302, "ended"}:
            yield f"somebody was refused: {[reply['status'] for reply in replies]}"
        pieces = NewsPage.objects.filter(unit=self.new)
        if not pieces.filter(pk=data["piece"]).exists() or not pieces.filter(title=data["form"]["title"]).exists():
            yield "a piece is not there"
        if any(Page.find_problems()):
            yield "the tree is broken"
