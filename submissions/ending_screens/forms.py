"""What the assistant asks: which units end and who takes over, then what becomes of each person and of the pieces."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateInput

from submissions.ending.plan import ONE_DAY, Ending, called, role_of, units_to_end
from submissions.models import Unit, UnitEnding


class EndingForm(forms.Form):
    """Units, day, document and successors; one new unit may be made in the same step."""

    units = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Units that end"), queryset=Unit.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    last_day = forms.DateField(
        label=gettext_lazy("Last day"),
        widget=AdminDateInput,
        help_text=gettext_lazy("The last day on which the units still work, for example 30/6/2025."),
    )
    document_number = forms.CharField(
        label=gettext_lazy("Document number"), max_length=60, help_text=gettext_lazy("By which they end.")
    )
    document_date = forms.DateField(label=gettext_lazy("Document date"), widget=AdminDateInput)
    successors = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Units that exist and take over"),
        queryset=Unit.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    new_name = forms.CharField(
        label=gettext_lazy("Name of the new unit"),
        max_length=255,
        required=False,
        help_text=gettext_lazy(
            "It may be the name of a unit that ends: it is another unit, with an address of its own."
        ),
    )
    new_short_name = forms.CharField(label=gettext_lazy("Short name"), max_length=60, required=False)
    new_kind = Unit._meta.get_field("kind").formfield(label=gettext_lazy("Kind of unit"), required=False)

    # How the screen groups them.
    WHO_ENDS = ("units", "last_day", "document_number", "document_date")
    WHO_FOLLOWS = ("successors", "new_name", "new_short_name", "new_kind")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["units"].queryset = units_to_end()
        self.fields["successors"].queryset = Unit.objects.filter(valid_to=None)

    def clean(self):
        data = super().clean()
        if data.get("new_name"):
            for name in ("new_short_name", "new_kind"):
                if not data.get(name):
                    self.add_error(name, ValidationError(_("Please give this of the new unit too."), code="required"))
        elif data.get("new_short_name"):
            self.add_error("new_name", ValidationError(_("Please give the name of the new unit."), code="required"))
        return data

    def new_unit(self):
        """The Unit to be made, not saved yet, with its address; None where none is wanted."""
        data = self.cleaned_data
        if not data["new_name"]:
            return None
        orders = [unit.display_order for unit in data["units"]]
        unit = Unit(
            name=" ".join(data["new_name"].split()),
            short_name=data["new_short_name"],
            kind=data["new_kind"],
            display_order=min(orders),
            valid_from=data["last_day"] + ONE_DAY,
        )
        unit.clean()
        return unit

    def ending(self, *, by):
        """The Ending that is meant, with what usually becomes of people and pieces."""
        data, new = self.cleaned_data, self.new_unit()
        successors = [*([new] if new else []), *data["successors"]]
        return Ending(
            units=list(data["units"]),
            last_day=data["last_day"],
            document_number=data["document_number"],
            document_date=data["document_date"],
            successors=successors,
            pieces=UnitEnding.Pieces.PASS if successors else UnitEnding.Pieces.WRITER,
            by=by,
        )


class FatesForm(forms.Form):
    """What becomes of each person and of the pieces; what was not said is as usual."""

    def __init__(self, *args, ending, **kwargs):
        super().__init__(*args, **kwargs)
        self.ending = ending
        for member in ending.members:
            if ending.is_own(member):
                continue
            self.fields[f"person-{member.pk}"] = forms.ChoiceField(
                label=_("%(person)s, %(role)s of %(unit)s")
                % {"person": member.user, "role": role_of(member), "unit": member.unit.short_name},
                choices=ending.fates(),
                initial=ending.usual_fate(member),
                required=False,
            )
        self.fields["pieces"] = forms.ChoiceField(
            label=_("News that is not finished"),
            choices=self.ways(),
            initial=self.ways()[0][0],
            required=False,
            widget=forms.RadioSelect,
        )

    def ways(self):
        """What may become of the pieces: [(value, words)], the usual way first."""
        pieces, several = UnitEnding.Pieces, len(self.ending.successors) > 1
        ways = []
        for way in (pieces.PASS, pieces.WRITER):
            for place, unit in enumerate(self.ending.successors):
                words = str(way.label)
                ways.append((f"{way}-{place}", f"{called(unit)}: {words}" if several else words))
        if not ways:
            ways = [(f"{pieces.WRITER}-0", str(pieces.WRITER.label))]
        return [*ways, (f"{pieces.LEAVE}-0", str(pieces.LEAVE.label))]

    def clean(self):
        """Write what was chosen into the Ending."""
        data = super().clean()
        for name, value in data.items():
            if name.startswith("person-") and value:
                self.ending.people[int(name.removeprefix("person-"))] = value
        way, _dash, place = (data.get("pieces") or self.ways()[0][0]).partition("-")
        self.ending.pieces, self.ending.pieces_place = way, int(place)
        return data

    @property
    def people(self):
        return [self[name] for name in self.fields if name.startswith("person-")]
