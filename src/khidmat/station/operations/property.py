"""What comes into the malkhana. Locks: the case, the diary, the numbers of register XIX, the ledger."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from hashlib import sha256
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from khidmat.audit.public import record
from khidmat.files.public import receive as take_file
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Invalid, Stale
from khidmat.kernel.ids import uuid7
from khidmat.kernel.policy import TABLE
from khidmat.kernel.transactions import as_one
from khidmat.org.public import next_numbers
from khidmat.station import events, label, policies, property_words, register_paper
from khidmat.station.articles import Article
from khidmat.station.models import DiaryDay, DiaryEntry, Fir, Item, ItemPhoto, ItemText, Movement
from khidmat.station.operations.diary import hold, write
from khidmat.station.queries import property as queries
from khidmat.station.queries import registers
from khidmat.station.queries.diary import own_station
from khidmat.station.states import EntryKind
from khidmat.station.stores import GRAM, MOST, WHOLE, Basis, Kind, Move, Unit

#: Photographs of one thing: all sides and the seals.
PHOTOS = 12


@as_one
def deposit(
    *,
    station_id: UUID,
    fir_id: UUID | None,
    kind: str,
    description: str,
    quantity: Decimal,
    unit: str,
    weight_mg: int | None,
    seals: str,
    from_whom: str,
    place: str,
    happened_at: datetime,
    actor: Actor,
    now: datetime,
    basis: str = Basis.CASE,
) -> Item:
    """Put one thing into the malkhana inside the transaction of the act that brought it; the act has been allowed."""
    article = Article(kind, description, quantity, unit, weight_mg, seals, place)
    return deposit_all(
        station_id=station_id,
        fir_id=fir_id,
        articles=[article],
        from_whom=from_whom,
        happened_at=happened_at,
        actor=actor,
        now=now,
        basis=basis,
    )[0]


@as_one
def deposit_all(
    *,
    station_id: UUID,
    fir_id: UUID | None,
    articles: Sequence[Article],
    from_whom: str,
    happened_at: datetime,
    actor: Actor,
    now: datetime,
    basis: str = Basis.CASE,
) -> list[Item]:
    """Put the things of one memo into the malkhana: a serial for each, one diary entry for all, all or none."""
    whole = [_weighed(article) for article in articles]
    _check(whole, basis, fir_id)
    fir = Fir.objects.select_related("transfer").filter(pk=fir_id).first() if fir_id else None
    if fir is not None and hasattr(fir, "transfer"):
        raise Stale(_("This case went to another station; its property is received there."))
    day, year = hold(station_id=station_id, actor=actor, now=now), localdate(now).year
    numbers = next_numbers(office_id=station_id, kind="item", year=year, count=len(whole))
    items = [
        _item(one, station_id, fir, basis, (number, year)) for one, number in zip(whole, numbers, strict=True)
    ]
    entry = _tell(items, fir, happened_at, day, actor, now)
    _write_rows(items, whole, from_whom.strip()[:300], entry, actor)
    record(
        events.PROPERTY_IN,
        subject=items[0],
        actor=actor,
        at=now,
        numbers=property_words.span([str(one) for one in items]),
        count=len(items),
        fir=str(fir or ""),
        digest=_digest(whole, from_whom),
    )
    return items


def _weighed(article: Article) -> Article:
    """A thing counted in grams is as heavy as that, if nobody weighed it with its wrapping."""
    grams = article.unit == Unit.GRAMS and article.weight_mg is None
    weight = int(article.quantity * GRAM) if grams else article.weight_mg
    cut = article.description.strip(), article.seals.strip()[:200], article.place.strip()[:200]
    return replace(article, description=cut[0], weight_mg=weight, seals=cut[1], place=cut[2])


def _check(articles: Sequence[Article], basis: str, fir_id: UUID | None) -> None:
    """Refuse what cannot be kept, each fault beside its field; of many things, by their place in the list."""
    said = [_wrong(article) for article in articles]
    if len(said) == 1:
        wrong: dict[str, str | Promise] = dict(said[0])
    else:
        listed = [f"{n}: {text}" for n, one in enumerate(said, 1) for text in one.values()]
        wrong = {"articles": " ".join(listed)} if listed else {}
    if not articles:
        wrong["articles"] = _("Name at least one article.")
    if basis == Basis.CASE and fir_id is None:
        wrong["fir"] = _("Case property belongs to an FIR. Write its number, or choose another law.")
    if basis == Basis.UNCLAIMED and fir_id is not None:
        wrong["fir"] = _("Unclaimed property belongs to no FIR. Leave the number empty.")
    if basis not in Basis.values:
        wrong["basis"] = _("Choose by which law it is kept.")
    if wrong:
        raise Invalid(_("Nothing was received yet."), fields=wrong)


def _wrong(article: Article) -> dict[str, Promise]:
    found: dict[str, Promise] = {}
    if not article.description:
        found["description"] = _("Write what it is.")
    if article.kind not in Kind.values:
        found["kind"] = _("Choose what kind of property it is.")
    if not 0 < article.quantity <= MOST or article.quantity != round(article.quantity, 3):
        found["quantity"] = _("This is not a quantity. It is more than 0, with up to three decimals.")
    elif article.unit in WHOLE and article.quantity % 1:
        found["quantity"] = _("Pieces, rounds and rupees are whole numbers.")
    if article.unit not in Unit.values or (article.kind == Kind.CASH) != (article.unit == Unit.RUPEES):
        found["unit"] = _("Cash is counted in rupees, everything else in another unit.")
    if article.kind == Kind.NARCOTIC and not article.weight_mg:
        found["weight"] = _("Weigh it with its wrapping and seals. Narcotics are not taken in unweighed.")
    if article.value is not None and (article.kind == Kind.CASH or not 0 < article.value <= MOST):
        found["value"] = _("Write the value in whole rupees, and none for cash: cash is its own.")
    return found


def _item(article: Article, station_id: UUID, fir: Fir | None, basis: str, serial: tuple[int, int]) -> Item:
    """A numbered thing, unsaved; `serial` is its number and year."""
    number, year = serial
    return Item(
        id=uuid7(),
        station_id=station_id,
        year=year,
        number=number,
        fir=fir,
        basis=basis,
        kind=article.kind,
        quantity=article.quantity,
        unit=article.unit,
        weight_mg=article.weight_mg,
        value=article.value,
        seals=article.seals,
    )


def _tell(
    items: Sequence[Item],
    fir: Fir | None,
    happened_at: datetime,
    day: DiaryDay,
    actor: Actor,
    now: datetime,
) -> DiaryEntry:
    text, text_ur = property_words.received([str(one) for one in items], [one.kind for one in items], fir)
    return write(
        station_id=items[0].station_id,
        kind=EntryKind.PROPERTY_IN,
        happened_at=happened_at,
        text=text,
        text_ur=text_ur,
        about_kind="fir" if fir else "item",
        about_id=fir.pk if fir else items[0].pk,
        day=day,
        actor=actor,
        now=now,
    )


def _write_rows(
    items: Sequence[Item], articles: Sequence[Article], from_whom: str, entry: DiaryEntry, actor: Actor
) -> None:
    for item in items:
        item.entry, item.deposited_at, item.recorded_at = entry, entry.happened_at, entry.written_at
        item.by_id, item.role = actor.user, actor.role
    Item.objects.bulk_create(items)
    both = list(zip(items, articles, strict=True))
    ItemText.objects.bulk_create(
        ItemText(item=item, description=one.description, from_whom=from_whom) for item, one in both
    )
    Movement.objects.bulk_create(_first(item, one) for item, one in both)


def _first(item: Item, article: Article) -> Movement:
    return Movement(
        item=item,
        number=1,
        kind=Move.DEPOSIT,
        happened_at=item.deposited_at,
        recorded_at=item.recorded_at,
        quantity=item.quantity,
        balance=item.quantity,
        weight_mg=item.weight_mg,
        seals=item.seals,
        place=article.place,
        entry=item.entry,
        by_id=item.by_id,
        role=item.role,
    )


def _digest(articles: Sequence[Article], from_whom: str) -> str:
    lines = [
        f"{one.kind}|{one.quantity}|{one.unit}|{one.weight_mg}|{one.value}|{one.description}"
        for one in articles
    ]
    return sha256("\n".join([from_whom, *lines]).encode()).hexdigest()


@as_one
def take_in(
    *,
    fir: str,
    basis: str,
    article: Article,
    from_whom: str,
    happened_at: datetime,
    actor: Actor,
    now: datetime,
) -> Item:
    """Receive a thing at the malkhana of the own station, for an FIR written as `12/26` or for none."""
    TABLE.require(actor, policies.KEEP_STORE)
    station = own_station(actor)
    if happened_at > now:
        said = _("This hour has not come yet. Write when it was received.")
        raise Invalid(_("Nothing was received yet."), fields={"hour": said})
    case = queries.case_of(actor, fir) if fir.strip() else None
    return deposit_all(
        station_id=station.pk,
        fir_id=case.pk if case else None,
        articles=[article],
        from_whom=from_whom,
        happened_at=happened_at,
        actor=actor,
        now=now,
        basis=basis,
    )[0]


@as_one
def photograph(*, item_id: UUID, upload: UploadedFile[bytes], actor: Actor, now: datetime) -> ItemPhoto:
    """Add a photograph to a thing of the own store. Raises `NotFound`, `Invalid`."""
    item = queries.locked(item_id, actor, policies.KEEP_STORE)
    number = item.photos.count() + 1
    if number > PHOTOS:
        said = _("There are %(n)s photographs already; there is room for no more.") % {"n": PHOTOS}
        raise Invalid(said, fields={"photo": said})
    blob = take_file(upload=upload, kind="paper", now=now)
    made = ItemPhoto(item=item, number=number, blob=blob, by_id=actor.user, at=now)
    made.save(force_insert=True)
    record(events.PROPERTY_PHOTOGRAPHED, subject=item, actor=actor, at=now, item=str(item))
    return made


@as_one
def look(*, item_id: UUID, actor: Actor, now: datetime) -> queries.Sheet:
    """One thing for a reader; that the words of a sealed case were opened stands in the ledger."""
    found = queries.sheet(actor, item_id)
    if found.sealed and found.text is not None:
        record(events.PROPERTY_OPENED, subject=found.item, actor=actor, at=now, item=str(found.item))
    return found


@as_one
def print_label(*, item_id: UUID, actor: Actor, now: datetime) -> bytes:
    """The label to stick on a thing; each print is an event. Raises `NotFound`."""
    item = queries.item(actor, item_id, policies.KEEP_STORE)
    paper = label.pdf(item)
    record(events.PROPERTY_LABELLED, subject=item, actor=actor, at=now, item=str(item))
    return paper


@as_one
def print_register(*, which: str, code: str, year: str, actor: Actor, now: datetime) -> bytes:
    """Register XIX or XXI of a station and a year on paper; each print is an event. Raises `NotFound`."""
    TABLE.require(actor, policies.READ_STORE)
    if which == "XIX":
        kept = registers.malkhana(actor, code, year, now)
        station, paper = kept.station, register_paper.property_pdf(kept)
    else:
        sent = registers.road_certificates(actor, code, year, now)
        station, paper = sent.station, register_paper.roads_pdf(sent)
    record(events.REGISTER_PRINTED, subject=station, actor=actor, at=now, register=which, office=station.code)
    return paper
