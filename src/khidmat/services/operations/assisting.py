"""Entry at a counter: the person is found first, the operator types, the applicant hears it read back, it is sent.

Drafting and sending are the phone's own operations; what is added here is who was found and what was read back.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from khidmat.audit.public import record
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Invalid, NotFound
from khidmat.kernel.policy import TABLE
from khidmat.org.public import district_of
from khidmat.payments.public import Receipt, charge_for, take_cash
from khidmat.people.public import IdKind, Person, Purpose, look_up, search
from khidmat.services import events, queries, registry
from khidmat.services.models import Application, Assisted, Attachment
from khidmat.services.operations.drafting import LETTER, locked_draft, save_page, start, withdraw
from khidmat.services.operations.sending import digest, submit
from khidmat.services.returning import Known, known
from khidmat.services.states import Status
from khidmat.services.voice import new_number

ENTER = "services.counter.enter"


@dataclass(frozen=True, slots=True)
class Customer:
    """Who stands at the counter: the thirteen digits he shows, a person found by name, or neither."""

    cnic: str = ""
    person_id: UUID | None = None


@transaction.atomic
def begin(*, slug: str, customer: Customer, actor: Actor, now: datetime) -> Application:
    """Find the person and open a draft with all that was stated before; one left open is set aside."""
    TABLE.require(actor, ENTER)
    for left in queries.entered(actor).filter(status=Status.DRAFT, client=None):
        withdraw(application_id=left.pk, actor=actor, now=now)
    draft = start(slug=slug, language="ur", actor=actor, now=now)
    person = _found(customer, draft.ref, actor, now)
    service = registry.service(draft.service, draft.version)
    stated = known(person, service) if person else _new(customer, actor)
    draft.answers = stated.answers
    draft.save(update_fields=["answers"])
    Attachment.objects.bulk_create(
        Attachment(application=draft, field=one.field, blob=one.blob, added_at=now) for one in stated.papers
    )
    Assisted.objects.create(
        application=draft,
        office_id=actor.office,
        person=person,
        mobile=stated.mobile,
        token=queries.called_token(actor, now),
        begun_at=now,
    )
    record(events.ASSISTED, subject=draft, actor=actor, at=now, found=person is not None)
    return draft


def _found(customer: Customer, ref: str, actor: Actor, now: datetime) -> Person | None:
    """By number anywhere, with the draft as its reference; by name only what a search in the territory shows."""
    if customer.cnic:
        return look_up(cnic=customer.cnic, purpose=Purpose.CERTIFICATE, reference=ref, actor=actor, now=now)
    if customer.person_id is None:
        return None
    here = Person.objects.filter(district_id=district_of(actor.office))
    person = here.filter(pk=customer.person_id).first()
    if person is None:
        raise NotFound(_("This person was not found."))
    return person


def _new(customer: Customer, actor: Actor) -> Known:
    """What is likely of somebody new at this counter: his card, and that he lives in its district, at one address."""
    likely = {"present_district": str(queries.district_id_of(actor)), "permanent_same": "on"}
    return Known({**likely, "id_kind": IdKind.CNIC.value, "id_cnic": customer.cnic})


def find_by_name(*, name: str, relation_name: str, actor: Actor, now: datetime) -> list[Person]:
    """Persons of the counter's district by both names. Raises `Invalid` with one name only."""
    TABLE.require(actor, ENTER)
    return search(name=name, relation_name=relation_name, actor=actor, now=now)


@dataclass(frozen=True, slots=True)
class Standing:
    """Who stands at the counter beside the answers: the number for news, and a relative of somebody abroad."""

    mobile: str = ""
    kin: str = ""
    kin_name: str = ""
    kin_cnic: str = ""


@transaction.atomic
def fill(
    *, application_id: UUID, data: Mapping[str, object], standing: Standing, actor: Actor, now: datetime
) -> Application:
    """Keep the whole screen as typed, right or wrong; of `standing` only what can be."""
    application = save_page(application_id=application_id, page="whole", data=data, actor=actor, now=now)
    Assisted.objects.filter(application=application).update(
        mobile=standing.mobile,
        kin=standing.kin,
        kin_name=standing.kin_name if standing.kin else "",
        kin_cnic=standing.kin_cnic if standing.kin else "",
    )
    return application


@transaction.atomic
def send_read_back(*, application_id: UUID, actor: Actor, now: datetime) -> Application:
    """Send what the operator read aloud and the applicant confirmed. Raises `Invalid` as `submit` does."""
    draft = locked_draft(application_id, actor)
    assisted = draft.assisted
    _check_standing(draft, assisted)
    assisted.read_back_at, assisted.read_back_sha256 = now, digest(draft)
    assisted.voice = _fresh_number()
    assisted.save(update_fields=["read_back_at", "read_back_sha256", "voice"])
    application = submit(application_id=application_id, actor=actor, now=now)
    record(
        events.READ_BACK,
        subject=application,
        actor=actor,
        at=now,
        answers_sha256=assisted.read_back_sha256,
    )
    return application


def _check_standing(draft: Application, assisted: Assisted) -> None:
    """A number for news; and for somebody abroad who stands here, and the letter that sends him."""
    wrong = {}
    if not assisted.mobile:
        wrong["whole.mobile"] = _("The mobile number is empty. News of every step goes to it.")
    if assisted.kin and not (assisted.kin_name and assisted.kin_cnic):
        wrong["whole.kin_name"] = _(
            "The relative's name or number is missing. Write both as on his own card."
        )
    if assisted.kin and not draft.attachments.filter(field=LETTER, replaced_at=None).exists():
        wrong["whole.authority_letter"] = _("The authority letter is missing. Attach a picture of it.")
    if wrong:
        raise Invalid(_("Something is missing at the counter."), fields=wrong)


def _fresh_number() -> str:
    """A number that nobody has. Ninety million can be given: a second try is rare, a third was never seen."""
    number = new_number()
    while Assisted.objects.filter(voice=number).exists():
        number = new_number()
    return number


@transaction.atomic
def take_fee(*, application_id: UUID, rupees: int, actor: Actor, now: datetime) -> Receipt:
    """Take the fee of the operator's own entry in cash, on the screen that it was sent from; the work begins."""
    TABLE.require(actor, ENTER)
    found = queries.entered(actor).filter(pk=application_id, submitted_at__isnull=False).first()
    charge = charge_for(found.pk) if found else None
    if charge is None:
        raise NotFound(_("No fee is known for this application."))
    return take_cash(charge_id=charge.pk, rupees=rupees, actor=actor, now=now)


@transaction.atomic
def set_aside(*, application_id: UUID, actor: Actor, now: datetime) -> Application:
    """The customer went away before it was sent: the draft is closed, nothing of it counts."""
    locked_draft(application_id, actor)
    return withdraw(application_id=application_id, actor=actor, now=now)


@transaction.atomic
def open_slip(*, application_id: UUID, actor: Actor, now: datetime) -> Application:
    """A sent entry of the operator's own for its slip; that it was printed is recorded. Raises `NotFound`."""
    sent = queries.entered(actor).filter(submitted_at__isnull=False)
    found = sent.select_related("person", "district", "citizen", "entered_by", "assisted__office").filter(
        pk=application_id
    )
    application = found.first()
    if application is None:
        raise NotFound(_("This application was not found."))
    record(events.SLIP, subject=application, actor=actor, at=now)
    return application
