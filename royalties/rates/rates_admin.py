"""The screens for the dated rules of royalties, kept by the accountant and the desk."""

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from royalties.models import BaseSalary, GenreRate, RoyaltyPolicy, Surcharge, TaxRule
from royalties.money.decree import COEFFICIENT_BASIS, HIGHEST_COEFFICIENT, SURCHARGE_BASIS, SURCHARGES
from royalties.rates.rate_forms import AmountForm, PolicyForm
from submissions.screens.registers import KeptPolicy, KeptView, RegisterColumn, RegisterForms, validity_in_words
from vietnamese.dates import screen_date
from vietnamese.numbers import decimal, money

WHAT_MOVES = HelpPanel(
    _(
        "A new rule from a day on: end the old one on that day, then add the new one from the same day. What is "
        "approved never changes; lines of open tables follow only when somebody computes them again (Tính lại)."
    )
)
WHEN = MultiFieldPanel(
    [FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]), FieldPanel("legal_basis")],
    heading=_("From when, and by what document"),
)
DECISION = MultiFieldPanel(
    [
        HelpPanel(
            _(
                "Until number and date of the city's decision stand here, these numbers are shown as proposals "
                "wherever they are used, and whoever approves a table by them has to confirm it."
            )
        ),
        FieldRowPanel([FieldPanel("decision_number"), FieldPanel("decision_date")]),
    ],
    heading=_("The city's decision"),
)


class RateCreateView(RegisterForms, generic.CreateView):
    pass


class RateEditView(RegisterForms, generic.EditView):
    pass


class RateKeptView(KeptView):
    why_kept = _(
        "A rule of royalties is not deleted, because tables of its time were computed by it. Enter the day from which "
        "it no longer holds."
    )


def when(rate):
    """From when to when it holds, and whether it does today, in one cell (str)."""
    return f"{validity_in_words(rate)} ({rate.span})"


def decision_of(rate):
    """By which decision of the city it holds, or that it is a proposal (str)."""
    if rate.is_proposed:
        return _("proposed, no decision of the city yet")
    return _("decision %(number)s of %(day)s") % {
        "number": rate.decision_number,
        "day": screen_date(rate.decision_date),
    }


def basis_of(rate):
    """The city's decision, or that there is none, before the legal basis, in one cell (str)."""
    return f"{capfirst(decision_of(rate))}. {rate.legal_basis}"


DECISION_COLUMN = RegisterColumn("decision", label=_("The city's decision"), accessor=decision_of)
WHEN_COLUMNS = [
    RegisterColumn("span", label=_("Holds"), accessor="span"),
    RegisterColumn("validity", label=_("Validity"), accessor=validity_in_words),
    RegisterColumn("legal_basis", label=_("Legal basis")),
]


class RateViewSet(ModelViewSet):
    """What the screens of rates have in common."""

    icon = "decimal"
    add_to_settings_menu = True
    copy_view_enabled = False
    list_per_page = 50
    add_view_class = RateCreateView
    edit_view_class = RateEditView
    delete_view_class = RateKeptView

    @property
    def permission_policy(self):
        return KeptPolicy(self.model)


class GenreRateIndexView(generic.IndexView):
    add_item_label = _("Add coefficients")


def band(rate):
    """Lowest, usual and highest coefficient in one cell (str)."""
    return _("%(minimum)s – %(maximum)s, usually %(usual)s") % {
        "minimum": decimal(rate.minimum),
        "maximum": decimal(rate.maximum),
        "usual": decimal(rate.default),
    }


def factors(rate):
    """What each origin is worth of the coefficient, in one cell (str)."""
    return _("own %(own)s, compiled %(compiled)s, reprinted %(reprinted)s") % {
        "own": decimal(rate.factor_own),
        "compiled": decimal(rate.factor_compiled),
        "reprinted": decimal(rate.factor_reprinted),
    }


def group_of(rate):
    """The group of the decree and its highest coefficient (str)."""
    return _("%(group)s: at most %(highest)s") % {
        "group": rate.get_group_display(),
        "highest": decimal(rate.highest_allowed),
    }


def maxima_in_words():
    """The decree's highest coefficients, for the help of the form (str, evaluated when it is shown)."""
    listed = "; ".join(f"{group.label}: {decimal(value)}" for group, value in HIGHEST_COEFFICIENT.items())
    return f"{listed} ({COEFFICIENT_BASIS})."


class GenreRateViewSet(RateViewSet):
    """Admin screens under /admin/he-so-nhuan-but/."""

    model = GenreRate
    name = "genre_rates"
    url_prefix = "he-so-nhuan-but"
    menu_label = _("Coefficients of genres")
    menu_order = 350
    index_view_class = GenreRateIndexView
    list_display = [
        "__str__",
        RegisterColumn("group", label=_("Group of the decree"), accessor=group_of),
        RegisterColumn("band", label=_("City's coefficient"), accessor=band),
        RegisterColumn("factors", label=_("By origin"), accessor=factors),
        RegisterColumn("when", label=_("Holds"), accessor=when),
        RegisterColumn("basis", label=_("Legal basis"), accessor=basis_of),
    ]
    list_filter = ["genre", "with_photo"]

    def get_edit_handler(self):
        return ObjectList(
            [
                WHAT_MOVES,
                MultiFieldPanel(
                    [FieldRowPanel([FieldPanel("genre"), FieldPanel("with_photo")]), FieldPanel("group")],
                    heading=_("For what"),
                ),
                MultiFieldPanel(
                    [
                        HelpPanel(maxima_in_words()),
                        FieldRowPanel([FieldPanel("minimum"), FieldPanel("default"), FieldPanel("maximum")]),
                    ],
                    heading=_("The city's coefficients"),
                ),
                MultiFieldPanel(
                    [
                        FieldRowPanel(
                            [
                                FieldPanel("factor_own"),
                                FieldPanel("factor_compiled"),
                                FieldPanel("factor_reprinted"),
                            ]
                        )
                    ],
                    heading=_("What the origin is worth"),
                ),
                WHEN,
                DECISION,
            ]
        ).bind_to_model(self.model)


