"""Sending an application: every answer checked once more, the person found; once it is paid for, the work begins."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from khidmat.accounts.public import citizen
from khidmat.audit.public import record
from khidmat.clocks.public import add_working_days, meet, start
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Invalid, Stale
from khidmat.kernel.names import Party
from khidmat.kernel.transactions import as_one
from khidmat.org.public import portal_chain
from khidmat.payments.public import Matter, fee, raise_charge
from khidmat.people.public import AddressKind, Person, Residence, other_names, register
from khidmat.screening.public import screen
from khidmat.services import events, forms, queries, registry
from khidmat.services.definition import Service
from khidmat.services.identity import identity
from khidmat.services.kinds import StatedAddress, StatedBirth
from khidmat.services.models import Application, Verification
from khidmat.services.operations.drafting import locked_draft, require_entry
from khidmat.services.operations.settling import note
from khidmat.services.operations.telling import happened, language, tell
from khidmat.services.states import ENDED, LIFE, Status
from khidmat.ui.formats import number


@as_one
def submit(*, application_id: UUID, actor: Actor, now: datetime) -> Application:
    """Send a draft. Raises `Invalid` whose fields are `page.input`; then nothing has changed."""
    require_entry(actor)
    application = locked_draft(application_id, actor)
    service = registry.service(application.service, application.version)
    papers = {one.field: one for one in queries.attachments(application)}
    whole = forms.whole(service, application.answers, frozenset(papers))
    addresses = _addresses(whole)
    present = addresses[AddressKind.PRESENT]
    if present.office.district_id is None:
        raise Invalid(
            _("No station is known for this address."),
            fields={"address.present_district": _("Choose the district.")},
        )
    application.district_id = present.office.district_id
    actor = _sender(application, present.office.district_id, actor, now)
    application.photo = papers["photo"].blob
    application.person = _person(whole, addresses, application, actor, now)
    application.submitted_at = now
    LIFE.move(application, "submit")
    application.save()
    happened(application, "submitted", now)
    if service.rupees:
        _ask_payment(application, service, actor, now)
    else:
        _begin(application, actor, now)
    record(
        events.SUBMITTED,
        subject=application,
        actor=actor,
        at=now,
        ref=application.ref,
        service=service.code,
        answers_sha256=digest(application),
    )
    return application


def _sender(application: Application, district_id: UUID, actor: Actor, now: datetime) -> Actor:
    """Who acts: an operator for the citizen of the number he typed, or the citizen, in his district's chain."""
    if not actor.is_officer:
        return replace(actor, chain=portal_chain(district_id))
    mobile = application.assisted.mobile
    application.citizen = citizen(mobile=mobile, language=language(application), now=now)
    return actor


def _ask_payment(application: Application, service: Service, actor: Actor, now: datetime) -> None:
    """Owe the fee and wait for it; nobody works on an application that is not paid for."""
    person, district = application.person, application.district_id
    if person is None or district is None:
        raise AssertionError("submit fills these before it asks")
    raise_charge(
        matter=Matter(
            about=application.pk,
            ref=application.ref,
            payer=person.name,
            payer_ur=person.name_ur,
            district_id=district,
        ),
        fee=fee(service.fee, localdate(now)),
        actor=actor,
        now=now,
    )
    application.clock = start(rule="payment.applicant", office_id=district, actor=actor, now=now)
    application.due_at = application.clock.due_at
    LIFE.move(application, "ask_payment")
    application.save(update_fields=["status", "clock", "due_at"])
    tell(
        application,
        "fee_due",
        actor=actor,
        now=now,
        fee=number(service.rupees),
        d=localdate(application.due_at),
    )


def begin_paid(about: UUID, actor: Actor, now: datetime) -> None:
    """Hook `payments.settled`: the fee is there, so the work begins. Raises `Stale` when the application has ended."""
    application = (
        Application.objects.select_for_update(of=("self",))
        .select_related("person", "citizen")
        .filter(pk=about)
        .first()
    )
    if application is None:
        return  # a fee for something else
    if application.status in ENDED:
        raise Stale(_("This application has ended. The fee is not taken any more."))
    if application.status != Status.AWAITING_PAYMENT or application.clock_id is None:
        return  # paid once more after a receipt was given back; the work goes on meanwhile
    meet(clock_id=application.clock_id, actor=actor, now=now)
    happened(application, "paid", now, actor.office_id)
    _begin(application, actor, now)


