"""What becomes of things that left: received there, come back, or withdrawn before they went."""

from datetime import datetime
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from khidmat.audit.public import record
from khidmat.clocks.public import is_open, meet
from khidmat.files.public import receive as take_file
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Invalid, Stale
from khidmat.kernel.transactions import as_one
from khidmat.kernel.urdu import loose
from khidmat.station import events, policies, road_paper, road_words
from khidmat.station.models import Bond, Movement, RoadCertificate, RoadClock, RoadSign
from khidmat.station.operations.differing import open_case, weigh
from khidmat.station.operations.roads import locked_road, move, put_sign, tell, wait
from khidmat.station.property_words import plain
from khidmat.station.queries import property as of_items
from khidmat.station.queries import roads as queries
from khidmat.station.removals import COMES_BACK, OLDEST, ROAD, Differing, Purpose, RoadStatus, Signing
from khidmat.station.removing import Returned
from khidmat.station.states import EntryKind
from khidmat.station.stores import ITEM, WHOLE, ItemStatus, Kind, Move


@as_one
def receive(
    *,
    certificate_id: UUID,
    name: str,
    post: str,
    happened_at: datetime,
    paper: UploadedFile[bytes] | None = None,
    actor: Actor,
    now: datetime,
) -> RoadCertificate:
    """The signed certificate came back: who received the things there, and when. For good is now for good."""
    made = locked_road(certificate_id, actor)
    _check_receipt(made, name, happened_at, now)
    entry = tell(made, road_words.received(made), EntryKind.PROPERTY_OUT, happened_at, actor, now)
    blob = take_file(upload=paper, kind="paper", now=now) if paper else None
    who = _named(made, name.strip())
    signed = RoadSign(kind=Signing.RECEIVED, name=who, post=post.strip(), paper=blob)
    put_sign(made, signed, happened_at, actor, now)
    ROAD.move(made, "receive")
    made.save(update_fields=["status"])
    meet_clocks(made, actor, now)
    if made.purpose in COMES_BACK:
        wait(made, "property.back", actor, now)
    else:
        kind = Move.ENTRUST if made.purpose == Purpose.HOLDER else Move.SETTLE
        for one in made.articles.select_related("item"):
            if one.item.status == ItemStatus.AWAY:
                move(one.item, kind, made, entry, actor)
    record(events.ROAD_RECEIVED, subject=made, actor=actor, at=now, road=str(made))
    return made


def _named(made: RoadCertificate, name: str) -> str:
    """What the signature says of who received it: whom a court named is kept where the database can seal him."""
    if made.purpose == Purpose.OWNER:
        Bond(certificate=made, name=name, rupees=0).save(force_insert=True)
    elif made.purpose == Purpose.HOLDER and not queries.is_holder(made, name):
        said = _("The court gave it to another person. Only the holder named in the order receives it.")
        raise Invalid(_("The receipt is not noted yet."), fields={"name": said})
    return road_words.BY_NAME.get(made.purpose, name)


def _check_receipt(made: RoadCertificate, name: str, happened_at: datetime, now: datetime) -> None:
    if made.status != RoadStatus.ISSUED:
        raise Stale(_("This road certificate is not on the way."))
    wrong = {}
    if not name.strip():
        wrong["name"] = _("Write who received the articles there.")
    elif loose(name) == loose(made.carrier):
        wrong["name"] = _("Who receives them is not who carried them. Two people sign.")
    if not now - OLDEST <= happened_at <= now:
        wrong["hour"] = _("Write when they were received there: not after now, within the last month.")
    if wrong:
        raise Invalid(_("The receipt is not noted yet."), fields=wrong)


