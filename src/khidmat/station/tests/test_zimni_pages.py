"""The pages of the case diary: few keys to a leaf, refusals beside their fields, nothing for who may not read it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from khidmat.kernel.errors import Forbidden, NotFound
from khidmat.station.forms.zimni import ZimniForm
from khidmat.station.models import Fir, Zimni
from khidmat.station.operations import desk
from khidmat.station.operations import fir as firs
from khidmat.station.queries import zimni as queries
from khidmat.station.tests.test_desk import THEFT
from khidmat.station.tests.test_desk_pages import ask
from khidmat.station.typed import Typed

WHOLE = {"informed": "00:00", "began": "00:00", "ended": "00:00", "circumstances": "موقع ملاحظہ کیا۔"}


@pytest.fixture
def case(cast) -> Fir:
    """A theft of yesterday that Aslam investigates."""
    now = timezone.now() - timedelta(days=1)
    complaint = desk.take(told=THEFT, actor=cast.saima, now=now)
    typed = Typed("379 PPC", cast.aslam.user_id)
    return firs.register(complaint_id=complaint.pk, typed=typed, actor=cast.rashid, now=now)


def test_a_leaf_is_written_once_for_a_double_click_and_stands_on_the_page(cast, case: Fir) -> None:
    path, sent = f"/duty/fir/{case.pk}/zimni/new/", {**WHOLE, "idempotency_key": str(uuid4())}
    assert "Write the case diary" in ask(cast.aslam, path).content.decode()
    for _click in range(2):
        assert ask(cast.aslam, path, sent).headers["Location"] == f"/duty/fir/{case.pk}/zimni/"
    assert len(queries.leaves(case)) == 1
    page = ask(cast.ali, f"/duty/fir/{case.pk}/zimni/").content.decode()
    assert WHOLE["circumstances"] in page
    assert "Write the case diary" not in page
    assert ask(cast.ali, f"/duty/fir/{case.pk}/zimni/zimni.pdf").content.startswith(b"%PDF-")


@pytest.mark.parametrize(
    "wrong",
    [
        {"circumstances": ""},
        {"circumstances": "x" * 30_001},
        {"began": "25:00"},
        {"ended": "soon"},
        {"informed": ""},
        {"on_day": "31", "on_month": "2", "on_year": "2026"},
        {"on_day": "1", "on_month": "1", "on_year": "2099"},
        {"places": "x" * 4001},
    ],
)
def test_what_cannot_be_kept_is_said_beside_its_field(cast, case: Fir, wrong) -> None:
    answer = ask(cast.aslam, f"/duty/fir/{case.pk}/zimni/new/", WHOLE | wrong)
    assert answer.status_code == 422
    if "circumstances" not in wrong:
        assert WHOLE["circumstances"] in answer.content.decode()
    assert Zimni.objects.count() == 0
    assert queries.leaves(case) == []


def test_hours_go_round_midnight_as_people_mean_them() -> None:
    typed = {**WHOLE, "informed": "23:30", "began": "22:00", "ended": "02:15"}
    form = ZimniForm({**typed, "on_day": "3", "on_month": "3", "on_year": "2026"}, now=timezone.now())
    assert form.is_valid()
    leaf = form.keywords()
    assert leaf["informed_at"].day == 2
    assert (leaf["began_at"].day, leaf["ended_at"].day, leaf["ended_at"].hour) == (3, 4, 2)


def test_who_may_not_read_it_sees_nothing_of_it(cast, case: Fir) -> None:
    ask(cast.aslam, f"/duty/fir/{case.pk}/zimni/new/", WHOLE)
    for stranger, said in ((cast.saima, Forbidden), (cast.javed, Forbidden), (cast.zahid, NotFound)):
        for path in ("zimni/", "zimni/zimni.pdf"):
            with pytest.raises(said):
                ask(stranger, f"/duty/fir/{case.pk}/{path}")
    assert WHOLE["circumstances"] not in ask(cast.javed, f"/duty/fir/{case.pk}/").content.decode()


def test_the_court_calls_for_it_and_reads_it(cast, case: Fir) -> None:
    path = f"/duty/fir/{case.pk}/zimni/call/"
    assert ask(cast.javed, path, {"reason": "no"}).status_code == 422
    assert ask(cast.javed, path, {"reason": "Bail petition 12"}).status_code == 302
    assert "Bail petition 12" in ask(cast.javed, f"/duty/fir/{case.pk}/zimni/").content.decode()
