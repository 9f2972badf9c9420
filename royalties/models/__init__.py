"""Rows: rates, authors, tables, payment lists, the budget."""

from .authors import NUMBERS, Author, PersonalDetails
from .budget import Allocation, BudgetSource, MaintenanceCost
from .payments import Disbursement, ListedTable, PaymentLine, PaymentList, SendingBack
from .rates import BaseSalary, GenreRate, RoyaltyPolicy, Surcharge, TaxRule
from .tables import RoyaltyLine, RoyaltyTable
from .tax_marks import TaxMark
from .titles import RoyaltyTitles
from .unclaimed import UnclaimedNotice, UnclaimedPayment, UnclaimedReversal

__all__ = [
    "NUMBERS",
    "Allocation",
    "Author",
    "BaseSalary",
    "BudgetSource",
    "Disbursement",
    "GenreRate",
    "ListedTable",
    "MaintenanceCost",
    "PaymentLine",
    "PaymentList",
    "PersonalDetails",
    "RoyaltyLine",
    "RoyaltyPolicy",
    "RoyaltyTable",
    "RoyaltyTitles",
    "SendingBack",
    "Surcharge",
    "TaxMark",
    "TaxRule",
    "UnclaimedNotice",
    "UnclaimedPayment",
    "UnclaimedReversal",
]
