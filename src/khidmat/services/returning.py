"""What is known of a person who comes again: the last stated answers, so that nothing is asked twice."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from khidmat.people.public import AddressKind, IdKind, Person
from khidmat.services.definition import FieldSpec, Service
from khidmat.services.models import Application, Attachment
from khidmat.services.vocabulary import VOCABULARY

#: The topic that is new each time a person comes: what the paper is for.
ASKED_ANEW = "purpose"


@dataclass(frozen=True, slots=True)
class Known:
    """Answers by input, papers by field, the mobile number; all of them to be confirmed, none of them final."""

    answers: dict[str, str]
    papers: list[Attachment] = field(default_factory=list)
    mobile: str = ""


def known(person: Person, service: Service) -> Known:
    """What he stated in his last application; a question that it did not ask is answered from the index."""
    last = (
        Application.objects.filter(person=person, submitted_at__isnull=False)
        .select_related("citizen")
        .order_by("-submitted_at", "-pk")
        .first()
    )
    return Known(
        answers=_answers(service, last.answers if last else {}, of_index(person)) | _identity(person),
        papers=_papers(last, service) if last else [],
        mobile=last.citizen.mobile if last else _last_phone(person),
    )


def of_index(person: Person) -> dict[str, str]:
    """The person's row as answers: names, second name, paper, birth, addresses."""
    found = {
        "name": person.name,
        "name_ur": person.name_ur,
        "relation": person.relation,
        "relation_name": person.relation_name,
        "relation_name_ur": person.relation_name_ur,
        "birth_about": str(person.birth_year or "") if person.birth_date is None else "",
    }
    if day := person.birth_date:
        found |= {"birth_day": str(day.day), "birth_month": str(day.month), "birth_year": str(day.year)}
    return found | _identity(person) | _addresses(person)


def _identity(person: Person) -> dict[str, str]:
    if person.id_kind == IdKind.NONE:
        return {}
    return {"id_kind": person.id_kind, "id_cnic": person.cnic or "", "id_number": person.id_number}


def _addresses(person: Person) -> dict[str, str]:
    found: dict[str, str] = {}
    stated = person.addresses.select_related("place", "station").order_by("stated_at", "pk")
    for one in stated.filter(kind__in=[AddressKind.PRESENT, AddressKind.PERMANENT]):
        district = one.station.district_id
        found |= {
            f"{one.kind}_line": one.line,
            f"{one.kind}_district": str(district or ""),
            f"{one.kind}_area": one.place.name_ur if one.place else "",
            f"{one.kind}_place": one.place.code if one.place else "",
            f"{one.kind}_station": str(one.station_id) if one.station_id != district else "",
        }
    if found and f"{AddressKind.PERMANENT}_line" not in found:
        found[f"{AddressKind.PERMANENT}_same"] = "on"
    return found


def _answers(service: Service, stated: Mapping[str, str], index: Mapping[str, str]) -> dict[str, str]:
    """Question by question from one source, so that a year of the index never stands beside a stated date."""
    found: dict[str, str] = {}
    for spec in _lasting(service):
        names = VOCABULARY[spec.kind].names(spec)
        source = stated if any(stated.get(name) for name in names) else index
        found |= {name: source[name] for name in names if name in source}
    return found


def _lasting(service: Service) -> list[FieldSpec]:
    """Questions about the person; those about this one application are asked anew."""
    return [spec for page in service.pages if page.name != ASKED_ANEW for spec in page.fields]


def _papers(last: Application, service: Service) -> list[Attachment]:
    """The photograph and papers that hang on nothing that is asked anew."""
    anew = {spec.name for spec in service.page(ASKED_ANEW).fields}
    asked = [
        spec.name for spec in service.fields if spec.kind in ("photo", "paper") and not anew & set(spec.when)
    ]
    current = last.attachments.filter(replaced_at=None, field__in=asked)
    return list(current.select_related("blob").order_by("field"))


def _last_phone(person: Person) -> str:
    phone = person.phones.order_by("-stated_at", "-pk").first()
    return phone.number if phone else ""
