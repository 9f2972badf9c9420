"""Two people at the desk set a minimum for the same unit and the same time at the same moment."""

import traceback

from django.db import connection
from django.test import Client
from django.urls import reverse

from compliance.models import Quota
from submissions.models import User
from tests import factories


class TwoMinimums:
    def __init__(self):
        self.people = [factories.UserFactory(groups=["Thường trực Ban Biên tập"]) for _side in (0, 1)]

    def prepare(self, number):
        unit = factories.UnitFactory(slug=f"race-quota-{number}")
        return {"unit": unit.pk, "people": [person.pk for person in self.people]}

    @classmethod
    def act(cls, side, data, barrier):
        client = Client()
        client.force_login(User.objects.get(pk=data["people"][side]))
        form = {"kind": "", "unit": data["unit"], "minimum": side + 3, "legal_basis": "Quy chế", "valid_to": ""}
        form["confirmed"] = "1"
        barrier.wait(60)
        try:
            response = client.post(reverse("quotas:add"), form | {"valid_from": f"0{side + 1}/01/2027"})
            told = "đã có chỉ tiêu" in response.content.decode()
            answer = {"side": side, "status": response.status_code, "told": told}
        except Exception:
            answer = {"side": side, "status": 500, "told": False, "error": traceback.format_exc(limit=-3)}
        connection.close()
        return answer

    def judge(self, data, replies):
        kept = list(Quota.objects.filter(unit=data["unit"]).values_list("minimum", flat=True))
        if len(kept) != 1:
            yield "not one minimum"
        for reply in replies:
            if (reply["status"] == 302) != (reply["side"] + 3 in kept):
                yield "the answer is not what happened"
            if reply["status"] != 302 and not reply["told"]:
                yield "the second person was not told"
