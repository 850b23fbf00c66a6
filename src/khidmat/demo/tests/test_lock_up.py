"""The demo's lock-up and court: a reader finds somebody in each state, loaded once."""

from datetime import datetime, timedelta

from khidmat.demo.loading.books import load_books, register_waiting
from khidmat.demo.loading.courts import load_courts
from khidmat.demo.loading.desk import load_desk
from khidmat.demo.loading.lock_up import held
from khidmat.demo.loading.officers import Desks
from khidmat.station.models import AbsconderOrder, Fir
from khidmat.station.queries import court, custody

NAMES = ("ali", "rashid", "saima", "aslam", "javed", "noreen", "zahid", "tariq", "farah", "hina")


def test_cases_went_to_court_and_people_are_held_and_loading_again_adds_nothing(cast, now: datetime) -> None:
    for name in NAMES:
        assert getattr(cast, name).office_id
    for _turn in range(2):
        load_courts(now)
        load_books(now)
        load_desk(now=now, beside=held(Desks(now)))
        register_waiting(now)
    firs = Fir.objects.filter(station__code="KSR-PS-01").order_by("registered_at")
    assert [court.state_of(one) for one in firs[1:5]] == ["decided", "decided", "in_court", "cancelled"]
    declared = AbsconderOrder.objects.get(kind="declare")
    assert (declared.fir, court.state_of(declared.fir)) == (firs[0], "in_court")
    found = custody.lock_up(cast.ali, now).held
    assert [one.custody.held_as for one in found] == ["men", "men", "women", "juvenile"]
    assert [custody.police_days(one) for one in found[0].arrests] == [4, 0]
    near = found[1].due.clock
    assert (near.rule, near.due_at - now) == ("custody.produce", timedelta(hours=3))
    assert {one.who for one in custody.lock_up(cast.hina, now).held} == {one.who for one in found}
