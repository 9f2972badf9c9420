"""One code of a telephone or of the paper in two browsers at the same moment; and a first factor set up twice."""

from allauth.mfa.models import Authenticator

from doors.factors import factors
from submissions.models import User
from tests import factories
from tests.doors.people import CODE, SET_UP, Browser, code_of, codes_of, key_on, with_telephone
from tests.races.sides import answered


class CodeTwice:
    """One code opens once, whoever is first."""

    address = CODE

    def __init__(self):
        pass

    def prepare(self, number):
        user = factories.editor(username=f"race.{type(self).__name__.lower()}.{number}")
        return {"user": user.pk, "code": self.code(user)}

    def code(self, user):
        return code_of(with_telephone(user))

    @classmethod
    def act(cls, side, data, barrier):
        browser, form = cls.waiting(data)
        barrier.wait(60)
        return answered(side, lambda: browser.post(cls.address, form))

    @classmethod
    def waiting(cls, data):
        browser = Browser()
        browser.password(User.objects.get(pk=data["user"]))
        return browser, {"code": data["code"]}

    def judge(self, data, replies):
        if sorted(reply["status"] for reply in replies) != [200, 302]:
            yield f"not one of two came in: {[(reply['status'], reply['to']) for reply in replies]}"


class PaperTwice(CodeTwice):
    def code(self, user):
        with_telephone(user)
        return codes_of(user)[0]


class SetUpTwice(CodeTwice):
    """Two browsers that know the password each have a telephone of their own: the first is the account's."""

    address = SET_UP

    def code(self, user):
        return ""

    @classmethod
    def waiting(cls, data):
        with_must = Browser()
        with_must.password(User.objects.get(pk=data["user"]))
        return with_must, {"code": code_of(key_on(with_must.get(SET_UP)))}

    def judge(self, data, replies):
        if Authenticator.objects.filter(user=data["user"], type__in=factors.FACTORS).count() != 1:
            yield "not one telephone"
        # The page with the codes for one, the other is asked for the code of the first.
        if sorted((reply["status"], reply["to"]) for reply in replies) != [(200, ""), (302, CODE)]:
            yield f"the second was let in: {[(reply['status'], reply['to']) for reply in replies]}"
