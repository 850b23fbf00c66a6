"""A few whole cases by the cast, committed: something in every table that the verification reads."""

from datetime import datetime, timedelta
from typing import Any

from khidmat.org.public import office
from khidmat.station.articles import Article
from khidmat.station.counts import Found
from khidmat.station.deaths import Seen
from khidmat.station.evidence import Somebody
from khidmat.station.models import CountLine, Fir
from khidmat.station.operations import (
    counting,
    desk,
    differing,
    inquest,
    papers,
    returning,
    roads,
    supervising,
    trying,
    zimni,
)  # fmt: skip
from khidmat.station.operations import fir as firs
from khidmat.station.operations import property as store
from khidmat.station.removing import Leaving, Returned, Road
from khidmat.station.tests.casework import Work
from khidmat.station.tests.conftest import HEARD
from khidmat.station.tests.test_custody import WOMAN, Case
from khidmat.station.tests.test_desk import CHILD, THEFT
from khidmat.station.told import Told
from khidmat.station.typed import Typed

HOUR = timedelta(hours=1)
#: A name that stands nowhere by chance.
SEALED = "زقفنبرہ"


def tried(cast: Any, now: datetime) -> Fir:
    """Convicted, after his arrest in the case of the same hour."""
    work = Work(cast, now).case().in_court()
    work.charge()
    trying.hear(
        fir_id=work.fir.pk, held_on=now.date(), what="A witness was heard.", actor=cast.javed, now=now
    )
    work.judge()
    return work.fir


def held(cast: Any, now: datetime) -> Fir:
    """Arrested, in the lock-up, produced, remanded, and written of."""
    case = Case(cast, now)
    one = case.arrest(one=case.name(name="محمد سلیم"))
    case.move(one)
    case.produce(one)
    case.remand(one, 5)
    case.move(one)
    woman = case.arrest(WOMAN, case.name(name="نسرین"))
    case.move(woman, cell="2")
    hours = dict.fromkeys(("informed_at", "began_at", "ended_at"), now)
    for _leaf in range(2):
        said = {"places": "", "circumstances": "دریافت ہوئی", **hours}
        zimni.write(fir_id=case.fir.pk, actor=cast.aslam, now=now + HOUR, **said)
    return case.fir


def written(cast: Any, fir: Fir, now: datetime) -> None:
    """A paper of every kind that has a number of its own."""
    act = {"fir_id": fir.pk, "now": now}
    papers.statement(who=Somebody(name="گواہ"), taken_at=now, actor=cast.aslam, **HEARD, **act)
    firs.add(kind="supplementary", stated_by="مدعی", text="مزید بیان", actor=cast.rashid, **act)
    supervising.review(remarks="File seen.", directions="", actor=cast.farah, **act)
    words = dict.fromkeys(("deceased", "place", "magistrate", "first", "seen", "opinion"), "الف ب")
    hours = dict.fromkeys(("informed_at", "told_at", "began_at"), now)
    inquest.hold_inquest(seen=Seen(form="natural", second="ج", **words, **hours), actor=cast.aslam, **act)


def kept(cast: Any, fir: Fir, now: datetime) -> None:
    """A pistol that went to the laboratory and came back broken, a bicycle from a memo, a count."""
    how = {"station_id": fir.station_id, "fir_id": fir.pk, "from_whom": "", "happened_at": now}
    pistol = store.deposit_all(articles=[Article("weapon", "پستول")], actor=cast.rashid, now=now, **how)[0]
    # Two keepers signed for it, so it may leave.
    differing.countersign(item_id=pistol.pk, weight_mg=None, actor=cast.ali, now=now)
    asked = Road("laboratory", "PFSA", "سپاہی 412", [Leaving(str(pistol))])
    made = roads.prepare(road=asked, actor=cast.rashid, now=now)
    roads.sign(certificate_id=made.pk, actor=cast.ali, now=now)
    there = {"name": "ڈاکٹر", "post": "", "happened_at": now}
    returning.receive(certificate_id=made.pk, actor=cast.rashid, now=now, **there)
    back = Returned(pistol.quantity, intact=False)
    returning.bring_back(item_id=pistol.pk, returned=back, happened_at=now, actor=cast.rashid, now=now)
    papers.memo(
        fir_id=fir.pk, kind="recovery", happened_at=now, place="گھر", from_whom="", text="برآمد ہوا",
        articles=[Article("vehicle", "سائیکل")], witnesses=(Somebody(name="الف"), Somebody(name="ب")),
        actor=cast.aslam, now=now + HOUR,
    )  # fmt: skip
    bicycle = Road("court", "MFC", "سپاہی 412", [Leaving("2/26")])
    roads.prepare(road=bicycle, actor=cast.rashid, now=now + HOUR)
    count = counting.begin(station=office("KSR-PS-01"), kind="full", size=1, actor=cast.rashid, now=now)
    finds = [Found(line.pk, "present") for line in CountLine.objects.filter(count=count)]
    counting.find(count_id=count.pk, finds=finds, actor=cast.rashid, now=now)
    counting.close(count_id=count.pk, actor=cast.rashid, now=now)


def sealed(cast: Any, now: datetime) -> None:
    """A missing child that was registered, and one that waits."""
    told = Told(told=CHILD.told, matter="missing_child", name=SEALED, mobile="0300 0000001")
    child = desk.take(told=told, actor=cast.saima, now=now)
    firs.register(
        complaint_id=child.pk, typed=Typed("364-A PPC", cast.aslam.user_id), actor=cast.ali, now=now
    )
    desk.take(told=CHILD, actor=cast.saima, now=now)
    desk.take(told=THEFT, actor=cast.saima, now=now)


def make(cast: Any, now: datetime) -> None:
    """All of it."""
    tried(cast, now)
    fir = held(cast, now)
    for officer in (cast.ali, cast.aslam):
        how = {"officer_id": officer.user_id, "reason": "On leave for a week.", "actor": cast.ali}
        firs.designate(fir_id=fir.pk, **how, now=now + HOUR)
    written(cast, fir, now + HOUR)
    kept(cast, fir, now + HOUR)
    sealed(cast, now + HOUR)
