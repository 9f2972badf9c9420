"""Photos in pieces: they go on after a break, belong to one person, and become one photo each."""

import datetime
import io

import pytest
import time_machine
from django.core.files.storage import storages
from django.test import Client
from django.utils import timezone
from PIL import Image

from submissions.models import NewsImage, PhotoRules, PhotoUpload
from submissions.uploads import receiving
from submissions.uploads.clearing import clear_old
from tests import factories
from tests.submissions.registers import log_in
from tests.submissions.telltale import NOTHING, jpeg, tells
from tests.submissions.uploads import tus

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(client, unit):
    return log_in(client, factories.contributor_of(unit))


@pytest.fixture
def content():
    return tus.photo_bytes()


def stored(image):
    with image.file.storage.open(image.file.name) as file:
        return file.read()


def files_left():
    storage = storages["private"]
    return storage.listdir("uploads")[1] if storage.exists("uploads") else []


def test_a_photo_arrives_in_parts_and_becomes_one_of_the_units(member, unit, content):
    told = tus.photo(member, unit, content, name="Dọn bãi biển.JPG", step=10_000)
    image = NewsImage.objects.get()
    assert (told["pk"], told["title"], told["notes"]) == (image.pk, "Dọn bãi biển", [])
    assert (image.collection, image.uploaded_by_user_id) == (unit.collection, int(member.session["_auth_user_id"]))
    assert (image.width, image.height) == (900, 600)
    assert told["thumbnail"] == image.renditions.get().url
    assert PhotoUpload.objects.get().file.name == ""


def test_it_goes_on_where_the_line_broke(member, unit, content):
    address = tus.begin(member, unit, content)["Location"]
    tus.part(member, address, content[:9_000], offset=0)
    there = tus.offset_of(member, address)
    assert there == 9_000
    assert tus.part(member, address, content[there:], offset=there).status_code == 204
    assert tus.finish(member, address).status_code == 200
    assert Image.open(io.BytesIO(stored(NewsImage.objects.get()))).size == (900, 600)


@pytest.mark.parametrize("offset", [0, 5_000, 9_001, 10**8])
def test_a_part_at_another_place_changes_nothing(member, unit, content, offset):
    address = tus.begin(member, unit, content)["Location"]
    tus.part(member, address, content[:9_000], offset=0)
    answer = tus.part(member, address, b"x" * 100, offset=offset)
    assert (answer.status_code, answer["Upload-Offset"]) == (409, "9000")
    tus.part(member, address, content[9_000:], offset=9_000)
    assert tus.finish(member, address).status_code == 200


@pytest.mark.parametrize("offset", ["", "-1", "x", "²", "1e3", "9" * 20])
def test_an_offset_that_is_none_is_refused(member, unit, content, offset):
    address = tus.begin(member, unit, content)["Location"]
    assert tus.part(member, address, b"x", offset=offset).status_code == 400
    assert tus.offset_of(member, address) == 0


def test_a_part_of_another_kind_is_refused(member, unit, content):
    address = tus.begin(member, unit, content)["Location"]
    assert tus.part(member, address, b"x", offset=0, kind="image/jpeg").status_code == 415


def test_the_answer_to_the_end_may_be_lost_as_often_as_it_likes(member, unit, content):
    address = tus.send(member, unit, content)
    answers = [tus.finish(member, address).json() for _ in range(3)]
    assert answers[0] == answers[1] == answers[2]
    assert NewsImage.objects.count() == 1


def test_the_same_file_for_the_same_form_is_the_same_photo(member, unit, content):
    first = tus.photo(member, unit, content, name="a.jpg")
    assert tus.photo(member, unit, content, name="b.jpg")["pk"] == first["pk"]
    assert tus.photo(member, unit, content, form="tin-2")["pk"] != first["pk"]
    assert tus.photo(member, unit, tus.photo_bytes(seed=8))["pk"] != first["pk"]
    assert NewsImage.objects.count() == 3


def test_another_persons_same_file_is_another_photo(member, unit, content):
    first = tus.photo(member, unit, content)
    colleague = log_in(Client(), factories.contributor_of(unit))
    assert tus.photo(colleague, unit, content)["pk"] != first["pk"]


def test_a_photo_that_was_deleted_can_be_sent_again(member, unit, content):
    tus.photo(member, unit, content)
    NewsImage.objects.get().delete()
    assert tus.photo(member, unit, content)["pk"] == NewsImage.objects.get().pk


