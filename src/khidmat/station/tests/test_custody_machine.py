"""Any order of arresting, moving, producing, remanding, escaping and releasing, at two stations, by clocks that differ.

The same man is arrested in several cases and let go in any order. After every step the books are compared with
themselves: nobody is held without a basis, in two places, in the wrong cell, for too long by order, by no case, or let
go by nobody's word.
"""

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule, run_state_machine_as_test

from khidmat.kernel.errors import DomainError
from khidmat.station.custody_states import ENDED, Stands
from khidmat.station.models import Accused, Arrest, Custody, Escape, Fir, Release, Remand
from khidmat.station.operations import accused as naming
from khidmat.station.operations import arresting, desk, diary, escaping, holding, remanding, sending
from khidmat.station.operations import fir as firs
from khidmat.station.queries import custody as queries
from khidmat.station.queries import fir as of_firs
from khidmat.station.tests.machines import Undone
from khidmat.station.tests.test_custody import MAN, ORDER, PAPER, WOMAN
from khidmat.station.tests.test_desk import THEFT
from khidmat.station.typed import Typed, Who
from khidmat.ui.formats import KARACHI

pytestmark = pytest.mark.django_db
NAMES = ("rashid", "ali", "aslam", "zahid", "tariq", "hina", "saima")
#: "": who ought to do it.
WHO = st.sampled_from(["", "", "", "", *NAMES])
#: Of station A and B: who takes a complaint down, who registers it, who investigates.
HANDS = (("saima", "rashid", "aslam"), ("zahid", "zahid", "tariq"))
WHICH = st.integers(0, 30)
#: The same man is named with his number, and without it, in several cases.
NAMED = (
    Who(name="محمد اکرم", cnic="01234-5678903-1", age="30"),
    Who(name="محمد اکرم", cnic="01234-5678903-1"),
    Who(name="شازیہ", cnic="01234-5678904-2", age="28"),
    Who(name="علی", age="15"),
    Who(described="unknown, dark, tall"),
)
TAKEN = (
    MAN,
    WOMAN,
    replace(MAN, **PAPER),
    replace(MAN, ground="obstructs", age="16"),
    replace(MAN, gender="transgender"),
)
HOURS = st.sampled_from(["", "", "24/11/2026 09:30", "25/11/2026 03:00", "کل شام", "31/12/2030 10:00"])
PLACES = st.sampled_from(["lock_up", "lock_up", "court", "court", "hospital", "jail", "released"])
CELLS = st.sampled_from(["1", "2", "3", ""])
AT_COMMIT = """station_arrest_is_whole, station_age_holds_apart, station_custody_for_a_case, station_arrest_of_a_body"""
CASES = 4


