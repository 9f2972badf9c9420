"""What Decree 18/2014/NĐ-CP allows: the highest coefficients, by group of genres, and what one unit of them is worth.

Article 7 point 1 knows maxima only; the lowest and the usual coefficients are the city's own (models/rates.py).
Article 8 holds the fund of royalties: encouragement up to 30 % and remuneration up to 50 % of the royalties.
"""

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _


class DecreeGroup(models.IntegerChoices):
    """The groups of genres of Article 7 point 1."""

    NEWS = 1, _("1. News; reply to a reader")
    DRAWING = 2, _("2. Drawing")
    PHOTO = 3, _("3. Photo")
    COMMENTARY = 4, _("4. Commentary")
    FEATURE = 5, _("5. Feature; sketch; interview")
    LITERATURE = 6, _("6. Literary work")
    STUDY = 7, _("7. Study")
    ONLINE = 8, _("8. Online talk; multimedia")


HIGHEST_COEFFICIENT = {
    DecreeGroup.NEWS: Decimal(10),
    DecreeGroup.DRAWING: Decimal(10),
    DecreeGroup.PHOTO: Decimal(10),
    DecreeGroup.COMMENTARY: Decimal(30),
    DecreeGroup.FEATURE: Decimal(30),
    DecreeGroup.LITERATURE: Decimal(30),
    DecreeGroup.STUDY: Decimal(30),
    DecreeGroup.ONLINE: Decimal(50),
}
COEFFICIENT_BASIS = "Điều 7 khoản 1 Nghị định 18/2014/NĐ-CP"

# Article 7 point 2: one unit is a tenth of the base salary.
UNIT_SHARE_OF_SALARY = 10

# Article 8, in per cent of the royalties.
HIGHEST_REMUNERATION = Decimal(50)
HIGHEST_ENCOURAGEMENT = Decimal(30)
FUND_BASIS = "Điều 8 Nghị định 18/2014/NĐ-CP"


class SurchargeKind(models.TextChoices):
    """What Article 7 point 4 adds to the royalty of a genre."""

    AUDIENCE = "audience", _("for children or ethnic minorities")
    LANGUAGE = "language", _("written directly in a foreign or another minority language")
    CONDITIONS = "conditions", _("made under hard or dangerous conditions")


# Article 7 point 4, in per cent of the royalty: the lowest and the highest.
SURCHARGES = {
    SurchargeKind.AUDIENCE: (Decimal(10), Decimal(20)),
    SurchargeKind.LANGUAGE: (Decimal(30), Decimal(50)),
    SurchargeKind.CONDITIONS: (Decimal(0), Decimal(100)),
}
SURCHARGE_BASIS = "Điều 7 khoản 4 Nghị định 18/2014/NĐ-CP"

# Article 4 point 10: paid in full within so many days of publication; what is still not collected after so many
# notices moves to the fund of the next year.
DAYS_TO_PAY = 60
NOTICES = 3
NOTICE_BASIS = "Điều 4 khoản 10 Nghị định 18/2014/NĐ-CP"