def test_two_uploads_of_one_file_that_end_together_make_one_photo(member, unit, content):
    """The second has made its own form already when the first one's photo is stored."""
    addresses = [tus.send(member, unit, content) for _ in range(2)]
    one, other = PhotoUpload.objects.order_by("pk")
    form = receiving.photo_form(other, user=other.owner)
    assert form.is_valid()
    first = tus.finish(member, addresses[0]).json()["pk"]
    digest = PhotoUpload.objects.get(pk=one.pk).digest
    assert receiving.one_photo(other, digest=digest, form=form).pk == first
    assert tus.finish(member, addresses[1]).json()["pk"] == first
    assert NewsImage.objects.count() == 1


# Who, and of what size


def test_it_is_nobody_elses(member, unit, content):
    address = tus.send(member, unit, content)
    colleague = log_in(Client(), factories.leader_of(unit))
    for answer in (
        colleague.head(address),
        tus.part(colleague, address, b"x", offset=0),
        tus.finish(colleague, address),
        colleague.delete(address),
    ):
        assert answer.status_code == 404
    assert tus.finish(member, address).status_code == 200


@pytest.mark.parametrize("who", ["another unit's", "editor", "superuser", "former"])
def test_only_the_units_people_add_photos_there(client, unit, content, who):
    user = {
        "another unit's": lambda: factories.contributor_of(factories.UnitFactory()),
        "editor": factories.editor,
        "superuser": lambda: factories.UserFactory(is_superuser=True),
        "former": lambda: ended(factories.contributor_of(unit)),
    }[who]()
    answer = tus.begin(log_in(client, user), unit, content)
    assert answer.status_code in (302, 403)
    assert not PhotoUpload.objects.exists()


def ended(user):
    user.memberships.update(valid_to=timezone.localdate())
    # Belongs to another unit, and so comes in.
    factories.MembershipFactory(user=user, unit=factories.UnitFactory())
    return user


def test_whose_assignment_ends_on_the_way_adds_nothing_more(member, unit, content):
    address = tus.send(member, unit, content[:-10], size=len(content))
    ended(PhotoUpload.objects.get().owner)
    answer = tus.part(member, address, content[-10:], offset=len(content) - 10)
    assert (answer.status_code, "đơn vị" in answer.json()["error"]) == (403, True)
    assert tus.finish(member, address).status_code == 403
    assert not NewsImage.objects.exists()


def test_who_is_not_logged_in_is_led_to_the_log_in(client, unit, content):
    assert tus.begin(client, unit, content).status_code == 302
    assert not PhotoUpload.objects.exists()


def test_what_is_too_large_is_refused_before_a_byte_comes(member, unit, content, settings):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 1_000_000
    answer = tus.begin(member, unit, content, size=1_000_001)
    assert (answer.status_code, "quá lớn" in answer.json()["error"]) == (413, True)
    assert not PhotoUpload.objects.exists()


def test_more_than_was_announced_is_refused(member, unit, content):
    address = tus.begin(member, unit, content, size=1_000)["Location"]
    assert tus.part(member, address, content, offset=0).status_code == 413
    assert tus.offset_of(member, address) == 0


def test_an_upload_that_is_not_whole_makes_no_photo(member, unit, content):
    address = tus.begin(member, unit, content)["Location"]
    tus.part(member, address, content[:-1], offset=0)
    assert tus.finish(member, address).status_code == 409
    assert not NewsImage.objects.exists()


@pytest.mark.parametrize(
    ("about", "size"),
    [
        ({"form": ""}, 10),
        ({"form": "x" * 65}, 10),
        ({"form": "a\0"}, 10),
        ({"name": ""}, 10),
        ({"name": "a\0.jpg"}, 10),
        ({}, "x"),
        ({}, -1),
        ({}, 10**12),
    ],
)
def test_what_no_page_sends_is_refused(member, unit, about, size):
    assert tus.begin(member, unit, b"x" * 10, size=size, **about).status_code == 400
    assert not PhotoUpload.objects.exists()


def test_nothing_is_refused_in_words(member, unit):
    assert tus.begin(member, unit, b"").status_code == 403