def _begin(application: Application, actor: Actor, now: datetime) -> None:
    """Screen the records, ask the stations, start the clocks, promise the day."""
    service = registry.service(application.service, application.version)
    fields = queries.attachments(application).values_list("field", flat=True)
    whole = forms.whole(service, application.answers, frozenset(fields))
    addresses = _addresses(whole)
    district, person = application.district_id, application.person
    if district is None or person is None:
        raise AssertionError("submit fills these before it begins")
    if service.checks.records:
        party = _party(whole, person, addresses[AddressKind.PRESENT])
        application.records = screen(
            party=party,
            also=[replace(party, name=one.name, name_ur=one.name_ur) for one in other_names(person)],
            about=application.pk,
            office_id=district,
            purpose="certificate",
            address=addresses[AddressKind.PRESENT].line,
            photo_id=application.photo_id,
            actor=actor,
            now=now,
        )
    application.due_at = add_working_days(now, service.days)
    application.clock = start(
        rule="certificate.decide", due=application.due_at, office_id=district, actor=actor, now=now
    )
    if service.checks.station:
        _ask_stations(application, addresses, actor, now)
    LIFE.move(application, "begin")
    application.save(update_fields=["status", "records", "clock", "due_at"])
    tell(application, "submitted", actor=actor, now=now, d=localdate(application.due_at))


def _ask_stations(
    application: Application, addresses: dict[AddressKind, StatedAddress], actor: Actor, now: datetime
) -> None:
    for kind, address in addresses.items():
        clock = start(rule="verification.station", office_id=address.office.pk, actor=actor, now=now)
        Verification.objects.create(
            application=application,
            kind=kind,
            address=address.line,
            place=address.place,
            office=address.office,
            clock=clock,
            due_at=clock.due_at,
        )
        happened(application, "sent_to_station", now, address.office.pk)


def _addresses(whole: forms.Whole) -> dict[AddressKind, StatedAddress]:
    """Present, and permanent where it is another one."""
    found = {}
    for kind in (AddressKind.PRESENT, AddressKind.PERMANENT):
        address = whole.values.get(kind.value)
        if isinstance(address, StatedAddress):
            found[kind] = address
    return found


def _person(
    whole: forms.Whole,
    addresses: dict[AddressKind, StatedAddress],
    application: Application,
    actor: Actor,
    now: datetime,
) -> Person:
    stated = identity(whole, addresses[AddressKind.PRESENT])
    if stated is None:
        raise AssertionError("a definition that issues a certificate asks for paper and birth")
    person = register(
        identity=stated,
        district_id=UUID(str(application.district_id)),
        residences=list(_residences(whole, addresses)),
        phones=[application.citizen.mobile],
        photo_id=application.photo_id,
        actor=actor,
        now=now,
    )
    note(application, person, stated, now)
    return person


def _residences(whole: forms.Whole, addresses: dict[AddressKind, StatedAddress]) -> Iterator[Residence]:
    year = whole.number("since")
    for kind, address in addresses.items():
        yield Residence(
            kind=kind,
            line=address.line,
            place_id=address.place.pk if address.place else None,
            station_id=address.office.pk,
            since=date(year, 1, 1) if year and kind == AddressKind.PRESENT else None,
        )


def _party(whole: forms.Whole, person: Person, present: StatedAddress) -> Party:
    """What is compared with the records: as stated in this application, under the person's number."""
    birth = whole.values["birth"]
    return Party(
        name=whole.text("name"),
        name_ur=whole.text("name_ur"),
        father=whole.text("relation_name"),
        father_ur=whole.text("relation_name_ur"),
        birth_year=birth.year if isinstance(birth, StatedBirth) else None,
        district=present.office.district.code if present.office.district else "",
        cnic=person.cnic or "",
    )


def digest(application: Application) -> str:
    """SHA-256 of the answers as typed."""
    text = json.dumps(application.answers, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
