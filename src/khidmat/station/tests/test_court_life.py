"""The life of a case under random and hostile acts: whatever is tried, its chain stays whole and the record follows."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import pairwise
from types import SimpleNamespace

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khidmat.audit.models import Event
from khidmat.kernel.errors import DomainError
from khidmat.station.court_states import BY_WHOM, CASE
from khidmat.station.models import CaseRecord, CaseStep, DiaryEntry, FinalReport, Verdict
from khidmat.station.tests.casework import AT_THE_END, Work, copy
from khidmat.wanted.models import CriminalRecord

WHO = ("ali", "aslam", "rashid", "noreen", "javed", "hina", "farah", "saima", "zahid", "omar")
WORDS = "Something was missing in the file."
ACTS: dict[str, Callable[[Work, object], object]] = {
    "report": lambda work, actor: work.report(actor=actor),
    "interim": lambda work, actor: work.report("interim", actor=actor),
    "propose": lambda work, actor: work.propose(actor=actor),
    "untraced": lambda work, actor: work.propose("untraced", actor=actor),
    "told": lambda work, actor: work.told(actor=actor),
    "forward": lambda work, actor: work.forward(actor),
    "back": lambda work, actor: work.forward(actor, agrees=False, words=WORDS),
    "pass": lambda work, actor: work.scrutinise(actor),
    "object": lambda work, actor: work.scrutinise(actor, agrees=False, words=WORDS),
    "close": lambda work, actor: work.close(actor),
    "decline": lambda work, actor: work.close(actor, agrees=False),
    "cancel": lambda work, actor: work.rule(actor),
    "disagree": lambda work, actor: work.rule(actor, agrees=False),
    "reopen": lambda work, actor: work.reopen(actor, order_no="3/2026"),
    "number": lambda work, actor: work.number(actor),
    "charge": lambda work, actor: work.charge(actor=actor),
    "convict": lambda work, actor: work.judge("convicted", actor=actor, reason=WORDS, paper=copy()),
    "acquit": lambda work, actor: work.judge("acquitted", actor=actor, reason=WORDS, paper=copy()),
}
#: Who can, three times of four: chance alone would never come to a verdict.
RIGHT = {
    **dict.fromkeys(("report", "interim", "propose", "untraced", "told"), "aslam"),
    **dict.fromkeys(("forward", "back", "reopen"), "ali"),
    **dict.fromkeys(("pass", "object"), "noreen"),
    **dict.fromkeys(("close", "decline"), "hina"),
    **dict.fromkeys(("cancel", "disagree", "number", "charge", "convict", "acquit"), "javed"),
}
STEPS = st.tuples(st.sampled_from(sorted(ACTS)), st.sampled_from(WHO), st.integers(0, 3), st.integers(0, 90))


def counts() -> tuple[int, ...]:
    models = (Event, DiaryEntry, CaseStep, FinalReport, Verdict, CriminalRecord)
    return tuple(model.objects.count() for model in models)


def tried(work: Work, name: str, who: str) -> bool:
    """Whether the act was done. One that is refused leaves nothing behind."""
    before = counts()
    try:
        with transaction.atomic():
            ACTS[name](work, getattr(work.cast, who))
    except DomainError:
        assert counts() == before
        return False
    assert counts() > before
    return True


def check(work: Work) -> None:
    """The chain is one that the table knows, in the hands that the law names; the record says what the court said."""
    steps = list(work.fir.steps.order_by("number"))
    assert [one.number for one in steps] == list(range(1, len(steps) + 1))
    assert [one.current for one in steps] == [False] * (len(steps) - 1) + [True]
    for before, after in pairwise(steps):
        assert (before.status, after.status) in CASE.pairs()
        assert after.role in BY_WHOM[after.name]
    assert {one.by_id for one in FinalReport.objects.all()} <= {work.cast.aslam.user_id}
    assert steps[-1].status != "cancelled" or "send" in [one.name for one in steps]
    answers = [one.verdicts.order_by("-number").first() for one in work.fir.charges.all()]
    said = {one.outcome for one in answers if one}
    for kept in CaseRecord.objects.all():
        record = CriminalRecord.objects.get(series=kept.record.series, superseded_by=None)
        assert (record.stage == "convicted") == ("convicted" in said)
        assert record.stage != "acquitted" or (said == {"acquitted"} and None not in answers)
    assert not said or CaseRecord.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute(f"set constraints {AT_THE_END} immediate")
        cursor.execute(f"set constraints {AT_THE_END} deferred")


@pytest.fixture
def people(cast) -> SimpleNamespace:
    return SimpleNamespace(**{name: getattr(cast, name) for name in WHO})


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(STEPS, min_size=10, max_size=50))
def test_whatever_is_tried_the_chain_of_a_case_stays_whole(people, now: datetime, steps) -> None:
    with transaction.atomic():
        work = Work(people, now).case()
        for name, stranger, luck, hours in steps:
            work.later(hours=hours)
            tried(work, name, RIGHT[name] if luck else stranger)
        check(work)
        transaction.set_rollback(True)


@pytest.mark.parametrize("outcome", ["convict", "acquit"])
def test_the_straight_way_is_open(cast, now: datetime, outcome: str) -> None:
    work = Work(cast, now).case()
    for name in ("report", "forward", "pass", "number", "charge", outcome):
        assert tried(work.later(hours=1), name, RIGHT[name])
    check(work)
    assert work.now - now == timedelta(hours=6)
