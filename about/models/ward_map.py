"""The places of the authority on a map: a schematic one that is drawn from a grid, and the official one as a file."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.models import Orderable

from about.tiles.drawing import Tile, below, draw
from submissions.models import NewsDocument, NewsImage, Unit

from .introducing import IntroductionForm, IntroductionStatement
from .organisation import units_in_office
from .proposing import proposed_cells

LARGEST = 40


class WardMapForm(IntroductionForm):
    """A new map begins with the cells that the project knows; two of them never lie on one another."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk is None and not self.is_bound and "cells" in self.formsets:
            cells = self.formsets["cells"]
            cells.initial_extra = proposed_cells()
            cells.extra = len(cells.initial_extra)

    def clean(self):
        cleaned = super().clean()
        taken = {}
        for cell in self.cells():
            place = cell.get("row"), cell.get("column")
            name = cell.get("label") or cell.get("unit")
            if None not in place and (other := taken.setdefault(place, name)) is not name:
                self.add_error(None, self.refusal(place, other, name))
        return cleaned

    def cells(self):
        """What was entered of each cell that is to stay (dicts)."""
        forms = self.formsets["cells"].forms if "cells" in self.formsets else []
        entered = [form.cleaned_data for form in forms if form.is_valid()]
        return [cell for cell in entered if cell and not cell.get("DELETE")]

    def refusal(self, place, *names):
        row, column = place
        said = {"one": names[0], "other": names[1], "row": row, "column": column}
        return gettext("“%(one)s” and “%(other)s” both stand in row %(row)s, column %(column)s.") % said


class WardMapPage(IntroductionStatement):
    """Every place in office is on the map: one without a cell of its own stands below the others."""

    TITLE = "Bản đồ hành chính"
    max_count = 1

    introduction = models.TextField(_("words before the map"), max_length=1000, blank=True)
    official_image = models.ForeignKey(
        NewsImage,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("official map as a picture"),
    )
    official_alt = models.CharField(_("what the picture shows"), max_length=250, blank=True)
    official_file = models.ForeignKey(
        NewsDocument,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("official map as a file"),
    )
    source = models.CharField(
        _("who made the official map"), max_length=250, blank=True, help_text=_("The body, the year, the scale.")
    )

    content_panels = [
        FieldPanel("title"),
        FieldPanel("introduction"),
        InlinePanel(
            "cells",
            heading=_("Cells of the schematic map"),
            label=pgettext_lazy("map", "Cell"),
            help_text=_("Row 1 is in the north, column 1 in the west. A place without a cell stands below the others."),
        ),
        MultiFieldPanel(
            [
                FieldPanel("official_image"),
                FieldPanel("official_alt"),
                FieldPanel("official_file"),
                FieldPanel("source"),
            ],
            heading=_("Official map"),
        ),
        FieldPanel("category"),
    ]
    edit_handler = ObjectList(content_panels, base_form_class=WardMapForm)

    class Meta:
        verbose_name = _("map of the places")
        verbose_name_plural = _("maps of the places")

    def clean(self):
        super().clean()
        if self.official_image_id and not self.official_alt:
            raise ValidationError({"official_alt": gettext("Say what the picture shows, for who cannot see it.")})

    def places(self):
        """The places in office today (Units), in protocol order."""
        return units_in_office().filter(kind__is_locality=True)

    def tiles(self, units):
        """The Tiles of `units` and of what else has a cell; what ended has none, whatever the cells say."""
        by_key, tiles = {unit.pk: unit for unit in units}, []
        for cell in self.cells.all():
            unit = by_key.pop(cell.unit_id, None)
            if unit is not None:
                tiles.append(tile_of(unit, cell.row, cell.column, cell.label))
            elif cell.unit_id is None and cell.label:
                tiles.append(Tile(cell.row, cell.column, cell.label))
        free = below(tiles, labels=len(by_key))
        return tiles + [tile_of(unit, *place) for unit, place in zip(by_key.values(), free, strict=True)]

    def get_context(self, request, *args, **kwargs):
        units = list(self.places())
        drawing = draw(self.tiles(units))
        return super().get_context(request, *args, **kwargs) | {"drawing": drawing, "places": units}

    def photos_shown(self):
        return [(self.official_image, "article")] if self.official_image else []

    def summary(self):
        return self.introduction

    def words(self):
        return "\n".join([self.introduction, *(unit.name for unit in self.places()), self.source])


def tile_of(unit, row, column, label=""):
    return Tile(row, column, label or unit.short_name, unit.name, unit.page.url or "")


class MapCell(Orderable):
    """Where a place stands on the grid; without a unit it is only a name, as of the sea."""

    page = ParentalKey(WardMapPage, on_delete=models.CASCADE, related_name="cells")
    unit = models.ForeignKey(
        Unit,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=pgettext_lazy("map", "place"),
        limit_choices_to={"kind__is_locality": True},
    )
    label = models.CharField(
        _("name on the map"), max_length=40, blank=True, help_text=_("Empty: the short name of the place.")
    )
    row = models.PositiveSmallIntegerField(
        pgettext_lazy("map", "row"), validators=[MinValueValidator(1), MaxValueValidator(LARGEST)]
    )
    column = models.PositiveSmallIntegerField(
        pgettext_lazy("map", "column"), validators=[MinValueValidator(1), MaxValueValidator(LARGEST)]
    )

    panels = [FieldRowPanel([FieldPanel("unit"), FieldPanel("label"), FieldPanel("row"), FieldPanel("column")])]

    class Meta(Orderable.Meta):
        verbose_name = _("cell of the map")
        verbose_name_plural = _("cells of the map")
        default_permissions = ()

    def __str__(self):
        return f"{self.label or self.unit}: {self.row}, {self.column}"

    def clean(self):
        super().clean()
        if not self.unit_id and not self.label:
            raise ValidationError(gettext("Choose a place, or write what stands in the cell."))
