"""The life of one application of the demo: who asks for what, and which act follows when. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from random import Random

from khidmat.demo.loading.homes import Home
from khidmat.demo.loading.times import Times
from khidmat.demo.population import Inhabitant
from khidmat.people.public import AddressKind
from khidmat.ui.formats import Language

#: Working days that a station has, and calendar days that an applicant has (`clocks/catalogue/rules.yaml`).
STATION_DAYS, ANSWER_DAYS = 2, 7
#: The services of the demo.
CERTIFICATE, GENERAL = "character-certificate", "general-verification"
#: From sending to paying; less than the six minutes after which an officer takes it up.
AT_THE_COUNTER = timedelta(minutes=5)


class Act(StrEnum):
    """One operation of `services`, `payments` or `screening`, or the minute in which the clocks are swept."""

    START = "start"
    SUBMIT = "submit"
    PAY = "pay"
    COMPARE = "compare"
    MARK = "mark"
    REPORT = "report"
    SWEEP = "sweep"
    ASK = "ask"
    ANSWER = "answer"
    APPROVE = "approve"
    NOTIFY = "notify"
    REPLY = "reply"
    REFUSE = "refuse"
    APPEAL = "appeal"
    WITHDRAW = "withdraw"
    DELIVER = "deliver"


class Stage(StrEnum):
    """How far an application of the demo comes."""

    DRAFT = "draft"
    UNPAID = "unpaid"
    WAITING = "waiting"
    MARKED = "marked"
    HALF = "half"
    LATE = "late"
    LATE_MARKED = "late_marked"
    RECORDS = "records"
    READY = "ready"
    ASKED = "asked"
    ANSWERED = "answered"
    ISSUED = "issued"
    DELIVERED = "delivered"
    NOTICED = "noticed"
    REFUSED = "refused"
    APPEALED = "appealed"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True)
class Step:
    """An act and its moment; `home` says which address a station's act is about."""

    at: datetime
    act: Act
    home: AddressKind = AddressKind.PRESENT


@dataclass(frozen=True, slots=True)
class Purpose:
    """What the certificate is for, as the form's answers."""

    purpose: str
    country: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Life:
    """An application: its number in the demo, the applicant, what he states, and every step in order of time.

    `pages` is how many pages of a draft are filled in. `permanent` is None where it is the present home. `assisted` is
    whether an operator types it in at a counter.
    """

    number: int
    stage: Stage
    person: Inhabitant
    language: Language
    present: Home
    permanent: Home | None
    since: int
    purpose: Purpose
    email: str
    pages: int
    assisted: bool
    steps: tuple[Step, ...]
    slug: str = CERTIFICATE

    @property
    def ended(self) -> datetime:
        """When the last step is done."""
        return self.steps[-1].at

    @property
    def homes(self) -> dict[AddressKind, Home]:
        """The addresses that stations verify."""
        found = {AddressKind.PRESENT: self.present}
        return found | ({AddressKind.PERMANENT: self.permanent} if self.permanent else {})


@dataclass(frozen=True, slots=True)
class Frame:
    """What a stage's steps are made from: chance, time, how many working days ago it was sent, its addresses."""

    rng: Random
    times: Times
    ago: int
    homes: tuple[AddressKind, ...]


def steps(stage: Stage, frame: Frame) -> tuple[Step, ...]:
    """The steps of a stage, in order of time."""
    return tuple(sorted(FLOWS[stage](frame), key=lambda one: one.at))


def _begun(frame: Frame, hours: tuple[int, int] = (9, 22)) -> list[Step]:
    """Sent, and paid for a few minutes later at the counter."""
    began = frame.times.citizen(frame.ago, hours)
    sent = frame.times.soon(began, 7, 25)
    return [Step(began, Act.START), Step(sent, Act.SUBMIT), Step(sent + AT_THE_COUNTER, Act.PAY)]


def _draft(frame: Frame) -> list[Step]:
    return _begun(frame)[:1]


def _unpaid(frame: Frame) -> list[Step]:
    return _begun(frame)[:2]


def _waiting(frame: Frame) -> list[Step]:
    found = _begun(frame, (8, 14))
    return [*found, Step(frame.times.office(found[-1].at), Act.COMPARE)]


def _marked(frame: Frame) -> list[Step]:
    """With the officers since the day it was sent or the next."""
    found = _waiting(frame)
    sent = found[1].at
    return found + [_mark(frame, sent, home, frame.rng.randint(0, 1)) for home in frame.homes]


