"""What the registers that nobody types are views of: the rows of one station and year, newest first.

A register lies open on the clerk's table: of a sealed case it names nobody and no place.
"""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db.models import Count, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from khidmat.accounts.public import Posting
from khidmat.kernel.roles import POSTED, Role
from khidmat.org.public import Office
from khidmat.station.court_states import CaseState, Outcome
from khidmat.station.models import (
    CaseStep,
    ChargeReport,
    Designation,
    DiaryDay,
    Fir,
    Inquest,
    InquestText,
    Telling,
    Verdict,
)
from khidmat.station.queries.absent import absent, proclaimed
from khidmat.station.queries.registers import Kept, Sent, kept_rows, sent_rows
from khidmat.station.queries.views import Fact, Row, Value, cut, named, withheld, withholding, words_of
from khidmat.station.register_paper import journeys, kept, sent, thing
from khidmat.station.registers import Code
from khidmat.ui.formats import bilingual, date_table, language_or

#: What register XIX says of each time a thing left.
WENT = ("road", "out", "to", "back")


def _states(cases: Sequence[Fir]) -> dict[UUID, str]:
    found = CaseStep.objects.filter(fir__in=cases, current=True).values_list("fir_id", "status")
    return {fir_id: str(CaseState(status).label) for fir_id, status in found}


def firs(station: Office, year: int, most: int | None) -> list[Row]:
    """Register I."""
    found = Fir.objects.filter(station=station, year=year).select_related("entry__day", "complaint__place")
    last = Designation.objects.filter(fir=OuterRef("pk")).order_by("-number")
    found = found.annotate(
        io=Subquery(last.values("officer__name")[:1]), io_ur=Subquery(last.values("officer__name_ur")[:1])
    )
    ones = cut(found.order_by("-number"), most)
    shut, states = withholding(ones), _states(ones)
    told = Telling.objects.filter(complaint__in=[one.complaint_id for one in ones if one.pk not in shut])
    names = {one.complaint_id: one.name or one.described for one in told}
    return [
        Row(
            {
                "number": str(one),
                "at": one.registered_at,
                "entry": f"{one.entry.number} / {date_table(one.entry.day.day)}",
                "informant": withheld() if one.pk in shut else names.get(one.complaint_id, ""),
                "sections": one.sections,
                "place": withheld() if one.pk in shut else _place(one),
                "officer": _officer(one),
                "result": states.get(one.pk, ""),
            },
            reverse("station:fir", args=[one.pk]),
        )
        for one in ones
    ]


def _officer(one: Fir) -> str:
    names = [str(getattr(one, part) or "") for part in ("io", "io_ur")]
    return names[0] if language_or() == "en" else names[1] or names[0]


def _place(one: Fir) -> str:
    told = one.complaint
    return told.place_text or (bilingual(told.place) if told.place else "")


def days(station: Office, year: int, most: int | None) -> list[Row]:
    """Register II: each day; its entries are on its own page."""
    found = DiaryDay.objects.filter(station=station, day__year=year).select_related("opened_by", "closed_by")
    return [
        Row(
            {
                "day": one.day,
                "opened": one.opened_at,
                "by": bilingual(one.opened_by) if one.opened_by else "",
                "entries": getattr(one, "written", 0),
                "closed": one.closed_at,
                "closer": bilingual(one.closed_by) if one.closed_by else "",
                "cash": one.cash,
            },
            reverse("station:day", args=[one.pk]),
        )
        for one in cut(found.annotate(written=Count("entries")).order_by("-day"), most)
    ]


def counted(station: Office, year: int, most: int | None) -> list[Row]:
    """What of register XX stands in the diary: the cash as it was counted at the close."""
    found = DiaryDay.objects.filter(station=station, day__year=year, cash__isnull=False)
    return [
        Row(
            {"day": one.day, "cash": one.cash, "closer": bilingual(one.closed_by)},
            reverse("station:day", args=[one.pk]),
        )
        for one in cut(found.select_related("closed_by").order_by("-day"), most)
    ]


def inquests(station: Office, year: int, most: int | None) -> list[Row]:
    """Register VI, its inquests."""
    found = Inquest.objects.filter(station=station, year=year).select_related("fir", "by", "entry__day")
    ones = cut(found.order_by("-number"), most)
    shut = withholding(one.fir for one in ones if one.fir)
    texts = {
        text.inquest_id: text
        for text in InquestText.objects.filter(inquest__in=[one for one in ones if one.fir_id not in shut])
    }
    return [_inquest(one, texts.get(one.pk)) for one in ones]


def _inquest(one: Inquest, text: InquestText | None) -> Row:
    return Row(
        {
            "number": str(one),
            "informed": one.informed_at,
            "who": text.deceased if text else withheld(),
            "place": text.place if text else withheld(),
            "form": text.get_form_display() if text else "",
            "magistrate": text.magistrate if text else "",
            "fir": str(one.fir) if one.fir else "",
            "officer": bilingual(one.by),
            "entry": f"{one.entry.number} / {date_table(one.entry.day.day)}",
        },
        reverse("station:inquest", args=[one.pk]),
    )


def village_crime(station: Office, year: int, most: int | None) -> list[Row]:
    """Register IX, part II: the cases of each place of the gazetteer, place by place."""
    found = Fir.objects.filter(station=station, year=year, complaint__place__isnull=False)
    ones = cut(found.select_related("complaint__place").order_by("complaint__place__name", "-number"), most)
    shut, states = withholding(ones), _states(ones)
    return [
        Row(
            {
                "village": withheld() if one.pk in shut else bilingual(one.complaint.place),
                "fir": str(one),
                "at": localdate(one.registered_at),
                "sections": one.sections,
                "result": states.get(one.pk, ""),
            },
            reverse("station:fir", args=[one.pk]),
        )
        for one in ones
    ]


