"""A small town for the crawl: an account for each role, pieces in every state, one of everything that has a screen."""

import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group
from django.contrib.auth.tokens import default_token_generator
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction, Site, UploadedFile, Workflow

from about.models import LeadersPage
from compliance.models import (
    DayOff,
    Exemption,
    PublicSupply,
    Quota,
    ReminderPlan,
    ReportingRule,
    ScoreObjection,
    ScoreScheme,
    UnitComparison,
)
from compliance.models.rules import all_rules
from compliance.periods.periods import ReportingPeriod
from doors.models import FactorReset
from feedback.models import FeedbackRules, PageNote, QuestionPhoto
from home.demo.contacts import enter
from library.models import Authority
from royalties.models import (
    Allocation,
    BaseSalary,
    BudgetSource,
    GenreRate,
    MaintenanceCost,
    RoyaltyPolicy,
    Surcharge,
    TaxRule,
)
from submissions.away.standing_in import name_stand_in
from submissions.models import (
    ApprovalRules,
    DecisionsByMail,
    DecreePoint,
    IncomingLetter,
    Letterhead,
    Locality,
    NewsDocument,
    NewsImage,
    NewsPage,
    PhotoRules,
    RegisterDeadline,
    UnitEnding,
    UnitKind,
    UnitLeaderApprovalTask,
    UnitMembership,
    User,
)
from submissions.papers import approving
from submissions.rights import positions
from subscriptions.ending.ends import end
from subscriptions.models import Ending, SubscriptionRules
from tests import factories, statements
from tests.about import pages as introduction
from tests.consultation.stories import STATES as OPINION_STATES
from tests.consultation.stories import People as Asked
from tests.feedback.stories import People
from tests.planning import stories
from tests.royalties.town_lists import TownLists
from tests.royalties.town_tables import TownTables
from tests.submissions.states import BUILDERS, Cast, make_piece
from tests.subscriptions.stories import subscribe
from tests.workflow import again

# Who logs in, by the name in the cast; the superuser is whoever installs the site.
ROLES = (
    "contributor",
    "leader",
    "desk",
    "editor",
    "head",
    "official",
    "accountant",
    "director",
    "administrator",
    "superuser",
    "anonymous",
)


class Asking(People):
    """The stories of questions with the people of the town."""

    def __init__(self, town):
        self.unit, self.contributor, self.leader = town.unit, town.contributor, town.leader
        self.desk, self.desk2, self.editor = town.desk, town.head, town.editor


class Hearing(Asked):
    """The stories of opinions with the people of the town, on a draft that is open."""

    def __init__(self, town):
        self.unit, self.desk, self.editor, self.editor2 = town.unit, town.desk, town.editor, town.head
        self.page = self.public()


# A photo that is in no piece yet: its title and its tag.
DRAFT_FILE = ("Ảnh chưa dùng", "thẻ của ảnh chưa dùng")


