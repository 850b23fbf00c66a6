"""Register IV: who was not there when his challan passed, and whom a court declared a proclaimed offender."""

from datetime import datetime

from django.db.models import F, OuterRef, Subquery
from django.urls import reverse
from django.utils.timezone import localdate

from khidmat.org.public import Office
from khidmat.station.court_states import AbsconderAct, Standing
from khidmat.station.models import (
    AbsconderOrder,
    AccusedText,
    Arrest,
    CaseStep,
    CourtCase,
    ReportAccused,
)
from khidmat.station.queries.absconding import PUBLISHED
from khidmat.station.queries.views import Row, cut, named, withholding, words_of
from khidmat.ui.formats import date_table

PASSED = ("pass", "pass_interim")


def absent(station: Office, year: int, most: int | None) -> list[Row]:
    """Register IV: who was not arrested when the last report that passed the prosecutor was written."""
    passed = CaseStep.objects.filter(fir=OuterRef("report__fir"), name__in=PASSED).order_by("-number")
    found = ReportAccused.objects.filter(
        report__fir__station=station, standing=Standing.ABSENT, accused__struck__isnull=True
    ).annotate(
        counts=Subquery(passed.values("report_id")[:1]),
        passed=Subquery(passed.values("at")[:1]),
        court=Subquery(
            CourtCase.objects.filter(fir=OuterRef("report__fir")).order_by("-number").values("court")[:1]
        ),
        held=Subquery(
            Arrest.objects.filter(accused=OuterRef("accused"))
            .order_by("-arrested_at")
            .values("arrested_at")[:1]
        ),
    )
    mine = found.filter(counts=F("report_id"), passed__year=year).select_related("report__fir")
    ones = cut(mine.order_by("-passed", "-accused__number", "pk"), most)
    cases = [one.report.fir for one in ones]
    words = words_of([one.accused_id for one in ones], withholding(cases))
    return [_absent(one, words.get(one.accused_id)) for one in ones]


def _absent(one: ReportAccused, text: AccusedText | None) -> Row:
    case, held = one.report.fir, getattr(one, "held", None)
    passed: datetime = getattr(one, "passed", case.registered_at)
    return Row(
        {
            "fir": str(case),
            "at": localdate(case.registered_at),
            "sections": case.sections,
            "who": named(text),
            "address": text.address if text else "",
            "described": text.described if text else "",
            "report": localdate(passed),
            "court": getattr(one, "court", "") or "",
            "arrested": localdate(held) if held else None,
        },
        reverse("station:court", args=[case.pk]),
    )


def proclaimed(station: Office, year: int, most: int | None) -> list[Row]:
    """Register IV: whom a court declared, until he is held or the court recalls it."""
    declared = AbsconderOrder.objects.filter(
        fir__station=station, kind=AbsconderAct.DECLARE, ordered_on__year=year
    )
    held = Arrest.objects.filter(
        accused=OuterRef("absconder__accused"), arrested_at__date__gte=OuterRef("absconder__ordered_on")
    )
    found = declared.annotate(held=Subquery(held.order_by("-arrested_at").values("arrested_at")[:1]))
    found = found.select_related("fir", "absconder").prefetch_related("absconder__orders")
    ones = cut(found.order_by("-ordered_on", "-at", "pk"), most)
    words = words_of([one.absconder.accused_id for one in ones], withholding(one.fir for one in ones))
    return [_proclaimed(one, words.get(one.absconder.accused_id)) for one in ones]


def _proclaimed(one: AbsconderOrder, text: AccusedText | None) -> Row:
    case, called, held = one.fir, one.absconder, getattr(one, "held", None)
    return Row(
        {
            "fir": str(case),
            "sections": case.sections,
            "who": named(text),
            "address": "، ".join(filter(None, (text.address, text.described))) if text else "",
            "published": max(getattr(called, name) for name in PUBLISHED),
            "order": f"{one.court}، {one.order_no}",
            "declared": one.ordered_on,
            "attached": _days(one, AbsconderAct.ATTACH),
            "ended": "، ".join(
                filter(None, (date_table(localdate(held)) if held else "", _days(one, AbsconderAct.RECALL)))
            ),
        },
        reverse("station:court", args=[case.pk]),
    )


def _days(one: AbsconderOrder, kind: AbsconderAct) -> str:
    days = sorted(each.ordered_on for each in one.absconder.orders.all() if each.kind == kind)
    return "، ".join(date_table(day) for day in days)
