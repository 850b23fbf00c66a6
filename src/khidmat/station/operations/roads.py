"""What leaves the malkhana and comes back. Locks: the things, the certificate, the diary, the number, the ledger."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from khidmat.audit.public import record
from khidmat.clocks.public import start
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Forbidden, NotFound, Stale
from khidmat.kernel.policy import TABLE
from khidmat.kernel.transactions import as_one
from khidmat.org.public import next_number
from khidmat.station import events, policies, road_words
from khidmat.station.models import (
    Bond,
    DiaryEntry,
    Item,
    Movement,
    RoadArticle,
    RoadCertificate,
    RoadClock,
    RoadSign,
    RoadWitness,
)
from khidmat.station.operations.diary import hold, write
from khidmat.station.operations.differing import weigh
from khidmat.station.queries import roads as queries
from khidmat.station.removals import ROAD, WITHOUT_OWNER, Purpose, Signing
from khidmat.station.removing import Road
from khidmat.station.road_checks import check
from khidmat.station.states import EntryKind
from khidmat.station.stores import ITEM, Move


@as_one
def prepare(*, road: Road, actor: Actor, now: datetime) -> RoadCertificate:
    """Prepare a road certificate for things of the own store; where one signature is enough, they leave at once.

    Narcotics, cash, weapons and whatever leaves by order of a court wait for the second person. Raises `Invalid`.
    """
    TABLE.require(actor, policies.KEEP_STORE)
    things = queries.asked_for(actor, road.things)
    check(road, things, localdate(now))
    made = RoadCertificate(
        station_id=actor.office,
        purpose=road.purpose,
        destination=road.destination,
        carrier=road.carrier,
        carrier_post=road.carrier_post,
        request=road.request,
        court=road.court,
        order_no=road.order_no,
        ordered_on=road.ordered_on,
        prepared_at=now,
        prepared_by_id=actor.user,
        prepared_role=actor.role,
    )
    made.save(force_insert=True)
    _write_rows(made, road, things)
    if queries.needs_two(made, [one for one, _weight in things]):
        record(
            events.ROAD_PREPARED, subject=made, actor=actor, at=now, count=len(things), purpose=made.purpose
        )
        return made
    return _issue(made, actor, now)


def _write_rows(made: RoadCertificate, road: Road, things: Sequence[tuple[Item, int | None]]) -> None:
    RoadArticle.objects.bulk_create(
        RoadArticle(certificate=made, item=item, weight_mg=weight) for item, weight in things
    )
    RoadWitness.objects.bulk_create(RoadWitness(certificate=made, name=name) for name in road.witnesses)
    if road.holder is not None and made.purpose == Purpose.HOLDER:
        holder = road.holder
        Bond(
            certificate=made,
            name=holder.name,
            father=holder.father,
            cnic=holder.cnic,
            address=holder.address,
            rupees=holder.rupees,
        ).save(force_insert=True)


@as_one
def sign(*, certificate_id: UUID, actor: Actor, now: datetime) -> RoadCertificate:
    """Let go what another keeper has prepared: the second key. Raises `Forbidden` for who prepared it, `Stale`."""
    made = locked_road(certificate_id, actor)
    if made.prepared_by_id == actor.user or made.prepared_role == actor.role:
        said = _(
            "You prepared it. The second signature is the SHO's or the clerk's, whoever did not prepare it."
        )
        raise Forbidden(said)
    return _issue(made, actor, now)


def locked_road(certificate_id: UUID, actor: Actor) -> RoadCertificate:
    """The certificate of the own store with its things, locked in one order. Raises `NotFound`, `Forbidden`."""
    TABLE.require(actor, policies.KEEP_STORE)
    there = queries.roads(actor, policies.KEEP_STORE).filter(pk=certificate_id)
    if not there.exists():
        raise NotFound(_("This road certificate was not found."))
    list(Item.objects.select_for_update().filter(roads__certificate_id=certificate_id).order_by("pk"))
    return there.select_for_update(of=("self",)).get()


def _issue(made: RoadCertificate, actor: Actor, now: datetime) -> RoadCertificate:
    """Number it, tell the diary, and move the things out; they are locked."""
    if not ROAD.may(made.status, "issue"):
        raise Stale(_("This road certificate was signed or withdrawn in the meantime."))
    articles = list(made.articles.select_related("item__fir").order_by("item__year", "item__number"))
    if any(not ITEM.may(one.item.status, "send") for one in articles):
        raise Stale(_("One of these articles has left the malkhana already. Withdraw this certificate."))
    if bare := [str(one.item) for one in articles if queries.lacks_second(one.item)]:
        said = _("A second keeper has not signed yet for what came in: %(numbers)s.")
        raise Stale(said % {"numbers": " ".join(bare)})
    check_claims(made, [one.item for one in articles], now)
    hold(station_id=made.station_id, actor=actor, now=now)
    made.year = localdate(now).year
    made.number = next_number(office_id=made.station_id, kind="road", year=made.year)
    made.entry = tell(made, road_words.left(made, articles), EntryKind.PROPERTY_OUT, now, actor, now)
    put_sign(made, RoadSign(kind=Signing.ISSUED), now, actor, now)
    ROAD.move(made, "issue")
    made.save(update_fields=["year", "number", "entry", "status"])
    for one in articles:
        before = move(one.item, Move.SEND, made, made.entry, actor, weight_mg=one.weight_mg)
        weigh(one.item, before.weight_mg, one.weight_mg, actor, now)
    wait(made, "property.receipt", actor, now)
    record(
        events.ROAD_ISSUED,
        subject=made,
        actor=actor,
        at=now,
        road=str(made),
        purpose=made.purpose,
        count=len(articles),
        articles=" ".join(str(one.item) for one in articles),
    )
    return made


def check_claims(made: RoadCertificate, things: Sequence[Item], now: datetime) -> None:
    """What nobody has claimed leaves for good only when its owner had his six months. Raises `Stale`."""
    if made.purpose not in WITHOUT_OWNER:
        return
    early = [str(one) for one in things if queries.may_be_claimed(one, now)]
    if early:
        said = _("The six months of the proclamation have not passed yet: %(numbers)s.")
        raise Stale(said % {"numbers": " ".join(early)})


def move(
    item: Item,
    kind: Move,
    made: RoadCertificate,
    entry: DiaryEntry,
    actor: Actor,
    *,
    weight_mg: int | None = None,
    seals: str = "",
    place: str = "",
    quantity: Decimal = Decimal(0),
) -> Movement:
    """Write the next step of a locked thing and where it leaves it. Returns the step before."""
    last = item.movements.order_by("-number").first()
    if last is None:
        raise Stale(_("This article has no first movement."))
    nothing = Decimal(0)
    steps = {Move.SEND: (-last.balance, last.balance), Move.BACK: (quantity, quantity)}
    change, much = steps.get(kind, (nothing, nothing))
    Movement(
        item=item,
        number=last.number + 1,
        kind=kind,
        happened_at=min(entry.happened_at, entry.written_at),
        recorded_at=max(entry.written_at, last.recorded_at),
        quantity=much,
        balance=last.balance + change,
        weight_mg=weight_mg,
        seals=seals or last.seals,
        place=place if kind == Move.BACK else made.destination,
        certificate=made,
        entry=entry,
        by_id=actor.user,
        role=actor.role,
    ).save(force_insert=True)
    ITEM.move(item, kind.value)
    item.save(update_fields=["status"])
    return last


def tell(
    made: RoadCertificate,
    said: tuple[str, str],
    kind: EntryKind,
    happened_at: datetime,
    actor: Actor,
    now: datetime,
) -> DiaryEntry:
    """Write what happens to a certificate into the diary."""
    return write(
        station_id=made.station_id,
        kind=kind,
        happened_at=happened_at,
        text=said[0],
        text_ur=said[1],
        about_kind="road",
        about_id=made.pk,
        actor=actor,
        now=now,
    )


def put_sign(
    made: RoadCertificate, sign: RoadSign, happened_at: datetime, actor: Actor, now: datetime
) -> None:
    """Put a signature under a certificate."""
    sign.certificate, sign.happened_at, sign.at = made, happened_at, now
    sign.by_id, sign.role = actor.user, actor.role
    sign.save(force_insert=True)


def wait(made: RoadCertificate, rule: str, actor: Actor, now: datetime) -> None:
    """Start the clock of what a certificate waits for now."""
    clock = start(rule=rule, office_id=made.station_id, actor=actor, now=now)
    RoadClock(certificate=made, clock=clock).save(force_insert=True)


@as_one
def look(*, certificate_id: UUID, actor: Actor, now: datetime) -> queries.Sheet:
    """One certificate for a reader; that a holder of a sealed case was read stands in the ledger."""
    found = queries.sheet(actor, certificate_id)
    if found.sealed and found.bond is not None:
        record(events.ROAD_OPENED, subject=found.road, actor=actor, at=now, road=str(found.road))
    return found
