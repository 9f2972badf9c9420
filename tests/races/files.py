"""A photo or document is exchanged at the moment at which somebody saves it in a waiting piece, or decides on it."""

import hashlib
import io
import traceback

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.test.utils.form_data import rich_text

from submissions.models import NewsDocument, NewsImage, NewsPage, User
from submissions.rights.stages import Stage, stage_of
from tests import factories, workflow
from tests.browserform import form_of, stream
from tests.submissions import attempts

STAYS = "thuộc tin, bài đã trình"
SWAPPED = "đã được thay bằng tệp khác"
MODELS = {"image": NewsImage, "document": NewsDocument}


class Exchanged:
    """The leader sends the editor's form with an own file of the unit in it, the contributor that file's form."""

    decision = {}
    headers = {}

    def __init__(self):
        self.unit = factories.UnitFactory(slug=f"race-{type(self).__name__.lower()}")
        self.people = [factories.leader_of(self.unit), factories.contributor_of(self.unit)]

    def prepare(self, number):
        page = factories.news(self.unit, owner=self.people[1], title=f"Tin có tệp {number}")
        workflow.submit(page, self.people[1])
        kind = "document" if number % 4 == 3 else "image"
        own = factories.photo(self.unit) if kind == "image" else factories.document(self.unit)
        people = [person.pk for person in self.people]
        return {"page": page.pk, "kind": kind, "own": own.pk, "name": own.file.name, "people": people, "round": number}

    @classmethod
    def act(cls, side, data, barrier):
        client = Client()
        client.force_login(User.objects.get(pk=data["people"][side]))
        address, form = (cls.editor if side == 0 else cls.replacement)(client, data)
        barrier.wait(60)
        try:
            response = client.post(address, form, follow=side == 1, headers=cls.headers if side == 0 else {})
            answer = {"side": side, "status": response.status_code, "told": told(response)}
        except Exception:
            answer = {"side": side, "status": 500, "told": traceback.format_exc(limit=-3)}
        connection.close()
        return answer

    @classmethod
    def editor(cls, client, data):
        address = reverse("wagtailadmin_pages:edit", args=[data["page"]])
        own = str(data["own"])
        photo = ("photo", {"image": own, "caption": "Chú thích", "credit": "", "alt": ""})
        block = photo if data["kind"] == "image" else ("file", {"file": own, "title": "Tệp kèm theo"})
        opened = {"opened_at": form_of(client.get(address))["opened_at"]}
        body = stream("body", [("text", rich_text("<p>Nội dung.</p>")), block])
        return address, attempts.edit_form(NewsPage.objects.get(pk=data["page"]), **body, **opened, **cls.decision)

    @classmethod
    def replacement(cls, client, data):
        namespace = "wagtailimages" if data["kind"] == "image" else "wagtaildocs"
        address = reverse(f"{namespace}:edit", args=[data["own"]])
        form = form_of(client.get(address), "form[enctype]")
        return address, form | {"file": another(data["kind"], number=data["round"])}

    def judge(self, data, replies):
        own = MODELS[data["kind"]].objects.get(pk=data["own"])
        replaced = own.file.name != data["name"]
        leader, contributor = sorted(replies, key=lambda reply: reply["side"])
        if any(reply["status"] >= 500 for reply in replies):
            yield "server error"
        if not own.file.storage.exists(own.file.name):
            yield "the file is gone"
        elif own.file_hash and own.file_hash != hashlib.sha1(own.file.storage.open(own.file.name).read()).hexdigest():
            yield "the digest is of another file"
        if replaced == (STAYS in contributor["told"]):
            yield "the contributor was told what is not so"
        yield from self.judge_piece(NewsPage.objects.get(pk=data["page"]), own, replaced=replaced, leader=leader)


class ReplacedWhileSaved(Exchanged):
    """An autosave of the leader: whatever the replacement has read before, the file is held afterwards."""

    headers = {"accept": "application/json"}

    def judge_piece(self, page, own, *, replaced, leader):
        if page.get_latest_revision_as_object().title != attempts.EDITED_TITLE:
            yield "not saved"
        elif not own.is_held:
            yield "the hold was taken off"


class SwappedWhileApproving(Exchanged):
    """The leader approves: either the file that the leader saw, or nothing and hears of the other."""

    decision = {
        "action-workflow-action": "true",
        "workflow-action-name": "approve",
        "workflow-action-extra-data": "{}",
    }

    def judge_piece(self, page, own, *, replaced, leader):
        approved = stage_of(page) == Stage.AT_BOARD
        if approved and replaced:
            yield "another file than the one that was seen was approved"
        if approved and not own.is_held:
            yield "the hold was taken off"
        if not approved and SWAPPED not in leader["told"]:
            yield "neither approved nor told"


def told(response):
    page = response.content.decode()
    return " ".join(words for words in (STAYS, SWAPPED) if words in page)


def another(kind, *, number):
    """Another file; some photos take longer than others, so that the moments at which they are saved wander."""
    if kind == "document":
        return SimpleUploadedFile("khac.pdf", factories.PDF + b"khac" * 20_000 * (number % 10))
    side = 600 + 300 * (number % 10)
    buffer = io.BytesIO()
    Image.effect_noise((side, side), 60).convert("RGB").save(buffer, "JPEG")
    return SimpleUploadedFile("khac.jpg", buffer.getvalue())