class BaseSalaryIndexView(generic.IndexView):
    add_item_label = _("Add base salary")


class BaseSalaryViewSet(RateViewSet):
    """Admin screens under /admin/luong-co-so/."""

    model = BaseSalary
    name = "base_salaries"
    url_prefix = "luong-co-so"
    menu_label = _("Base salary")
    menu_order = 352
    index_view_class = BaseSalaryIndexView
    list_display = [
        "__str__",
        RegisterColumn(
            "unit_value", label=_("Value of one unit of coefficient"), accessor=lambda row: money(row.unit_value)
        ),
        *WHEN_COLUMNS,
    ]
    edit_handler = ObjectList([WHAT_MOVES, FieldPanel("amount"), WHEN], base_form_class=AmountForm)


class RoyaltyPolicyIndexView(generic.IndexView):
    add_item_label = _("Add general rule")


def ceilings(policy):
    return _("remuneration %(remuneration)s, encouragement %(encouragement)s") % {
        "remuneration": decimal(policy.remuneration_ceiling),
        "encouragement": decimal(policy.encouragement_ceiling),
    }


def share_of(policy):
    """The share applied, or that nobody has chosen it (str)."""
    share = decimal(policy.applied)
    return share if policy.applied_chosen else _("%(share)s, chosen by nobody yet") % {"share": share}


class RoyaltyPolicyViewSet(RateViewSet):
    """Admin screens under /admin/quy-dinh-nhuan-but/."""

    model = RoyaltyPolicy
    name = "royalty_policies"
    url_prefix = "quy-dinh-nhuan-but"
    menu_label = _("General rules of royalties")
    menu_order = 354
    index_view_class = RoyaltyPolicyIndexView
    list_display = [
        "__str__",
        RegisterColumn("applied", label=_("Share applied (%)"), accessor=share_of),
        RegisterColumn(
            "remuneration", label=_("Usual remuneration (%)"), accessor=lambda row: decimal(row.remuneration)
        ),
        RegisterColumn(
            "ceilings",
            label=_("Ceilings (%)"),
            accessor=ceilings,
        ),
        # The legal basis is its name.
        RegisterColumn("when", label=_("Holds"), accessor=when),
        DECISION_COLUMN,
    ]
    edit_handler = ObjectList(
        [
            WHAT_MOVES,
            FieldPanel("applied"),
            MultiFieldPanel(
                [
                    FieldPanel("remuneration"),
                    FieldRowPanel([FieldPanel("remuneration_ceiling"), FieldPanel("encouragement_ceiling")]),
                ],
                heading=_("Besides the authors"),
            ),
            WHEN,
            MultiFieldPanel([*DECISION.children, FieldPanel("for_genres")], heading=DECISION.heading),
        ],
        base_form_class=PolicyForm,
    )


class TaxRuleIndexView(generic.IndexView):
    add_item_label = _("Add rule of tax")


class TaxRuleViewSet(RateViewSet):
    """Admin screens under /admin/thue-khau-tru/."""

    model = TaxRule
    name = "tax_rules"
    url_prefix = "thue-khau-tru"
    menu_label = _("Tax withheld")
    menu_order = 356
    index_view_class = TaxRuleIndexView
    list_display = [
        "__str__",
        *WHEN_COLUMNS,
    ]
    edit_handler = ObjectList(
        [WHAT_MOVES, FieldRowPanel([FieldPanel("threshold"), FieldPanel("rate")]), WHEN], base_form_class=AmountForm
    )


class SurchargeIndexView(generic.IndexView):
    add_item_label = _("Add surcharge")


def surcharge_band(rate):
    return f"{decimal(rate.minimum)} – {decimal(rate.maximum)}"


def surcharges_in_words():
    """What the decree allows, for the help of the form (str, evaluated when it is shown)."""
    listed = "; ".join(
        f"{kind.label}: {decimal(lowest)}–{decimal(highest)} %" for kind, (lowest, highest) in SURCHARGES.items()
    )
    return f"{listed} ({SURCHARGE_BASIS})."


class SurchargeViewSet(RateViewSet):
    """Admin screens under /admin/muc-tang-them/."""

    model = Surcharge
    name = "surcharges"
    url_prefix = "muc-tang-them"
    menu_label = _("Surcharges")
    menu_order = 351
    index_view_class = SurchargeIndexView
    list_display = [
        "__str__",
        RegisterColumn("band", label=_("Per cent of the royalty"), accessor=surcharge_band),
        *WHEN_COLUMNS,
    ]

    def get_edit_handler(self):
        return ObjectList(
            [
                WHAT_MOVES,
                HelpPanel(surcharges_in_words()),
                FieldPanel("kind"),
                FieldRowPanel([FieldPanel("minimum"), FieldPanel("maximum")]),
                WHEN,
            ]
        ).bind_to_model(self.model)
