"""The payment lists on their screens: each step by the right person, told to the second one, and nothing to others."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from royalties.lists.urls import urlpatterns
from royalties.models import Author, Disbursement, PaymentList, PersonalDetails
from royalties.paying import paying
from royalties.sealed.check_sums import list_check_sum
from tests import factories
from tests.royalties.stories import Office, all_signed, moment
from tests.submissions.registers import is_refused

pytestmark = pytest.mark.django_db

APRIL = datetime.date(2019, 4, 1), datetime.date(2019, 4, 30)
ACCOUNT = "0071001234567"
READERS = ["preparer", "head", "accountant", "director"]
REFUSED = ["official", "editor", "administrator", "superuser", "writer"]


class TaxedOffice(Office):
    """A ward with an author who has an account, the people who may not read lists, and a nobody else."""

    def __init__(self):
        super().__init__()
        self.editor = factories.editor()
        self.administrator = factories.UserFactory(groups=["Quản trị"])
        self.superuser = factories.UserFactory(is_superuser=True)
        self.ward = factories.UnitFactory(name="UBND phường Phú Thủy")
        self.writer = factories.contributor_of(self.ward)
        self.author = Author.objects.create(
            name="Nguyễn Văn An",
            unit=self.ward,
            kind=Author.Kind.OUTSIDE,
            account=self.writer,
            is_checked=True,
        )
        PersonalDetails.objects.create(author=self.author, bank_account=ACCOUNT, bank="VCB", tax_code="8765432109")


@pytest.fixture(scope="module")
def office_told(tell):
    return tell(TaxedOffice)


@pytest.fixture
def office(office_told):
    return office_told()


def publish(office, number, *, month=4, author=None):
    name = (author or office.author).name
    days = range(1, number + 1)
    pieces = [(name, moment(2019, month, day), f"Tin số {day}/{month}") for day in days]
    all_signed(office.ward, pieces, image=factories.photo(office.ward))


@pytest.fixture(scope="class")
def listed_told(tell_class, office_told):
    def build():
        office = office_told()
        publish(office, 10)
        return office.listed(office.approved(*APRIL), pay_day=datetime.date(2026, 6, 30))

    return tell_class(build)


@pytest.fixture
def listed(listed_told):
    """A list that taxes ten pieces; told once for all of TestRights."""
    return listed_told()


def address(name, payment_list, **more):
    return reverse(f"payment_lists:{name}", kwargs={"pk": payment_list.pk} | more)


def as_person(client, office, role):
    client.force_login(getattr(office, role))
    return client


def follow(client, name, payment_list, **sent):
    return client.post(address(name, payment_list), sent, follow=True).content.decode()


@pytest.mark.parametrize(
    ("number", "tax", "net"), [(9, "0\u00a0đ", "1.876.500\u00a0đ"), (10, "208.500\u00a0đ", "1.876.500\u00a0đ")]
)
def test_the_worked_example_through_the_screens(client, office, number, tax, net):
    publish(office, number)
    table = office.approved(*APRIL)
    as_person(client, office, "accountant")
    assert "Nguyễn Văn An" not in client.get(reverse("payment_lists:index")).content.decode()
    response = client.post(
        reverse("payment_lists:draw_up"), {"tables": [table.pk], "pay_day": "30/6/2026"}, follow=True
    )
    row = response.context["rows"].rows[0]
    assert (row.tax, row.net, row.line.piece_count) == (tax, net, number)
    assert ACCOUNT in response.content.decode()
    person = client.get(address("person", PaymentList.objects.get(), line_id=row.line.pk)).content.decode()
    assert all(f"Tin số {day}/4" in person for day in range(1, number + 1))


def test_from_the_table_to_the_voucher(client, office, listed, time_machine):
    time_machine.move_to(moment(2026, 6, 30, 10))
    as_person(client, office, "accountant")
    assert "đang chờ duyệt chi" in follow(client, "check", listed, shown=list_check_sum(listed))
    assert "kiểm tra" in follow(client, "check", listed)
    as_person(client, office, "director")
    page = client.get(address("list", listed))
    html = page.content.decode()
    assert "Duyệt chi" in html
    assert ACCOUNT not in html
    assert "Đã duyệt" not in follow(client, "approve", listed, shown="cũ")
    assert not PaymentList.objects.get().is_approved
    follow(client, "approve", listed, shown=page.context["shown"])
    approved = PaymentList.objects.get()
    assert approved.digest == list_check_sum(approved)
    # The second click, or the second person.
    assert approved.approved_by_name in follow(client, "approve", listed, shown=page.context["shown"])
    as_person(client, office, "accountant")
    assert "Chưa ghi nhận chi" in follow(client, "paid", listed, paid_on="31/6/2026", voucher_number="PC 9")
    follow(client, "paid", listed, paid_on="30/6/2026", voucher_number="PC 9")
    assert Disbursement.objects.get().voucher_number == "PC 9"
    assert "PC 9" in follow(client, "paid", listed, paid_on="30/6/2026", voucher_number="PC 10")
    assert Disbursement.objects.count() == 1


def test_sent_back_with_a_reason(client, office, listed):
    as_person(client, office, "accountant").post(address("check", listed), {"shown": list_check_sum(listed)})
    as_person(client, office, "director")
    assert "Chưa có gì được quyết định" in follow(client, "send_back", listed, reason="  ")
    follow(client, "send_back", listed, reason="Thiếu số tài khoản")
    as_person(client, office, "accountant")
    assert "Thiếu số tài khoản" in client.get(address("list", listed)).content.decode()
    client.post(address("discard", listed))
    assert not PaymentList.objects.exists()


def test_the_tax_of_own_staff(client, office):
    Author.objects.update(kind=Author.Kind.STAFF)
    publish(office, 2)
    listed = office.listed(office.approved(*APRIL), pay_day=datetime.date(2026, 6, 30))
    line = listed.lines.get()
    as_person(client, office, "accountant")
    assert client.get(address("list", listed)).context["may_check"] is False
    wrong = client.post(address("tax", listed, line_id=line.pk), {"tax": "20,5"})
    assert wrong.context["tax_form"].errors
    client.post(address("tax", listed, line_id=line.pk), {"tax": "20.850 đ"})
    line.refresh_from_db()
    assert (line.tax, line.net) == (20_850, 396_150)
    assert client.get(address("list", listed)).context["may_check"]


SCREENS = ["list", "docx", "xlsx", "statement_docx", "statement_xlsx", "request"]
DECISIONS = {
    "check": "accountant",
    "recompute": "accountant",
    "take_back": "accountant",
    "discard": "accountant",
    "paid": "accountant",
    "approve": "director",
    "send_back": "director",
    "send_back_approved": "accountant",
}
# Of one person, and of another list: by the accountant.
OF_MORE = {"tax": {"tax": "0"}, "kind": {"kind": "staff"}, "put_together": {}}


class TestRights:
    @pytest.mark.parametrize("role", READERS)
    def test_read(self, client, office, listed, role):
        as_person(client, office, role)
        assert client.get(reverse("payment_lists:index")).status_code == 200
        for name in SCREENS:
            assert client.get(address(name, listed)).status_code == 200

    @pytest.mark.parametrize("role", REFUSED)
    def test_refused(self, client, office, listed, role):
        as_person(client, office, role)
        line = listed.lines.get().pk
        addresses = [address(name, listed) for name in [*SCREENS, "bank"]]
        addresses += [reverse("payment_lists:index"), reverse("payment_lists:draw_up")]
        addresses += [address("person", listed, line_id=line), reverse("payment_lists:year", args=[2026])]
        for refused in addresses:
            response = client.get(refused)
            assert (response.status_code, response.url) == (302, reverse("wagtailadmin_home"))

    @pytest.mark.parametrize(
        ("role", "name"),
        [(role, name) for name, right in DECISIONS.items() for role in [*READERS, *REFUSED] if role != right],
    )
    def test_a_post_by_the_wrong_person_changes_nothing(self, client, office, listed, role, name):
        before = PaymentList.objects.values().get()
        as_person(client, office, role)
        client.post(address(name, listed), {"reason": "Thử", "shown": list_check_sum(listed)})
        assert PaymentList.objects.values().get() == before
        assert not Disbursement.objects.exists()

    def test_every_address_stands_in_these_tables(self):
        of_the_year = {"index", "draw_up", "person", "bank", "year", "year_xlsx"}
        assert {pattern.name for pattern in urlpatterns} == {*SCREENS, *DECISIONS, *OF_MORE, *of_the_year}

    @pytest.mark.parametrize("role", [role for role in [*READERS, *REFUSED] if role != "accountant"])
    def test_what_is_settled_on_a_list_is_the_accountants(self, client, office, listed, role):
        line, before = listed.lines.values().get(), Author.objects.values().get()
        as_person(client, office, role)
        for name, sent in OF_MORE.items():
            more = {"other": listed.pk} if name == "put_together" else {"line_id": line["id"]}
            assert is_refused(client.post(address(name, listed, **more), sent))
        assert (listed.lines.values().get(), Author.objects.values().get()) == (line, before)

    def test_a_strangers_line_is_not_found(self, client, office, listed):
        other_author = Author.objects.create(name="Lê Bình", unit=office.ward)
        publish(office, 1, month=5, author=other_author)
        may = office.approved(datetime.date(2019, 5, 1), datetime.date(2019, 5, 31))
        other = office.listed(may, pay_day=datetime.date(2026, 6, 30))
        line = other.lines.get(author=other_author)
        as_person(client, office, "accountant")
        assert client.get(address("person", listed, line_id=line.pk)).status_code == 404
        assert client.post(address("tax", listed, line_id=line.pk), {"tax": "0"}).status_code == 404

    @pytest.mark.parametrize("name", DECISIONS)
    def test_a_link_decides_nothing(self, client, office, listed, name):
        response = as_person(client, office, DECISIONS[name]).get(address(name, listed))
        assert (response.status_code, response.url) == (302, address("list", listed))


def test_who_drew_it_up_does_not_approve_it(client, office, listed):
    office.accountant.groups.add(Group.objects.get(name="Thủ trưởng đơn vị"))
    as_person(client, office, "accountant").post(address("check", listed), {"shown": list_check_sum(listed)})
    page = client.get(address("list", listed))
    assert page.context["made_it"]
    follow(client, "approve", listed, shown=list_check_sum(PaymentList.objects.get()))
    assert not PaymentList.objects.get().is_approved


def test_the_queries_do_not_grow_with_the_people(client, office):
    counted = []
    for month, people in ((4, 2), (5, 6)):
        names = [f"Người {month} {n}" for n in range(people)]
        for name in names:
            Author.objects.create(name=name, unit=office.ward)
        all_signed(office.ward, [(name, moment(2019, month, 2), "Ra quân dọn vệ sinh bãi biển") for name in names])
        table = office.approved(datetime.date(2019, month, 1), datetime.date(2019, month, 28))
        payment_list = office.listed(table, pay_day=datetime.date(2026, 6, 30))
        as_person(client, office, "accountant")
        counts = []
        for name in SCREENS:
            client.get(address(name, payment_list))
            with CaptureQueriesContext(connection) as queries:
                client.get(address(name, payment_list))
            counts.append(len(queries))
        counted.append(counts)
    assert counted[0] == counted[1]


def test_the_home_page_calls(client, office):
    publish(office, 1)
    table = office.approved(*APRIL)
    home = reverse("wagtailadmin_home")
    assert "chờ lập danh sách chi trả" in as_person(client, office, "accountant").get(home).content.decode()
    listed = office.listed(table, pay_day=datetime.date(2026, 6, 30))
    assert "Danh sách chi trả chờ duyệt" not in as_person(client, office, "director").get(home).content.decode()
    paying.check(listed.pk, user=office.accountant)
    assert "Danh sách chi trả chờ duyệt" in as_person(client, office, "director").get(home).content.decode()
