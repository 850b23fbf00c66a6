"""The database closes no case while a mandatory step of it is open, whatever the program forgets to ask."""

from datetime import datetime, timedelta

import pytest

from khidmat.station.evidence import Somebody
from khidmat.station.operations import examining, papers, reporting, supervising, zimni
from khidmat.station.tests.casework import Work
from khidmat.station.tests.test_desk import RAPE
from khidmat.station.tests.test_papers import NOREEN, refuses
from khidmat.station.tests.test_supervising import SENT

HOUR = timedelta(hours=1)
OF_A_RAPE = (
    "diary", "site", "complainant", "witnesses", "injuries", "laboratory", "crisis_cell", "lawyer", "magistrate",
)  # fmt: skip
ASKED = {"article": "کپڑے", "laboratory": "پی ایف ایس اے", "question": "ڈی این اے؟"}

pytestmark = pytest.mark.usefixtures("forgetful")


@pytest.fixture
def forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that does not ask which steps are open."""
    monkeypatch.setattr(reporting, "_open_steps", lambda *_all: {})


@pytest.fixture
def work(cast, now: datetime) -> Work:
    """A sealed case of which nothing was done yet."""
    return Work(cast, now).case(RAPE, spared=False)


@pytest.mark.parametrize("code", OF_A_RAPE)
def test_one_open_step_is_enough(work: Work, code: str) -> None:
    work.spare(but=code)
    refuses(work.report, f"the step {code} is still open")
    assert work.spare().report().number == 1


@pytest.mark.parametrize("kind", ["cancellation", "untraced"])
def test_no_proposal_closes_it_either_and_an_interim_challan_closes_nothing(work: Work, kind: str) -> None:
    work.spare(but="lawyer")
    refuses(lambda: work.propose(kind), "the step lawyer is still open")
    assert work.report("interim").number == 1


def test_the_papers_of_a_sealed_case_show_what_was_done(cast, work: Work, hear, now: datetime) -> None:
    act = {"fir_id": work.fir.pk, "actor": cast.aslam, "now": now + 2 * HOUR}
    told = hear(work.fir, NOREEN, presence="officer", present="سب انسپکٹر ثمینہ")
    hear(work.fir, Somebody(known=told.witness_id), law="164", court="مجسٹریٹ", recorded="video")
    papers.plan(drawn_at=now, scaled=False, text="دروازہ", paper=None, **act)
    hours = {"informed_at": now, "began_at": now, "ended_at": now + HOUR}
    zimni.write(places="", circumstances="بیان لیا۔", **hours, **act)
    docket = examining.docket(sent_at=now, **SENT, **act)
    said = {"doctor": "ڈاکٹر سعدیہ", "female": True, "certificate": "77", "text": "نتیجہ", "paper": None}
    examining.docket_result(docket_id=docket.pk, began_at=now, ended_at=now, **said, **act)
    asked = examining.request(sent_at=now + HOUR, **ASKED, **act)
    for code in ("crisis_cell", "lawyer"):
        supervising.mark(code=code, note="فون پر بتایا، حوالہ 12", **act)
    work.later(hours=2)
    refuses(work.report, "the step laboratory is still open")
    answer = {"report": "12/26", "text": "جی ہاں", "paper": None, "received_at": work.now}
    examining.result(request_id=asked.pk, **answer, **act)
    assert work.report().number == 1