def test_so_many_at_once_and_no_more(member, unit, content, monkeypatch):
    monkeypatch.setattr(receiving, "MOST_UNDER_WAY", 2)
    for _ in range(2):
        assert tus.begin(member, unit, content).status_code == 201
    answer = tus.begin(member, unit, content)
    assert (answer.status_code, "đang tải" in answer.json()["error"]) == (403, True)


# What is in it


BAD = {
    "no picture": (b"<!doctype html><script>alert(1)</script>", "không phải là ảnh"),
    "cut off": (tus.photo_bytes()[:9_000], "hỏng hoặc thiếu dữ liệu"),
    "a programme": (b"MZ\x90\0" + bytes(200), "không phải là ảnh"),
    "too small": (tus.photo_bytes(size=(320, 240)), "quá nhỏ"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_is_no_fitting_photo_is_refused_in_words_and_leaves_nothing(member, unit, case):
    content, words = BAD[case]
    address = tus.send(member, unit, content)
    for _ in range(2):
        answer = tus.finish(member, address)
        assert answer.status_code == 403
        assert words in answer.json()["error"]
    assert not NewsImage.objects.exists()
    assert PhotoUpload.objects.get().file.name == ""


def test_the_office_sets_the_least_size(member, unit):
    PhotoRules.objects.update(least_side=300)
    assert tus.photo(member, unit, tus.photo_bytes(size=(200, 320)))["height"] == 320


def test_the_photo_tells_nothing_but_the_picture(member, unit):
    PhotoRules.objects.update(least_side=0)
    tus.photo(member, unit, jpeg(size=(800, 400), orientation=6))
    image = NewsImage.objects.get()
    assert tells(stored(image)) == NOTHING
    assert (image.width, image.height) == (400, 800)


# What is left


def test_a_file_on_its_way_is_at_no_address(client, member, unit, content, settings):
    tus.send(member, unit, content)
    name = PhotoUpload.objects.get().file.name
    for prefix in ("/media/", "/static/", "/private/", "/", "/documents/", "/images/"):
        assert client.get(f"{prefix}{name}", follow=True).status_code == 404
    assert not storages["private"].path(name).startswith(str(settings.MEDIA_ROOT))


def test_what_the_person_takes_away_is_gone(member, unit, content):
    address = tus.send(member, unit, content)
    before = files_left()
    assert member.delete(address).status_code == 204
    assert member.head(address).status_code == 404
    assert len(files_left()) == len(before) - 1


def test_what_was_given_up_goes_after_a_day(member, unit, content):
    address = tus.begin(member, unit, content)["Location"]
    done = tus.send(member, unit, content)
    tus.finish(member, done)
    name = PhotoUpload.objects.get(image=None).file.name
    now = timezone.now()
    with time_machine.travel(now + datetime.timedelta(hours=23), tick=False):
        assert clear_old() == 0
    with time_machine.travel(now + datetime.timedelta(hours=25), tick=False):
        assert clear_old() == 1
    assert not storages["private"].exists(name)
    assert member.head(address).status_code == 404
    # The photo that came of the other one stays, and is known again for a month.
    assert tus.finish(member, done).status_code == 200
    with time_machine.travel(now + datetime.timedelta(days=31), tick=False):
        clear_old()
    assert not PhotoUpload.objects.exists()
    assert NewsImage.objects.count() == 1


def test_the_protocol_says_what_it_is(member, unit, content):
    answer = member.options("/admin/tai-anh/")
    assert (answer["Tus-Version"], answer["Tus-Extension"]) == ("1.0.0", "creation,termination")
    assert tus.begin(member, unit, content)["Tus-Resumable"] == "1.0.0"


def test_a_link_that_somebody_opens_leads_to_writing(member, unit, content):
    address = tus.send(member, unit, content)
    for opened in ("/admin/tai-anh/", address, f"{address}xong/"):
        assert member.get(opened).status_code == 302
    assert not NewsImage.objects.exists()


def test_num_queries(member, unit, content, django_assert_max_num_queries):
    address = tus.begin(member, unit, content)["Location"]
    with django_assert_max_num_queries(14):
        tus.part(member, address, content, offset=0)
    for seed in range(20, 40):
        factories.photo(unit, file=factories.ContentFile(tus.photo_bytes(seed=seed), name="a.jpg"))
    with django_assert_max_num_queries(60):
        assert tus.finish(member, address).status_code == 200
