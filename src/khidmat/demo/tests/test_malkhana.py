"""The demo's malkhana: a reader finds something in every state, loaded once."""

from datetime import datetime

from khidmat.demo.loading.books import load_books
from khidmat.demo.loading.malkhana import load_malkhana
from khidmat.station.models import Count, Discrepancy, Item, RoadCertificate


def test_two_stores_are_filled_and_loading_again_adds_nothing(cast, now: datetime) -> None:
    for name in ("ali", "rashid", "saima", "aslam", "zahid", "tariq"):
        assert getattr(cast, name).office_id
    load_books(now)
    for _turn in range(2):
        load_malkhana(now)
    assert Item.objects.filter(by_id=cast.rashid.user_id).count() == 5
    assert Item.objects.filter(by_id=cast.zahid.user_id).count() == 1
    assert sorted(RoadCertificate.objects.values_list("status", flat=True)) == ["prepared", "received"]
    assert [one.status for one in Discrepancy.objects.all()] == ["answered"]
    assert Count.objects.get().size == 3
