"""What the certificate of an application says: facts from the file, in both scripts, ready to be set and signed."""

from collections.abc import Mapping
from datetime import date
from typing import Literal, TypedDict

from django.utils import translation

from khidmat.documents.public import Address as PaperAddress
from khidmat.documents.public import CertificateFacts, DisclosedCase, missing_letters
from khidmat.kernel.roles import Role
from khidmat.kernel.urdu import clean
from khidmat.org.public import Office
from khidmat.people.public import Identity, IdKind, Person, Relation
from khidmat.screening.public import disclosure
from khidmat.services import queries, registry
from khidmat.services.countries import COUNTRIES
from khidmat.services.definition import FieldSpec, Service
from khidmat.services.identity import stated
from khidmat.services.models import Application, Discrepancy, Verification
from khidmat.services.states import CorrectionStatus, DiscrepancyStatus, Wrong

RELATIVES: dict[str, Literal["father", "husband", "parent"]] = {
    Relation.SON_OF: "father",
    Relation.DAUGHTER_OF: "father",
    Relation.WIFE_OF: "husband",
    Relation.WIDOW_OF: "husband",
    Relation.CHILD_OF: "parent",
}
ID_KINDS: dict[str, Literal["cnic", "nicop", "bform", "passport"]] = {
    IdKind.CNIC: "cnic",
    IdKind.NICOP: "nicop",
    IdKind.B_FORM: "bform",
    IdKind.PASSPORT: "passport",
}


def facts(
    application: Application, *, number: str, code: str, issued_on: date, until: date, replaces: str = ""
) -> CertificateFacts:
    """The facts of a decided application, under the names that the record office found to be right.

    `replaces` is the number of the paper whose place it takes. Raises `BadFacts` when it could not be printed.
    """
    person = application.person
    if person is None or application.decided_posting is None or application.photo is None:
        raise AssertionError("only a decided application has a certificate")
    office = application.decided_posting.office
    said = _bearer(application, person)
    service = registry.service(application.service, application.version)
    cases = _cases(application)
    born = _born(application, said)
    stays = reversed(queries.visits(application))  # the present one first
    return CertificateFacts(
        kind=service.output.template,
        number=number,
        code=code,
        issued_on=issued_on,
        valid_until=until,
        **_texts(application, person),
        relation=RELATIVES[said.relation],
        id_kind=ID_KINDS[person.id_kind],
        id_number=person.cnic or person.id_number,
        addresses=tuple(_address(one) for one in stays),
        period_from=_since(person, issued_on),
        period_to=issued_on,
        office=f"District {_town(application)} · {_plain(office.name)}",
        office_ur=f"ضلع {_town_ur(application)} · {office.name_ur}",
        signatory=_role(application.decided_posting.role, "en"),
        signatory_ur=_role(application.decided_posting.role, "ur"),
        photo_sha256=application.photo.sha256,
        birth_date=born.birth_date,
        birth_year=None if born.birth_date else born.birth_year,
        wording="disclosed" if cases else "clear",
        replaces=replaces,
        cases=cases,
    )


def _bearer(application: Application, person: Person) -> Person | Identity:
    """Names, relation and birth as the index has them, or as stated where an officer let the statement stand."""
    stands = Discrepancy.objects.filter(application=application, status=DiscrepancyStatus.STANDS)
    return (stated(application) if stands.exists() else None) or person


def _born(application: Application, said: Person | Identity) -> Person | Identity:
    """Who says when he was born: the index, or he himself: a station may have named him without it."""
    known = said.birth_date is not None or said.birth_year is not None
    return said if known else stated(application) or said


class Texts(TypedDict):
    """What of the file is printed in both scripts."""

    name: str
    name_ur: str
    relative: str
    relative_ur: str
    purpose: str
    purpose_ur: str


