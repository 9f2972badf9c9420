"""Units, people and pieces for the tests, made as short as a story allows."""

import datetime
import io
import uuid
from contextlib import contextmanager
from unittest import mock

import factory
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image
from wagtail.models import Page, Revision
from wagtail.rich_text import RichText
from wagtail.search import index
from wagtail.signal_handlers import disable_reference_index_auto_update

from submissions.body.content import content_digest
from submissions.body.piece_files import hand_files_to_board
from submissions.models import (
    Category,
    KnownDevice,
    NewsDocument,
    NewsImage,
    NewsPage,
    Unit,
    UnitKind,
    UnitMembership,
    User,
)
from submissions.models.mails import digest_of
from submissions.units.provisioning import provision

LETTER = datetime.date(2019, 4, 4)
PASSWORD = "mat-khau-thu-2019"
PDF = b"%PDF-1.4\n%%EOF\n"


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"nguoi.{n}")
    first_name = "Nguyễn Thị"
    last_name = factory.Sequence(lambda n: f"Hoa {n}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@phanthiet.example")
    password = factory.django.Password(PASSWORD)

    @factory.post_generation
    def groups(self, create, extracted):
        """`groups=["Biên tập viên"]` puts the account into role groups by name."""
        for name in extracted or []:
            self.groups.add(Group.objects.get(name=name))


def a_locality():
    """The code of the first kind of unit where people live: the ward of a city, the quarter of a ward."""
    return UnitKind.objects.filter(is_locality=True).values_list("code", flat=True).first()


class UnitFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Unit
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"UBND phường Thử {n}")
    short_name = factory.Sequence(lambda n: f"Thử {n}")
    slug = factory.Sequence(lambda n: f"phuong-thu-{n}")
    kind_id = factory.LazyFunction(a_locality)
    display_order = factory.Sequence(lambda n: n)

    @factory.post_generation
    def provisioned(self, create, extracted):
        if create and extracted is not False:
            with not_indexed():
                provision(self)
            index.insert_or_update_object(self.page)


class MembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = UnitMembership

    user = factory.SubFactory(UserFactory)
    unit = factory.SubFactory(UnitFactory)
    role = UnitMembership.Role.CONTRIBUTOR
    post = "Công chức Văn hóa - Xã hội"
    valid_from = LETTER


def contributor_of(unit, **user):
    """An account that is a contributor of `unit` today."""
    return MembershipFactory(unit=unit, user=UserFactory(**user)).user


def leader_of(unit, **user):
    """An account that is a leader of `unit` today."""
    return MembershipFactory(
        unit=unit, user=UserFactory(**user), role=UnitMembership.Role.LEADER, post="Chủ tịch UBND phường"
    ).user


def known_device(user, *, mark="dau-cua-may", **fields):
    """A device that `user` called the own, as a log-in there leaves it; `mark` is what its cookie holds."""
    fields = {"name": "iPhone, Safari", "valid_until": timezone.now() + datetime.timedelta(days=90)} | fields
    return KnownDevice.objects.create(
        user=user, digest=digest_of(mark), password_mark=user.get_session_auth_hash(), **fields
    )


def editor(**user):
    return UserFactory(groups=["Biên tập viên"], **user)


def picture_file(name="anh.jpg", *, size=(60, 40), colour="teal", **save_options):
    """A small real picture as an uploadable file."""
    buffer = io.BytesIO()
    kind = {"png": "PNG", "webp": "WEBP"}.get(name.rpartition(".")[2], "JPEG")
    Image.new("RGB", size, colour).save(buffer, kind, **save_options)
    return ContentFile(buffer.getvalue(), name=name)


def photo(unit, **fields):
    """A photo in the collection of `unit`."""
    fields.setdefault("title", "Ảnh hoạt động")
    fields.setdefault("file", picture_file())
    return NewsImage.objects.create(collection=unit.collection, **fields)


def document(unit, *, title="Thông báo", name="Thông báo số 12.pdf", content=PDF):
    """A document in the collection of `unit`."""
    return NewsDocument.objects.create(title=title, collection=unit.collection, file=ContentFile(content, name=name))


def body_blocks(text="<p>Sáng nay, lực lượng đoàn viên ra quân dọn vệ sinh bãi biển.</p>", *, image=None):
    blocks = [("text", RichText(text))]
    if image is not None:
        blocks.append(("photo", {"image": image, "caption": "Đoàn viên ra quân", "credit": "", "alt": ""}))
    return blocks