def _half(frame: Frame) -> list[Step]:
    """The first station has answered, the second has not."""
    found = _waiting(frame)
    sent = found[1].at
    marks = [_mark(frame, sent, home, 0) for home in frame.homes]
    answered = Step(frame.times.office(marks[0].at, 1), Act.REPORT, marks[0].home)
    return [*found, *marks, answered]


def _late(frame: Frame) -> list[Step]:
    found = _waiting(frame)
    return [*found, Step(frame.times.noticed(found[1].at, STATION_DAYS), Act.SWEEP)]


def _late_marked(frame: Frame) -> list[Step]:
    found = _marked(frame)
    return [*found, Step(frame.times.noticed(found[1].at, STATION_DAYS), Act.SWEEP)]


def _records(frame: Frame) -> list[Step]:
    """Everything is in but the record keeper's word."""
    found = _begun(frame, (8, 12))
    for home in frame.homes:
        mark = _mark(frame, found[1].at, home, 0)
        found += [mark, Step(frame.times.office(mark.at, 1), Act.REPORT, home)]
    return found


def _ready(frame: Frame) -> list[Step]:
    """Everything is in, two working days after sending at the latest."""
    found = _begun(frame, (8, 15))
    sent = found[1].at
    found.append(Step(frame.times.office(sent, frame.rng.randint(0, 1)), Act.COMPARE))
    for home in frame.homes:
        mark = _mark(frame, sent, home, 0)
        found += [mark, Step(frame.times.office(mark.at, frame.rng.randint(0, 1)), Act.REPORT, home)]
    return found


def _mark(frame: Frame, sent: datetime, home: AddressKind, later: int) -> Step:
    return Step(frame.times.office(sent, later), Act.MARK, home)


def _then(before: Callable[[Frame], list[Step]], act: Act, most: int) -> Callable[[Frame], list[Step]]:
    """What follows when the steps before are done: mostly on the day or the next, now and then `most` days later."""

    def flow(frame: Frame) -> list[Step]:
        found = before(frame)
        last = max(one.at for one in found)
        later = frame.rng.choices((0, 1, most), (10, 8, 1))[0]
        return [*found, Step(frame.times.office(last, later), act)]

    return flow


def _lapsed(frame: Frame) -> list[Step]:
    """Asked, and never answered."""
    found = _asked(frame)
    return [*found, Step(frame.times.lapsed(found[-1].at, ANSWER_DAYS), Act.SWEEP)]


_asked = _then(_ready, Act.ASK, 1)
_approved = _then(_ready, Act.APPROVE, 3)
_noticed = _then(_ready, Act.NOTIFY, 1)
_refused = _then(_then(_noticed, Act.REPLY, 1), Act.REFUSE, 1)

FLOWS: dict[Stage, Callable[[Frame], list[Step]]] = {
    Stage.DRAFT: _draft,
    Stage.UNPAID: _unpaid,
    Stage.WAITING: _waiting,
    Stage.MARKED: _marked,
    Stage.HALF: _half,
    Stage.LATE: _late,
    Stage.LATE_MARKED: _late_marked,
    Stage.RECORDS: _records,
    Stage.READY: _ready,
    Stage.ASKED: _asked,
    Stage.ANSWERED: _then(_asked, Act.ANSWER, 1),
    Stage.ISSUED: _approved,
    Stage.DELIVERED: _then(_approved, Act.DELIVER, 2),
    Stage.NOTICED: _noticed,
    Stage.REFUSED: _refused,
    Stage.APPEALED: _then(_refused, Act.APPEAL, 1),
    Stage.WITHDRAWN: _then(_waiting, Act.WITHDRAW, 1),
    Stage.LAPSED: _lapsed,
}
#: Working days that must lie between sending and the last working day, so that every step is in the past.
LEAST = {
    Stage.DRAFT: 0,
    Stage.UNPAID: 0,
    Stage.WAITING: 0,
    Stage.MARKED: 1,
    Stage.HALF: 1,
    Stage.LATE: 2,
    Stage.LATE_MARKED: 2,
    Stage.RECORDS: 1,
    Stage.READY: 1,
    Stage.ASKED: 2,
    Stage.ANSWERED: 3,
    Stage.ISSUED: 4,
    Stage.DELIVERED: 6,
    Stage.NOTICED: 3,
    Stage.REFUSED: 5,
    Stage.APPEALED: 6,
    Stage.WITHDRAWN: 2,
    Stage.LAPSED: 10,
}
