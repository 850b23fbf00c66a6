"""The address question: a line, a district, an area of the gazetteer, and the station that serves it."""

from functools import partial
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from khidmat.org.public import Office, Place, districts, districts_with_places, find_places, stations
from khidmat.services.definition import FieldSpec
from khidmat.services.gazetteer import LookedUp
from khidmat.services.kinds import Cleaned, Given, Inputs, Kind, Listed, StatedAddress, asked, unprintable
from khidmat.ui.fields import NameField
from khidmat.ui.formats import bilingual, worded

PARTS = ("same", "line", "district", "area", "place", "station")


class FromList(Listed):
    """A choice of a list that other answers decide: one that is no longer on it was not made."""

    def to_python(self, value: object) -> str:
        """The choice, or nothing."""
        chosen = super().to_python(value)
        return chosen if chosen and self.valid_value(chosen) else ""

    def validate(self, value: object) -> None:
        """Only whether something must be chosen: what is not on the list is gone already."""
        forms.Field.validate(self, value)


class Address(Kind):
    """Parts of an address as inputs `<name>_<part>`; `same` only where an earlier address can stand for it."""

    def names(self, spec: FieldSpec) -> list[str]:
        """The inputs that there are."""
        return [f"{spec.name}_{part}" for part in PARTS if part != "same" or spec.same_as]

    def inputs(self, spec: FieldSpec, given: Given) -> Inputs:
        """Line and area are typed; district, place and station are chosen, the last two from what is known so far."""
        chosen = {part: given.answers.get(f"{spec.name}_{part}", "") for part in PARTS}
        found, district = given.found, chosen["district"]
        found.expect(district, chosen["station"])
        fields: Inputs = {
            "line": NameField(label=_("House, street, neighbourhood or village"), limit=200, required=False),
            "district": Listed(
                label=_("District"),
                choices=_district_choices,
                holds=lambda key: found.district(key) is not None,
                required=False,
            ),
            "area": NameField(label=_("Village, town or mohalla"), required=False),
            "place": FromList(
                label=_("Which of these"),
                choices=partial(_place_choices, chosen),
                holds=lambda code: found.place(code, district) is not None,
                widget=forms.RadioSelect,
                required=False,
            ),
            "station": FromList(
                label=_("Police station"),
                choices=partial(_station_choices, district),
                holds=lambda key: found.station(key, district) is not None,
                required=False,
            ),
        }
        for part in ("line", "district", "area"):
            asked(fields[part])
        made: Inputs = {f"{spec.name}_{part}": field for part, field in fields.items()}
        if spec.same_as:
            same = forms.BooleanField(label=_("The same as where I live now"), required=False)
            made = {f"{spec.name}_same": same, **made}
        made[f"{spec.name}_line"].help_text = _("As much as is known.")
        made[f"{spec.name}_area"].help_text = _("Write the name; then choose from the list that appears.")
        made[f"{spec.name}_station"].help_text = _(
            "The station was chosen from the address. Change it if it is wrong."
        )
        return made

    def check(self, spec: FieldSpec, cleaned: Cleaned, given: Given) -> dict[str, str]:
        """A line, a district, and where the gazetteer knows the district a place of it."""
        if cleaned.get(f"{spec.name}_same"):
            return {}
        wrong = unprintable(f"{spec.name}_line", cleaned)
        if not cleaned.get(f"{spec.name}_line"):
            wrong[f"{spec.name}_line"] = _(
                "The address is empty. Write house, street and neighbourhood or village."
            )
        district = str(cleaned.get(f"{spec.name}_district") or "")
        if not district:
            wrong[f"{spec.name}_district"] = _(
                "The district is not chosen. Choose the district of this address."
            )
        elif not cleaned.get(f"{spec.name}_place") and _has_places(district):
            wrong[f"{spec.name}_area"] = _(
                "The area is not chosen. Write its name and choose it from the list."
            )
        return wrong

    def aside(self, spec: FieldSpec, given: Given) -> list[str]:
        """Every part, when the earlier address stands for this one."""
        same = spec.same_as and given.answers.get(f"{spec.name}_same")
        return [f"{spec.name}_{part}" for part in PARTS if part != "same"] if same else []

    def value(self, spec: FieldSpec, cleaned: Cleaned, given: Given) -> StatedAddress | None:
        """The address, or None when the earlier one stands for it."""
        if cleaned.get(f"{spec.name}_same"):
            return None
        said = {part: str(cleaned.get(f"{spec.name}_{part}") or "") for part in PARTS}
        place = given.found.place(said["place"], said["district"]) if said["place"] else None
        office = _office(given.found, place, said["district"], said["station"])
        return StatedAddress(said["line"], place, office)


def _office(found: LookedUp, place: Place | None, district: str, station: str) -> Office:
    """The station chosen, else the area's, else the district's own office where no stations are known."""
    office = found.station(station, district) or (place and place.station) or found.district(district)
    if office is None:
        raise AssertionError("a clean address has its district")
    return office


def district_name(office: Office) -> str:
    """A district without the words "District Police Office", in the reader's language."""
    return bilingual(office).replace("District Police Office ", "").replace("ڈسٹرکٹ پولیس آفس ", "")


def _district_choices() -> list[tuple[str, object]]:
    known = [(str(one.pk), district_name(one)) for one in districts()]
    return [("", gettext_lazy("Choose")), *sorted(known, key=lambda pair: pair[1])]


def _has_places(district: str) -> bool:
    return districts_with_places().filter(pk=UUID(district)).exists()


def _is_key(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _place_choices(chosen: dict[str, str]) -> list[tuple[str, str]]:
    if not _is_key(chosen["district"]):
        return []
    found = find_places(UUID(chosen["district"]), chosen["area"]) if chosen["area"] else []
    rows = [(one.code, _place_label(one)) for one in found]
    if chosen["place"] and chosen["place"] not in {code for code, _label in rows}:
        kept = Place.objects.filter(code=chosen["place"], district_id=UUID(chosen["district"])).first()
        rows += [(kept.code, _place_label(kept))] if kept else []
    return rows


def _place_label(one: Place) -> str:
    return f"{bilingual(one)} – {worded(one, 'tehsil')}"


def _station_choices(district: str) -> list[tuple[str, object]]:
    rows = [(str(one.pk), bilingual(one)) for one in stations(UUID(district))] if _is_key(district) else []
    return [("", gettext_lazy("By the area")), *rows]
