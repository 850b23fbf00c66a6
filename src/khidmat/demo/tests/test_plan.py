"""The plan of the demo: always the same, every stage in it, every act at a time when people work."""

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random

import pytest

from khidmat.demo.caseload import records
from khidmat.demo.cast import CITIZENS
from khidmat.demo.loading import plan
from khidmat.demo.loading.lives import GENERAL, LEAST, Act, Frame, Life, Stage, steps
from khidmat.demo.loading.plan import World
from khidmat.demo.loading.times import KARACHI, Times
from khidmat.demo.population import inhabitants
from khidmat.people.public import AddressKind

DAYS = tuple(day for number in range(200) if (day := date(2026, 5, 1) + timedelta(days=number)).weekday() < 5)
OFFICERS = {Act.COMPARE, Act.MARK, Act.REPORT, Act.ASK, Act.APPROVE, Act.REFUSE}


@pytest.fixture(scope="module")
def world() -> World:
    people = inhabitants(2, 4000)
    return World(2, people, records(2, people), DAYS[:-1])


@pytest.fixture(scope="module")
def lives(world: World) -> tuple[Life, ...]:
    return plan.first(world) + plan.rest(world)


def test_the_same_seed_and_day_mean_the_same_applications(world: World, lives: tuple[Life, ...]) -> None:
    assert plan.first(world) + plan.rest(world) == lives
    assert plan.first(replace(world, seed=3)) != lives[: plan.FIRST]


def test_tomorrow_the_same_applications_are_one_working_day_later(world: World) -> None:
    """Otherwise a demo that was cut off in the evening could not be finished in the morning."""
    today, tomorrow = plan.first(world), plan.first(replace(world, days=DAYS))
    for before, after in zip(today, tomorrow, strict=True):
        assert replace(after, steps=()) == replace(before, steps=())
        for one, next_one in zip(before.steps, after.steps, strict=True):
            assert (one.act, one.home, one.at.time()) == (next_one.act, next_one.home, next_one.at.time())
            assert DAYS.index(next_one.at.date()) == DAYS.index(one.at.date()) + 1


def test_sixty_come_first_and_fifteen_hundred_after_them(lives: tuple[Life, ...]) -> None:
    assert sorted(life.number for life in lives[: plan.FIRST]) == list(range(plan.FIRST))
    assert sorted(life.number for life in lives) == list(range(plan.FIRST + plan.REST))


def test_every_stage_is_among_the_first_sixty(lives: tuple[Life, ...]) -> None:
    found = Counter(life.stage for life in lives[: plan.FIRST])
    assert set(found) == set(Stage)
    assert min(found.values()) >= 2


def test_every_act_is_in_the_past_and_in_order(lives: tuple[Life, ...]) -> None:
    midnight = datetime.combine(DAYS[-1], time(0), KARACHI)
    for life in lives:
        moments = [step.at for step in life.steps]
        assert moments == sorted(moments)
        assert moments[-1] < midnight
        assert life.steps[0].act is Act.START


def test_officers_act_in_office_hours_of_working_days(lives: tuple[Life, ...]) -> None:
    for step in (step for life in lives for step in life.steps if step.act in OFFICERS):
        assert step.at.date() in DAYS
        assert time(9) <= step.at.time() < time(17)


def test_a_decision_comes_after_every_station_and_the_record_keeper(lives: tuple[Life, ...]) -> None:
    for life in lives:
        acts = [step.act for step in life.steps]
        for decision in {Act.APPROVE, Act.REFUSE} & set(acts):
            before = acts[: acts.index(decision)]
            assert before.count(Act.REPORT) == before.count(Act.MARK) == len(life.homes)
            assert Act.COMPARE in before


def test_nobody_applies_twice_and_everybody_has_a_number_of_his_own(lives: tuple[Life, ...]) -> None:
    assert len({life.person.number for life in lives}) == len(lives)
    assert len({life.person.mobile for life in lives}) == len(lives)
    assert all(life.person.cnic.startswith("0") for life in lives)
    assert {one.mobile for one in CITIZENS.values()} <= {life.person.mobile for life in lives[: plan.FIRST]}


def test_one_who_is_ready_gave_a_number_known_under_another_name(lives: tuple[Life, ...]) -> None:
    by_card = defaultdict(list)
    for life in lives:
        by_card[life.person.cnic].append(life)
    [(known, slip)] = [pair for pair in by_card.values() if len(pair) > 1]
    assert (known.stage, slip.stage) == (Stage.DELIVERED, Stage.READY)
    assert known.person.name_ur != slip.person.name_ur
    assert {known.number, slip.number} <= set(range(plan.FIRST))


def test_the_first_sixty_can_be_played_on_with_the_cast_alone(lives: tuple[Life, ...]) -> None:
    for life in lives[: plan.FIRST]:
        there = {home.station_code for home in life.homes.values()}
        assert there <= plan.CITY or (life.stage is Stage.WAITING and life.present.district_code == "PB-LHR")


def test_record_checks_of_all_kinds_are_among_the_first_sixty(world: World, lives: tuple[Life, ...]) -> None:
    recorded = {case.person for case in world.cases if case.whose == "inhabitant"}
    waiting = [life.person for life in lives[: plan.FIRST] if life.stage is Stage.RECORDS]
    assert len([person for person in waiting if person.number in recorded]) == 3
    assert len([person for person in waiting if person.number not in recorded]) == 2


@pytest.mark.parametrize("stage", list(Stage))
def test_a_stage_never_needs_a_day_that_has_not_come(stage: Stage) -> None:
    homes = (AddressKind.PRESENT, AddressKind.PERMANENT)
    for seed in range(60):
        rng = Random(seed)
        assert steps(stage, Frame(rng, Times(DAYS[:20], rng), LEAST[stage], homes))


def test_general_verifications_at_several_stages_are_among_the_rest_alone(lives: tuple[Life, ...]) -> None:
    general = [life for life in lives if life.slug == GENERAL]
    assert min(life.number for life in general) >= plan.FIRST
    assert len({life.stage for life in general}) >= 5
