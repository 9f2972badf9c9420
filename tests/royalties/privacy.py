"""Authors with personal numbers in every paper, every address below which they might show, and where they do show."""

import datetime
import io
import zipfile

from django.db import connection
from django.urls import NoReverseMatch, URLResolver, get_resolver, reverse
from django.utils import timezone

from royalties.models import (
    Allocation,
    Author,
    BaseSalary,
    BudgetSource,
    GenreRate,
    MaintenanceCost,
    PaymentLine,
    PersonalDetails,
    RoyaltyPolicy,
    Surcharge,
    TaxMark,
    TaxRule,
)
from royalties.paying import paying, unclaimed
from royalties.sealed.check_sums import list_check_sum
from tests.royalties.newsroom import Newsroom

NUMBERS = {"tax_code": "8765432109", "identity_number": "060199012345", "bank_account": "0071009998887"}

# docs/royalties.md: the screen of one person, the payment list and the bank's file, the year's list for tax.
PLACES = {
    "royalty_personal:details",
    "payment_lists:list",
    "payment_lists:docx",
    "payment_lists:xlsx",
    "payment_lists:bank",
    "payment_lists:year",
    "payment_lists:year_xlsx",
}


class PayingOffice(Newsroom):
    """March is paid, the list of April is drawn up; whoever is in a table has numbers."""

    def __init__(self):
        super().__init__()
        table = self.approved_april()
        for author in Author.objects.all():
            PersonalDetails.objects.create(author=author, bank="VCB Bình Thuận", **NUMBERS)
        self.today = timezone.localdate()
        self.paid = self.payable(self.march, pay_day=self.today)
        paying.enter_payment(self.paid.pk, paid_on=self.today, voucher_number="PC 01", user=self.accountant)
        self.waiting = self.listed(table, pay_day=self.today)
        year = {"year": self.today.year, "source": BudgetSource.objects.get()}
        self.allocation = Allocation.objects.create(
            purpose="royalty", amount=9_000_000, document_number="15/QĐ", document_date=self.today, **year
        )
        self.cost = MaintenanceCost.objects.create(subject="Tên miền", amount=450_000, day=self.today, **year)
        declared = {"kind": TaxMark.Kind.COMMITMENT, "document": "Cam kết", "valid_from": datetime.date(2011, 1, 1)}
        self.declared = TaxMark.objects.create(author=self.writer, valid_to=datetime.date(2012, 1, 1), **declared)
        self.unclaimed = unclaimed.set_aside(
            self.paid.pk,
            self.paid.lines.values_list("pk", flat=True)[0],
            waits_since=self.today,
            reason="Không đến nhận",
            user=self.accountant,
        )

    def approve_waiting(self):
        checked = paying.check(self.waiting.pk, user=self.accountant)
        return paying.approve_list(checked.pk, user=self.director, shown=list_check_sum(checked))


# By the namespace of an address, what its `pk` may stand for.
OBJECTS = {
    "royalty_tables": lambda office: [office.march, office.april],
    "payment_lists": lambda office: [office.paid, office.waiting],
    "royalty_authors": lambda office: [office.writer],
    "genre_rates": lambda office: [GenreRate.objects.first()],
    "base_salaries": lambda office: [BaseSalary.objects.first()],
    "royalty_policies": lambda office: [RoyaltyPolicy.objects.first()],
    "tax_rules": lambda office: [TaxRule.objects.first()],
    "surcharges": lambda office: [Surcharge.objects.first()],
    "tax_marks": lambda office: [office.declared],
    "unclaimed_royalties": lambda office: [office.unclaimed],
    "allocations": lambda office: [office.allocation],
    "maintenance_costs": lambda office: [office.cost],
    "budget_sources": lambda office: [office.allocation.source],
    "royalty_personal": lambda office: [],
    "budget": lambda office: [],
}


def views(resolver=None, namespaces=()):
    """Yield (namespaces, name, module of the view, names of the arguments) of every view that has a name."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from views(entry, (*namespaces, entry.namespace) if entry.namespace else namespaces)
        elif entry.name:
            module = getattr(getattr(entry.callback, "view_class", entry.callback), "__module__", "")
            yield ":".join(namespaces), entry.name, module, tuple(entry.pattern.regex.groupindex)


def namespaces_of_royalties():
    return {namespace for namespace, _name, module, _wanted in views() if module.startswith("royalties.")}


def addresses(office):
    """Yield (name, address) of every view of the royalties, Wagtail's own below their names included."""
    ours = namespaces_of_royalties()
    for namespace, name, _module, wanted in views():
        if namespace not in ours:
            continue
        for arguments in _arguments(office, namespace, wanted):
            try:
                yield f"{namespace}:{name}", reverse(f"{namespace}:{name}", kwargs=arguments)
            except NoReverseMatch:
                continue  # an older pattern of the same name, with its arguments by position


def _arguments(office, namespace, wanted):
    fixed = {
        "author_id": office.writer.pk,
        "year": office.today.year,
        "number": 1,
        "list_id": office.paid.pk,
        "line_id": office.unclaimed.line_id,
        "other": office.waiting.pk,
    }
    if "pk" not in wanted:
        yield {name: fixed[name] for name in wanted}
        return
    for thing in OBJECTS[namespace](office):
        line = {"line_id": thing.lines.values_list("pk", flat=True)[0]} if "line_id" in wanted else {}
        yield {name: fixed[name] for name in wanted if name in fixed} | {"pk": thing.pk} | line


def shown(response):
    """The personal numbers that an answer shows, in a file as well (a set of str)."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    text = content.decode("utf-8", errors="replace")
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            text = "\n".join(parts.read(name).decode("utf-8", errors="replace") for name in parts.namelist())
    return {number for number in NUMBERS.values() if number in text}


def everything_stored():
    """All that stands in the tables, as one text (str); the bytes of the file too, where the database is one."""
    texts = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            texts += [repr(row) for row in cursor.fetchall()]
    if connection.vendor == "sqlite":
        texts.append(connection.connection.serialize().decode("latin-1"))
    return "\n".join(texts)


def tokens():
    """What is stored of all numbers, as it is stored (a list)."""
    stored = []
    with connection.cursor() as cursor:
        for model in (PersonalDetails, PaymentLine):
            names = ", ".join(NUMBERS)
            cursor.execute(f"SELECT {names} FROM {model._meta.db_table} ORDER BY {model._meta.pk.column}")
            stored += cursor.fetchall()
    return stored