@as_one
def bring_back(
    *, item_id: UUID, returned: Returned, happened_at: datetime, actor: Actor, now: datetime
) -> Movement:
    """A thing comes back to its shelf, weighed and counted; what differs from what left becomes a case."""
    item = of_items.locked(item_id, actor, policies.KEEP_STORE)
    if not ITEM.may(item.status, "back"):
        raise Stale(_("This article is not out on a road certificate."))
    last = item.movements.filter(kind=Move.SEND).select_related("certificate").order_by("-number").first()
    if last is None or last.certificate is None:
        raise Stale(_("This article is not out on a road certificate."))
    _check_return(item.kind, item.unit, returned, happened_at, last, now)
    made = last.certificate
    entry = tell(made, road_words.back(made, item), EntryKind.PROPERTY_IN, happened_at, actor, now)
    move(
        item,
        Move.BACK,
        made,
        entry,
        actor,
        weight_mg=returned.weight_mg,
        seals=returned.seals,
        place=returned.place,
        quantity=returned.quantity,
    )
    weigh(item, last.weight_mg, returned.weight_mg, actor, now)
    if returned.quantity != last.quantity:
        counted = plain(last.quantity), plain(returned.quantity)
        open_case(item, Differing.QUANTITY, *counted, actor, now)
    if not returned.intact:
        open_case(item, Differing.SEALS, last.seals, returned.seals, actor, now)
    if not made.articles.filter(item__status__in=[ItemStatus.AWAY, ItemStatus.HELD]).exists():
        meet_clocks(made, actor, now)
    record(events.PROPERTY_BACK, subject=item, actor=actor, at=now, item=str(item), road=str(made))
    return item.movements.get(kind=Move.BACK, certificate=made)


def _check_return(
    kind: str, unit: str, returned: Returned, happened_at: datetime, last: Movement, now: datetime
) -> None:
    wrong = {}
    if returned.quantity <= 0 or (unit in WHOLE and returned.quantity % 1):
        wrong["quantity"] = _("This is not a quantity of it. Count or weigh it again.")
    if kind == Kind.NARCOTIC and not returned.weight_mg:
        wrong["weight"] = _("Weigh it with its wrapping and seals, then write the grams.")
    if not last.happened_at <= happened_at <= now:
        wrong["hour"] = _("It came back after it left, and not after now. Check the hour.")
    if wrong:
        raise Invalid(_("It is not back in the books yet."), fields=wrong)


@as_one
def withdraw(*, certificate_id: UUID, reason: str, actor: Actor, now: datetime) -> RoadCertificate:
    """Withdraw a certificate before anything left on it; it never had a number."""
    made = locked_road(certificate_id, actor)
    if not ROAD.may(made.status, "withdraw"):
        raise Stale(_("This road certificate was signed or withdrawn in the meantime."))
    if len(reason.strip()) < 10:
        said = _("Write in at least 10 letters why.")
        raise Invalid(_("It is not withdrawn."), fields={"reason": said})
    put_sign(made, RoadSign(kind=Signing.WITHDRAWN, reason=reason.strip()[:500]), now, actor, now)
    ROAD.move(made, "withdraw")
    made.save(update_fields=["status"])
    record(events.ROAD_WITHDRAWN, subject=made, actor=actor, at=now, reason=reason.strip()[:500])
    return made


def meet_clocks(made: RoadCertificate, actor: Actor, now: datetime) -> None:
    """What was waited for is there."""
    for one in RoadClock.objects.filter(is_open("clock__"), certificate=made):
        meet(clock_id=one.clock_id, actor=actor, now=now)


@as_one
def print_road(*, certificate_id: UUID, actor: Actor, now: datetime) -> bytes:
    """The certificate on paper, Form 10.17; each print is an event. Raises `NotFound`, `Stale`."""
    made = queries.road(actor, certificate_id, policies.KEEP_STORE)
    if made.number is None:
        raise Stale(_("It has no number before it is signed."))
    paper = road_paper.pdf(made, queries.articles(made), queries.signs(made))
    record(events.ROAD_PRINTED, subject=made, actor=actor, at=now, road=str(made))
    return paper
