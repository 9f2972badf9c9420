"""Rows: rates, authors, tables, payment lists, the budget."""

from .authors import Author, PersonalDetails
from .budget import Allocation, BudgetSource, MaintenanceCost
from .payments import Disbursement, ListedTable, PaymentLine, PaymentList
from .rates import BaseSalary, GenreRate, RoyaltyPolicy, TaxRule
from .tables import RoyaltyLine, RoyaltyTable
from .titles import RoyaltyTitles

__all__ = [
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
    "TaxRule",
]