class Town(Cast):
    """The cast of the rights table with Vietnamese account names, and objects for every address of the admin."""

    def __init__(self):
        super().__init__()
        self.head = factories.UserFactory(username="head", groups=["Trưởng Ban Biên tập"])
        for number, user in enumerate(User.objects.order_by("pk"), start=1):
            User.objects.filter(pk=user.pk).update(
                username=f"tai.khoan.{number}", email=f"tk{number}@phanthiet.example"
            )
        self.pieces = {state: make_piece(state, self) for state in BUILDERS}
        document = ContentFile(b"%PDF-1.4", name="cong-van.pdf")
        self.document = NewsDocument.objects.create(title="Công văn", file=document, collection=self.unit.collection)
        title, tag = DRAFT_FILE
        self.free_photo = factories.photo(self.unit, title=title)
        self.free_photo.tags.add(tag)
        for file in (self.document, self.free_photo):
            file.get_file_size()  # an upload notes it; Wagtail does when it shows a file that came in by code
        factories.MembershipFactory(unit=self.other_unit, user=self.leader)
        self.quota = Quota.objects.first()
        self.kind = UnitKind.objects.create(
            name="Đội nghiệp vụ", code="doi", block="Các đội", plural="Các đội", sort_order=9
        )
        self.decree_point = DecreePoint.objects.get(decree__number__contains="224/2026", point="c")
        self.rule = ReportingRule.objects.first()
        self.exemption = Exemption.objects.create(unit=self.unit, reason="Đang sắp xếp", document_number="8/UBND-NV")
        self.day_off = DayOff.objects.create(date=datetime.date(2027, 2, 11), name="Nghỉ Tết thêm một ngày")
        self.scheme = ScoreScheme.objects.get()
        self.objection = ScoreObjection.objects.create(
            unit=self.unit,
            year=ReportingPeriod.current(rules=all_rules()).year,
            text="Đề nghị xem lại số liệu tháng trước.",
            written_at=timezone.now(),
            written_by=self.contributor,
            written_by_name=str(self.contributor),
        )
        self.membership = UnitMembership.objects.filter(user=self.contributor).get()
        next_year = timezone.localdate() + datetime.timedelta(days=365)
        self.unused_membership = factories.MembershipFactory(unit=self.unit, valid_from=next_year)
        self.deadline, self.letterhead = RegisterDeadline.load(), Letterhead.load()
        self.locality = Locality.load()
        self.approval_rules = ApprovalRules.load()
        self.stand_in = name_stand_in(
            leader=again(self.leader),
            leadership=self.leader.memberships.get(unit=self.unit).pk,
            person=self.contributor,
            first_day=timezone.localdate() + datetime.timedelta(days=30),
            last_day=timezone.localdate() + datetime.timedelta(days=31),
            signs="KT.",
            document_number="12/QĐ-UBND",
        )
        self.paper = approving.attach(
            pk=self.pieces["at_leader"].pk,
            user=again(self.contributor),
            position=positions.reading_position(self.pieces["at_leader"]),
            leader=self.leader,
            signed_on=timezone.localdate(),
            scan=ContentFile(factories.PDF, name="scan.pdf"),
        )
        self.decisions_by_mail = DecisionsByMail.load()
        self.device = factories.known_device(self.contributor)
        self.lose_a_factor()
        self.photo_rules = PhotoRules.load()
        self.reminder_plan, self.unit_comparison = ReminderPlan.load(), UnitComparison.load()
        self.public_supply = PublicSupply.load()
        self.set_up_budget()
        self.surcharge = Surcharge.objects.first()
        self.genre_rate, self.base_salary = GenreRate.objects.first(), BaseSalary.objects.first()
        self.royalty_policy, self.tax_rule = RoyaltyPolicy.objects.get(), TaxRule.objects.first()
        self.tables = TownTables(self)
        self.lists = TownLists(self)
        self.site = Site.objects.get()
        Site.objects.update(hostname="phanthiet.example")
        self.group = Group.objects.first()
        self.workflow = Workflow.objects.get()
        self.task = UnitLeaderApprovalTask.objects.get()
        self.home = self.site.root_page
        self.restriction = PageViewRestriction.objects.create(page=self.pieces["draft"], restriction_type="login")
        self.redirect = Redirect.objects.create(old_path="/cu", redirect_page=self.pieces["published"])
        self.ending = UnitEnding.objects.create(
            unit=factories.UnitFactory(name="UBND phường Đức Nghĩa"),
            last_day=timezone.localdate() + datetime.timedelta(days=30),
            pieces=UnitEnding.Pieces.LEAVE,
            before={"members": [], "entries": [], "owed": [], "valid_to": None, "successors": [], "made": []},
        )
        self.session = EditingSession.objects.create(
            user=self.contributor,
            content_type=ContentType.objects.get_for_model(NewsPage),
            object_id=str(self.pieces["draft"].pk),
            last_seen_at=datetime.datetime.now(datetime.UTC),
        )
        self.letter = IncomingLetter.objects.create(
            key="x" * 64,
            state=IncomingLetter.State.HELD,
            cause=IncomingLetter.Cause.UNKNOWN,
            sender="nguoi.la@phanthiet.example",
            subject="Giới thiệu sản phẩm",
            size=2048,
        )
        enter(self.unit)
        self.contact = self.unit.contact
        # Of a place that is neither a city nor a ward: the same town is read as both.
        authority = Authority.objects.create(title="UBND tỉnh")
        self.statement = statements.document(by=self.head, number="2485/UBND-VX", authority=authority)
        self.public_statement = statements.publish(
            statements.document(by=self.head, number="38/KH-UBND", authority=authority), by=self.editor
        )
        self.introduce()
        self.publications = [stories.draft(model, by=self.head) for model in stories.PLACES]
        self.ask_questions()
        self.hear_opinions()
        self.waiting_document = self.upload(NewsDocument, ContentFile(b"%PDF-1.4", name="moi.pdf"))
        self.waiting_photo = self.upload(NewsImage, factories.picture_file())
        self.reset = {
            "uidb64": urlsafe_base64_encode(force_bytes(self.contributor.pk)),
            "token": default_token_generator.make_token(User.objects.get(pk=self.contributor.pk)),
        }

    def lose_a_factor(self):
        """Somebody whose second factor one administrator asked to take away; and a session of the contributor."""
        self.lost = factories.UserFactory()
        self.factor = Authenticator.objects.create(user=self.lost, type="totp", data={"secret": ""})
        asker = factories.UserFactory(groups=["Quản trị"])
        self.factor_reset = FactorReset.objects.create(account=self.lost, asked_by=asker, reason="Mất điện thoại")
        self.open_session = UserSession.objects.create(
            user=self.contributor, ip="192.0.2.7", session_key="x" * 32, user_agent=""
        )

    # Together they open every act on a question to somebody.
    acts_on = {
        "new": ("chuyen", "khong-thuoc", "rac"),
        "forwarded": ("tra-loi", "tra-ve", "tien-do"),
        "drafted_by_unit": ("duyet",),
        "approved": ("gui", "tra-lai"),
        "answered": ("soan-dang",),
        "prepared": ("dang",),
        "published": ("go",),
        "spam": ("mo-lai",),
    }

    def introduce(self):
        """Of the introduction a subject that is public, and the leaders, who wait; the others are still to be begun."""
        introduction.subject((self.head, self.editor))
        leader = {"name": "Nguyễn Văn An", "post": "Chủ tịch UBND", "duties": "Phụ trách chung."}
        self.introducing = introduction.draft(LeadersPage, by=self.head, rows={"leaders": [leader]})

    def ask_questions(self):
        """Questions of citizens in every state, and what a reader said of a page."""
        asked = Asking(self)
        self.questions = {state: getattr(asked, state)() for state in self.acts_on}
        self.question_photo = QuestionPhoto.objects.create(
            question=self.questions["forwarded"], file=factories.picture_file()
        )
        self.page_note = PageNote.objects.create(
            form_key="x", path="/tin-tuc/", kind="error", text="Số điện thoại sai.", written_at=timezone.now()
        )
        self.feedback_rules = FeedbackRules.load()
        self.subscription_rules = SubscriptionRules.load()
        subscribe(units=[self.unit], announcements=True)
        end(subscribe("het@thu.example", units=[self.unit]).handle, reason=Ending.Reason.UNSUBSCRIBED)

    def hear_opinions(self):
        """A draft on which opinions came, in every state."""
        hearing = Hearing(self)
        self.consultation = hearing.page
        self.opinions = {state: getattr(hearing, state)() for state in OPINION_STATES}

    def set_up_budget(self):
        """A year with an allotment that is overdrawn, and costs in every state."""
        self.budget_source = BudgetSource.objects.first()
        year, today = ReportingPeriod.current(rules=all_rules()).year, timezone.localdate()
        common = {"year": year, "source": self.budget_source}
        self.allocation = Allocation.objects.create(
            purpose="maintenance",
            amount=1_000_000,
            document_number="15/QĐ-UBND",
            document_date=today,
            note="Giao đầu năm",
            **common,
        )
        self.unused_source = BudgetSource.objects.create(name="Nguồn thu sự nghiệp")
        self.unused_allocation = Allocation.objects.create(
            year=year + 1,
            source=self.budget_source,
            purpose="royalty",
            amount=1,
            document_number="16/QĐ-UBND",
            document_date=today,
        )
        states = MaintenanceCost.State
        for state in (states.PAID, states.APPROVED, states.EXPECTED):
            self.cost = MaintenanceCost.objects.create(
                subject="Duy trì tên miền",
                amount=450_000,
                state=state,
                day=today,
                voucher_number="UNC-01" if state == states.PAID else "",
                **common,
            )

    def upload(self, model, file):
        """A file of the contributor's that waits for its title."""
        kind = ContentType.objects.get_for_model(model)
        return UploadedFile.objects.create(for_content_type=kind, file=file, uploaded_by_user=self.contributor)
