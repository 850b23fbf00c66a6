"""The demo's books: what a reader of two stations finds, loaded once."""

from datetime import datetime

from khidmat.demo.loading.books import join_forces, load_books, register_waiting, send_on
from khidmat.demo.loading.desk import load_desk
from khidmat.station.models import DiaryDay, DiaryEntry, Fir, FirCopy, FirTransfer, TeamOrder


def test_two_stations_have_living_books_and_loading_again_adds_nothing(cast, now: datetime) -> None:
    for name in ("ali", "rashid", "saima", "aslam", "zahid", "tariq", "hina"):
        assert getattr(cast, name).office_id
    for _turn in range(2):
        load_books(now)
        load_desk(now=now)
        register_waiting(now)
        send_on(now)
        join_forces(now)
    assert Fir.objects.filter(station__code="KSR-PS-01").count() == 4
    assert Fir.objects.filter(station__code="KSR-PS-02").count() == 3
    assert Fir.objects.filter(sealed=True).count() == 2
    assert (FirCopy.objects.count(), FirTransfer.objects.count(), TeamOrder.objects.count()) == (6, 1, 1)
    assert DiaryDay.objects.filter(cash=1500).count() == 6
    assert DiaryEntry.objects.filter(kind="correction").count() == 6
    assert not Fir.objects.filter(entry__day__day__gt=now.date()).exists()