class Held(Undone):
    """Two stations and an hour that also runs backwards, as between two machines."""

    def __init__(self) -> None:
        super().__init__()
        for which in (0, 1):
            self.tells(which)
            self.names(which, 2 * which)
            self.arrests("", which, TAKEN[which], "")

    def attempt(self, act: Any, who: str, **how: Any) -> Any:
        """Do it, or be refused with a sentence; the database's own refusal would be a gap in the program."""
        try:
            with transaction.atomic():
                done = act(actor=self.people[who], now=self.now, **how)
                with connection.cursor() as cursor:  # what a commit would look at
                    cursor.execute(f"set constraints {AT_COMMIT} immediate")
                    cursor.execute(f"set constraints {AT_COMMIT} deferred")
                return done
        except DomainError:
            return None

    def one(self, model: Any, which: int) -> Any:
        found = list(model.objects.order_by("pk"))
        return found[which % len(found)] if found else None

    @rule(hours=st.sampled_from([-3, -1, 1, 4, 11, 25, 24 * 6, 24 * 16]))
    def time_passes(self, hours: int) -> None:
        """The next roll-call lists who is held."""
        self.now += timedelta(hours=hours)
        for who in ("rashid", "zahid"):
            day = self.attempt(diary.open_day, who, prisoners="")
            said = day.entries.get(number=1).text_ur if day else ""
            assert not day or all(line in said for _english, line in queries.prisoners(day.station_id))

    @rule(which=st.integers(0, 1))
    def tells(self, which: int) -> None:
        if Fir.objects.count() < CASES:
            taker, keeper, officer = HANDS[which]
            told = desk.take(told=THEFT, actor=self.people[taker], now=self.now)
            typed = Typed(THEFT.offences, self.people[officer].user_id)
            firs.register(complaint_id=told.pk, typed=typed, actor=self.people[keeper], now=self.now)

    @rule(which=WHICH, who=st.integers(0, len(NAMED) - 1))
    def names(self, which: int, who: int) -> None:
        fir = self.one(Fir, which)
        self.attempt(naming.add, self.at(fir)[0], fir_id=fir.pk, typed=NAMED[who])

    @rule(
        who=st.sampled_from(["", "", "", "aslam", "tariq", "rashid"]),
        which=WHICH,
        taken=st.sampled_from(TAKEN),
        hour=HOURS,
    )
    def arrests(self, who: str, which: int, taken: Any, hour: str) -> None:
        one = self.one(Accused, which)
        who = who or self.at(one.fir)[1]
        self.attempt(arresting.arrest, who, accused_id=one.pk, taken=replace(taken, hour=hour))

    @rule(which=WHICH, case=WHICH, hour=HOURS)
    def is_arrested_in_a_further_case(self, which: int, case: int, hour: str) -> None:
        """By who investigates that one, wherever the body is."""
        held = list(Custody.objects.exclude(person=None).exclude(status__in=ENDED).order_by("pk"))
        fir = self.one(Fir, case)
        if not held:
            return
        body = held[which % len(held)]
        named = next(one for one in NAMED if one.cnic.endswith("2") == (body.gender == "woman"))
        clerk, officer = self.at(fir)
        who = self.attempt(naming.add, clerk, fir_id=fir.pk, typed=named)
        taken = replace(WOMAN if body.gender == "woman" else MAN, gender=body.gender, hour=hour)
        if who is not None:
            self.attempt(arresting.arrest, officer, accused_id=who.pk, taken=taken)

    @rule(who=WHO, which=WHICH, to=PLACES, cell=CELLS, by_women=st.booleans(), hour=HOURS)
    def moves(self, who: str, which: int, to: str, cell: str, by_women: bool, hour: str) -> None:  # noqa: FBT001
        if one := self.one(Arrest, which):
            how = {"to": to, "cell": cell, "by_women": by_women, "hour": hour, "escort": "محرر 12"}
            self.attempt(holding.move, who or self.keeper(one), arrest_id=one.pk, **how)

    @rule(which=WHICH, journey=st.sampled_from([0, 40]), hour=HOURS)
    def stands_before_the_magistrate(self, which: int, journey: int, hour: str) -> None:
        """The way there and the hearing, as on most days."""
        if one := self.one(Arrest, which):
            clerk, officer = self.keeper(one), self.at(one.fir)[1]
            way = {"to": "court", "by_women": True, "escort": "محرر 12"}
            self.attempt(holding.move, clerk, arrest_id=one.pk, **way)
            said = {"magistrate": "MFC", "journey": journey, "hour": hour}
            self.attempt(remanding.produce, officer, arrest_id=one.pk, **said)

    @rule(
        which=WHICH,
        kind=st.sampled_from(["police", "police", "judicial"]),
        days=st.integers(0, 16),
        exceptional=st.sampled_from(["", "", "qatl"]),
    )
    def is_remanded(self, which: int, kind: str, days: int, exceptional: str) -> None:
        self.stands_before_the_magistrate(which, 0, "")
        if one := self.one(Arrest, which):
            how = {**ORDER, "kind": kind, "days": days, "exceptional": exceptional}
            self.attempt(remanding.remand, self.at(one.fir)[1], arrest_id=one.pk, **how)

    @rule(who=WHO, which=WHICH, authority=st.sampled_from(["", "bail", "court", "king"]))
    def is_released(self, who: str, which: int, authority: str) -> None:
        if one := self.one(Arrest, which):
            how = {"authority": authority, "reference": "7", "returned_to": "خود"}
            self.attempt(remanding.release, who or self.keeper(one), arrest_id=one.pk, **how)

    @rule(who=WHO, which=WHICH, hour=HOURS)
    def escapes(self, who: str, which: int, hour: str) -> None:
        if one := self.one(Arrest, which):
            how = {"from_whom": "سپاہی ارشد 1122", "told": "ہتھکڑی چھڑا کر بھاگ گیا۔", "hour": hour}
            self.attempt(escaping.escape, who or self.keeper(one), arrest_id=one.pk, **how)

    @rule(
        which=WHICH,
        stated=st.sampled_from(["14", "25"]),
        basis=st.sampled_from(["seen", "court"]),
        cell=CELLS,
    )
    def an_age_is_noted(self, which: int, stated: str, basis: str, cell: str) -> None:
        one = self.one(Accused, which)
        how = {"stated": stated, "basis": basis, "paper": "7/26", "cell": cell}
        self.attempt(naming.note_age, self.at(one.fir)[0], accused_id=one.pk, **how)

    @rule(who=WHO, which=WHICH)
    def is_struck(self, who: str, which: int) -> None:
        one = self.one(Accused, which)
        who = who or self.at(one.fir)[1]
        self.attempt(naming.strike, who, accused_id=one.pk, reason="named by mistake")

    @rule(which=WHICH)
    def the_case_is_sent_to_the_other_station(self, which: int) -> None:
        fir, stations = self.one(Fir, which), {one.station for one in Fir.objects.all()}
        there = next(iter(stations - {fir.station}))
        self.attempt(sending.send, "hina", fir_id=fir.pk, station=there, reason="It happened over there.")

    @rule(which=WHICH, status=st.sampled_from(["released", "escaped", "jail", "lock_up", "with_officer"]))
    def thieves_write_in_the_books(self, which: int, status: str) -> None:
        """Past every operation: somebody is let go or brought elsewhere by a stroke."""
        one, body = self.one(Arrest, which), self.one(Custody, which)
        if one and status in ("released", "escaped") and one.status != status:
            with pytest.raises(DatabaseError), transaction.atomic():
                Arrest.objects.filter(pk=one.pk).update(status=status)
        if body and body.status != status:
            with pytest.raises(DatabaseError), transaction.atomic():
                Custody.objects.filter(pk=body.pk).update(status=status, moves=body.moves + 1)

    def at(self, fir: Fir) -> tuple[str, str]:
        """The clerk and the officer of a case's station."""
        return HANDS[fir.station.code != "KSR-PS-01"][1:]

    def keeper(self, one: Arrest) -> str:
        """The clerk where the body is."""
        return HANDS[one.custody.station.code != "KSR-PS-01"][1]

    @invariant()
    def nobody_is_arrested_without_a_basis(self) -> None:
        for one in Arrest.objects.select_related("fir__complaint", "entry"):
            assert (one.entry.kind, one.entry.station_id) == ("arrest", one.fir.station_id)
            assert one.arrested_at <= one.recorded_at
            if one.basis == "section_54":
                assert one.ground != "concerned" or one.arrested_at >= one.fir.complaint.taken_at
            else:
                assert one.paper_on <= one.arrested_at.astimezone(KARACHI).date()

    @invariant()
    def everybody_is_in_one_place(self) -> None:
        for body in Custody.objects.all():
            last = body.whereabouts.order_by("-number").first()
            says = (last.place_kind, last.cell, last.at) if last else ("with_officer", "", body.since)
            assert (body.status, body.cell, body.moved_at) == says
        known = Custody.objects.exclude(status__in=ENDED).exclude(person=None)
        assert known.count() == known.values("person").distinct().count()

    @invariant()
    def a_body_is_held_by_the_cases_of_one_person(self) -> None:
        for body in Custody.objects.all():
            ones = list(body.arrests.select_related("accused"))
            cases = [one.fir_id for one in ones if one.status == Stands.HELD]
            assert bool(cases) == (body.status not in ENDED)
            assert len(cases) == len(set(cases))
            assert {one.accused.person_id for one in ones} == {body.person_id}
            assert body.person_id or len(ones) == 1

    @invariant()
    def twenty_four_hours_run_in_each_case_until_the_magistrate_or_the_end(self) -> None:
        for one in Arrest.objects.all():
            clock = one.clocks.get(clock__rule="custody.produce").clock
            runs = clock.met_at is None and clock.cancelled_at is None
            assert runs == (one.status == Stands.HELD and not one.productions.exists())
            if runs:
                assert clock.due_at == one.arrested_at + timedelta(hours=24)

    @invariant()
    def police_custody_is_fifteen_days_and_a_womans_by_exception(self) -> None:
        days = Counter()
        for made in Remand.objects.filter(kind="police").select_related("arrest__accused", "arrest__custody"):
            who = made.arrest.accused
            days[made.fir_id, who.person_id or who.pk] += made.days
            assert made.arrest.custody.gender != "woman" or made.exceptional
        assert not days or max(days.values()) <= 15

    @invariant()
    def nobody_is_gone_without_a_word(self) -> None:
        for one in Arrest.objects.exclude(status=Stands.HELD).select_related("fir"):
            with of_firs.unsealed(one.fir):
                released = Release.objects.filter(arrest=one).exists()
                assert released == (one.status == Stands.RELEASED)
                assert released or Escape.objects.filter(custody=one.custody_id).exists()

    @invariant()
    def each_class_has_its_own_cell(self) -> None:
        there = Custody.objects.filter(status="lock_up")
        for body in there:
            assert body.held_as == queries.class_of(body)
            assert len({queries.is_child(one.accused_id) for one in queries.holding(body)}) == 1
        cells = {(one.station_id, one.cell, one.held_as) for one in there}
        assert len(cells) == len({cell[:2] for cell in cells})


def test_custody_is_lawful_whatever_happens_in_whatever_order(cast, now: datetime) -> None:
    people = {name: getattr(cast, name) for name in NAMES}
    run_state_machine_as_test(
        type("Bound", (Held,), {"people": people, "start": now}),
        settings=settings(
            max_examples=6,
            stateful_step_count=40,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