def convictions(station: Office, year: int, most: int | None) -> list[Row]:
    """Register IX, part V: the verdicts that count now; an acquittal on appeal takes the line out."""
    later = Verdict.objects.filter(charge=OuterRef("charge")).order_by("-number").values("pk")[:1]
    found = Verdict.objects.filter(
        outcome=Outcome.CONVICTED, charge__fir__station=station, decided_on__year=year, pk=Subquery(later)
    ).select_related("charge__fir__complaint__place")
    ones = cut(found.order_by("-decided_on", "-charge__number", "pk"), most)
    shut = withholding(one.charge.fir for one in ones)
    texts = words_of([one.charge.accused_id for one in ones], shut)
    return [
        Row(
            {
                "village": withheld() if one.charge.fir_id in shut else _place(one.charge.fir),
                "fir": str(one.charge.fir),
                "who": named(texts.get(one.charge.accused_id)),
                "section": one.charge.written,
                "decided": one.decided_on,
            },
            reverse("station:court", args=[one.charge.fir_id]),
        )
        for one in ones
    ]


def roll(station: Office, year: int, most: int | None) -> list[Row]:
    """Register XVI, the nominal roll: who was posted to the station in this year."""
    ends = Q(period__endswith=None) | Q(period__endswith__year__gte=year)
    found = Posting.objects.filter(ends, office=station, role__in=POSTED, period__startswith__year__lte=year)
    return [
        Row(
            {
                "name": bilingual(one.user),
                "role": str(Role(one.role).label),
                "since": localdate(one.period.lower),
                "until": localdate(one.period.upper) if one.period.upper else None,
            }
        )
        for one in cut(found.select_related("user").order_by("-period", "pk"), most)
    ]


def items(station: Office, year: int, most: int | None) -> list[Row]:
    """Register XIX, in the words of its print."""
    return [
        Row(_item(one), reverse("station:item", args=[one.item.pk])) for one in kept_rows(station, year, most)
    ]


def _item(one: Kept) -> dict[str, Value]:
    line = {name: said for name, said in kept(one).items() if isinstance(said, str)}
    moves = [" ".join(filter(None, map(road.get, WENT))) for road in journeys(one.movements)]
    return {
        "number": str(one.item),
        "received": localdate(one.item.deposited_at),
        "case": line["case"],
        "giver": line["from"],
        "what": "، ".join(line[part] for part in ("what", "much", "seals") if line[part]),
        "place": line["place"],
        "roads": "؛ ".join(moves),
        "ended": " ".join(line[part] for part in ("end", "order") if line[part]),
    }


def roads(station: Office, year: int, most: int | None) -> list[Row]:
    """Register XXI, in the words of its print."""
    return [
        Row(_road(one), reverse("station:road", args=[one.road.pk])) for one in sent_rows(station, year, most)
    ]


def _road(one: Sent) -> dict[str, Value]:
    line = {name: said for name, said in sent(one).items() if isinstance(said, str)}
    things = ["، ".join(part for part in thing(each).values() if part) for each in one.articles]
    return {
        **{name: line[name] for name in ("number", "carrier", "to", "why", "receiver")},
        "left": one.issued.at,
        "what": "؛ ".join(things),
        "received": one.received.happened_at if one.received else None,
        "back": localdate(one.back) if one.back else None,
    }


def charges(station: Office, year: int, most: int | None) -> list[Row]:
    """Register XXV."""
    found = ChargeReport.objects.filter(station=station, year=year).select_related(
        "by", "absent", "taken__by"
    )
    return [_charge(one) for one in cut(found.order_by("-number"), most)]


def _charge(one: ChargeReport) -> Row:
    taken = getattr(one, "taken", None)
    return Row(
        {
            "number": str(one),
            "at": one.at,
            "post": str(Role(one.role).label),
            "outgoing": _outgoing(one),
            "incoming": bilingual(taken.by) if taken else "",
            "taken": taken.at if taken else None,
            "property": f"{one.stored} / {one.away} / {one.held}",
            "weapons": f"{one.weapons} / {one.deposits}",
            "cash": one.cash,
            "cases": one.cases,
            "prisoners": one.prisoners,
            "keys": " · ".join(
                part
                for part in (
                    one.keys,
                    one.because,
                    one.witness_1,
                    one.witness_2,
                    one.remarks,
                    taken.remarks if taken else "",
                )
                if part
            ),
        },
        "" if taken else reverse("station:take_charge", args=[one.pk]),
    )


def _outgoing(one: ChargeReport) -> str:
    """Who hands over; of who cannot sign, his superior in his own name."""
    if one.absent is None:
        return bilingual(one.by)
    names = {"absent": bilingual(one.absent), "signer": bilingual(one.by)}
    return _("%(absent)s, who could not sign; signed by %(signer)s") % names


FACTS: Mapping[Code, Fact] = {
    "absent": absent,
    "charges": charges,
    "convictions": convictions,
    "counted": counted,
    "days": days,
    "firs": firs,
    "inquests": inquests,
    "items": items,
    "proclaimed": proclaimed,
    "roads": roads,
    "roll": roll,
    "village_crime": village_crime,
}