@contextmanager
def not_indexed():
    """What is saved here is put into the indexes of searches and references afterwards, once."""
    with mock.patch("modelsearch.signal_handlers.insert_or_update_object_task"), disable_reference_index_auto_update():
        yield


def news(unit, *, owner=None, title="Ra quân dọn vệ sinh bãi biển", image=None, text=None, **fields):
    """A draft of `unit`, with one revision by `owner`, as the create view leaves it."""
    fields.setdefault("lead", "Hơn 100 đoàn viên tham gia dọn rác ven biển.")
    fields.setdefault("category", Category.objects.get(slug="tin-tuc-su-kien"))
    if "body" not in fields:
        fields["body"] = body_blocks(image=image) if text is None else body_blocks(text, image=image)
    page = NewsPage(title=title, owner=owner, **{"live": False} | fields)
    unit.page.refresh_from_db()
    with not_indexed():
        unit.page.add_child(instance=page)
    # Indexes it, and need not check again what was just checked.
    page.save_revision(user=owner, clean=False)
    return NewsPage.objects.get(pk=page.pk)


def published(unit, *, at=None, **fields):
    """A live piece of `unit` with the columns that the chain leaves, but without its records, mails and authors.

    For lists and pages of many pieces, where how they went live is not the question; `at` (aware) says when.
    tests/home/models/test_factories.py holds that it does not differ from a piece that went the whole way.
    """
    moment = at or timezone.now()
    page = news(unit, live=True, first_published_at=moment, last_published_at=moment, **fields)
    hand_files_to_board(page)
    revision = page.latest_revision_id
    NewsPage.objects.filter(pk=page.pk).update(
        live_revision_id=revision, cleared_revision_id=revision, has_unpublished_changes=False, sent_at=moment
    )
    return NewsPage.objects.get(pk=page.pk)


def published_like(page, pieces):
    """Live pieces beside `page` (of `published`), one for each of `pieces`: when (`at`) it went live, its `title`, ….

    For sums and lists of many: they are written as rows, and are in no index of searches or references.
    tests/home/models/test_factories.py holds that else they do not differ from pieces of `published`.
    """
    parent = Page.objects.get(pk=page.get_parent().pk)
    copies = [_copy(page, parent, number, **piece) for number, piece in enumerate(pieces, start=parent.numchild + 1)]
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + len(copies))
    bases = Page.objects.bulk_create(Page(**_values(copy, Page)) for copy in copies)
    for copy, base in zip(copies, bases, strict=True):
        copy.pk = copy.page_ptr_id = base.pk
    revisions = Revision.objects.bulk_create(_revision(page.latest_revision, copy) for copy in copies)
    for copy, base, revision in zip(copies, bases, revisions, strict=True):
        copy.cleared_revision_id = revision.pk
        for live in (copy, base):
            live.latest_revision_id = live.live_revision_id = revision.pk
        # The row of its own table alone.
        copy.save_base(raw=True)
    Page.objects.bulk_update(bases, ["latest_revision", "live_revision"])
    return copies


def _values(row, model):
    return {field.attname: getattr(row, field.attname) for field in model._meta.concrete_fields}


def _copy(page, parent, number, *, title, at, **fields):
    copy = NewsPage(**_values(page, NewsPage) | {"id": None, "page_ptr_id": None})
    for name, value in fields.items():
        setattr(copy, name, value)
    copy.title = copy.draft_title = title
    copy.path = Page._get_path(parent.path, page.depth, number)
    copy.slug = f"{page.slug}-{number}"
    copy.set_url_path(parent)
    copy.translation_key = uuid.uuid4()
    copy.first_published_at = copy.last_published_at = copy.published_at = copy.sent_at = at
    copy.cleared_digest = content_digest(copy)
    return copy


def _revision(first, copy):
    """The one of `copy`, as `first` is of the piece that was copied."""
    own = ("pk", "title", "draft_title", "path", "slug", "url_path", "cleared_digest")
    moments = ("first_published_at", "last_published_at", "published_at")
    content = first.content | {name: getattr(copy, name) for name in own}
    content |= {name: copy.first_published_at.isoformat() for name in moments}
    content["translation_key"] = str(copy.translation_key)
    fields = _values(first, Revision) | {"id": None, "object_id": str(copy.pk), "object_str": copy.title}
    return Revision(**fields | {"content": content})