def _texts(application: Application, person: Person) -> Texts:
    """Names as stated, or as the record office corrected them; and the purpose."""
    right = application.corrections.filter(about=Wrong.NAME, status=CorrectionStatus.CORRECTED)
    last = right.order_by("-decided_at").first()
    said = _bearer(application, person)
    own = stated(application) or said  # in the script in which the index does not have him
    name, name_ur = (
        (last.name, last.name_ur) if last else (said.name or own.name, said.name_ur or own.name_ur)
    )
    relative = (last.relation_name if last else "") or said.relation_name or own.relation_name
    relative_ur = (last.relation_name_ur if last else "") or said.relation_name_ur or own.relation_name_ur
    service = registry.service(application.service, application.version)
    purpose = _purpose(service, application.answers)
    return {
        "name": name or name_ur,
        "name_ur": name_ur or name,
        "relative": relative or relative_ur,
        "relative_ur": relative_ur or relative,
        "purpose": purpose[0],
        "purpose_ur": purpose[1],
    }


def unprintable(said: CertificateFacts) -> str:
    """Letters of the applicant that no font of the paper has; empty when it can be printed."""
    names = (said.name, said.name_ur, said.relative, said.relative_ur, said.purpose, said.purpose_ur)
    return missing_letters(*names, *(text for one in said.addresses for text in (one.text, one.text_ur)))


def _cases(application: Application) -> tuple[DisclosedCase, ...]:
    found = disclosure(application.records_id).records if application.records_id else ()
    return tuple(
        DisclosedCase(
            reference=f"{one.case_ref}",
            station=_plain(one.station),
            station_ur=one.station_ur or one.station,
            sections=one.sections,
            stage="convicted" if one.stage == "convicted" else "pending",
            court=one.court,
            court_ur=one.court,
            decided_on=one.decided_on,
        )
        for one in found
    )


def _address(one: Verification) -> PaperAddress:
    district = one.office.district or one.office
    latin, urdu = (one.address, "") if one.address.isascii() else ("", one.address)
    roman = [latin, one.place.name if one.place else "", _plain(district.name)]
    script = [urdu, one.place.name_ur if one.place else "", _plain_ur(district.name_ur)]
    return PaperAddress(
        kind="present" if one.kind == "present" else "permanent",
        text=", ".join(dict.fromkeys(part for part in roman if part)),
        text_ur="، ".join(dict.fromkeys(part for part in script if part)),
        station=_plain(one.office.name),
        station_ur=one.office.name_ur,
    )


def _purpose(service: Service, answers: Mapping[str, str]) -> tuple[str, str]:
    """The purpose as it is printed: the option, then countries and lines that its page asks about it."""
    page = next(page for page in service.pages if any(spec.name == "purpose" for spec in page.fields))
    asked = [
        spec for spec in page.fields if all(answers.get(name) == value for name, value in spec.when.items())
    ]
    [purpose] = [spec for spec in asked if spec.name == "purpose"]
    option = next(one for one in purpose.options if one.value == answers["purpose"])
    more = [_printed(spec, answers.get(spec.name, "")) for spec in asked if spec.kind in ("country", "line")]
    return (
        " – ".join(part for part in (option.en, *(english for english, _urdu in more)) if part),
        " – ".join(part for part in (option.ur, *(urdu for _english, urdu in more)) if part),
    )


def _printed(spec: FieldSpec, typed: str) -> tuple[str, str]:
    """A detail of the purpose in both scripts: a country by its names, a line as it was written."""
    if spec.kind == "country":
        country = COUNTRIES.get(typed)
        return (country.en, country.ur) if country else ("", "")
    return clean(typed), clean(typed)


def _since(person: Person, issued_on: date) -> date:
    stated = (
        person.addresses.filter(kind="present").order_by("-stated_at").values_list("since", flat=True).first()
    )
    return min(stated or issued_on, issued_on)


def _town(application: Application) -> str:
    return _plain(series_office(application).name)


def _town_ur(application: Application) -> str:
    return _plain_ur(series_office(application).name_ur)


def _plain(name: str) -> str:
    """An office's name as it stands on paper: the town alone for a district."""
    return name.replace("District Police Office ", "")


def _plain_ur(name: str) -> str:
    return name.replace("ڈسٹرکٹ پولیس آفس ", "")


def _role(role: str, language: str) -> str:
    with translation.override(language):
        return str(Role(role).label)


def series_office(application: Application) -> Office:
    """The office in whose gapless series the paper is numbered: the district's."""
    if application.district is None:
        raise AssertionError("a sent application has a district")
    return application.district
