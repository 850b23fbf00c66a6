"""The first case of a station is investigated: place, witnesses, what was recovered, the case diary."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from khidmat.kernel.actor import Actor
from khidmat.station import public as station

PLAN = "دکان کا دروازہ: نقطہ 1\nسائیکل کھڑی تھی: نقطہ 2، دروازے سے 6 فٹ\nکیمرہ: نقطہ 3، نقطہ 2 سے 20 فٹ"
LOOKED = "موقع ملاحظہ کیا۔ نقشہ موقع بلا سکیل تیار کیا۔ سامنے کی دکان کے کیمرے کی فلم طلب کی۔"
HEARD = "مدعی اور دکان دار کے بیان لیے۔ دونوں نے ایک لڑکے کو سائیکل لے جاتے دیکھنے کا بتایا۔"
FOUND = "اطلاع پر بس اڈے کے پاس سے سائیکل برآمد ہوئی۔ فرد مقبوضگی مرتب کی، سائیکل مال خانے میں جمع کروائی۔"


def investigated(case: UUID, officer: Actor, which: int) -> Callable[[datetime], None]:
    """What the officer does in the first case on one of the days; each ends in a leaf of the case diary."""
    act, places, words = (
        (_looked, "سبزی منڈی", LOOKED),
        (_heard, "", HEARD),
        (_found, "بس اڈہ", FOUND),
    )[which]

    def done(now: datetime) -> None:
        act(case, officer, now)
        hours = {
            "informed_at": now - timedelta(hours=1),
            "began_at": now - timedelta(minutes=50),
            "ended_at": now,
        }
        station.write_zimni(fir_id=case, places=places, circumstances=words, actor=officer, now=now, **hours)

    return done


def _looked(case: UUID, officer: Actor, now: datetime) -> None:
    station.plan(fir_id=case, drawn_at=now, scaled=False, text=PLAN, paper=None, actor=officer, now=now)


def _heard(case: UUID, officer: Actor, now: datetime) -> None:
    heard = (
        (station.Somebody(kind="complainant", name="بلال احمد", father="محمد اکرم"), "سائیکل میری ہے۔"),
        (station.Somebody(kind="eyewitness", name="محمد یوسف", father="غلام رسول"), "لڑکے کو لے جاتے دیکھا۔"),
    )
    for who, text in heard:
        hear(case, who, text, officer, now)


def _found(case: UUID, officer: Actor, now: datetime) -> None:
    two = (
        station.Somebody(kind="memo", name="محمد یوسف", father="غلام رسول"),
        station.Somebody(kind="memo", name="نذیر احمد", father="بشیر احمد"),
    )
    station.memo(
        fir_id=case,
        kind="seizure",
        happened_at=now - timedelta(minutes=20),
        place="بس اڈہ قصور",
        from_whom="لاوارث کھڑی ملی",
        text="سائیکل سہراب، سیاہ، مدعی نے پہچانی۔ روبرو گواہان قبضے میں لی۔",
        articles=[station.Article("other", "سائیکل سہراب، سیاہ", value=12_000)],
        witnesses=two,
        actor=officer,
        now=now,
    )


def hear(case: UUID, who: station.Somebody, text: str, officer: Actor, now: datetime) -> None:
    """A statement to the officer (161), in Punjabi."""
    station.statement(
        fir_id=case,
        who=who,
        law="161",
        language="پنجابی",
        taken_at=now,
        presence="",
        present="",
        recorded="",
        consent=False,
        court="",
        text=text,
        actor=officer,
        now=now,
    )
