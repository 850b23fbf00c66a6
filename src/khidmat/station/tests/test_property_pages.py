"""The malkhana's pages: a thing received with few keys, refusals beside their fields, words withheld, photographs."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.test import RequestFactory
from django.utils import timezone
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from khidmat.kernel.errors import Forbidden, NotFound
from khidmat.services.tests.answering import picture
from khidmat.station.forms.property import AmountField, ReceiveForm
from khidmat.station.models import Item, ItemPhoto
from khidmat.station.operations import desk
from khidmat.station.operations import fir as of_firs
from khidmat.station.pages import property as pages
from khidmat.station.tests.test_desk import THEFT
from khidmat.station.tests.test_desk_input import NASTY
from khidmat.station.tests.test_desk_pages import ask
from khidmat.station.typed import Typed

WATCH = {
    "basis": "personal", "kind": "other", "description": "گھڑی", "quantity": "۱", "unit": "pieces", "hour": "00:00",
    "from_whom": "اکرم", "value": "۱۲٬۵۰۰",
}  # fmt: skip


def field_of(typed: str) -> Decimal | None:
    return AmountField(required=False).clean(typed)


def test_a_thing_is_received_with_what_is_known(cast) -> None:
    keyed = {**WATCH, "idempotency_key": str(uuid4())}
    first, second = (ask(cast.rashid, "/duty/malkhana/new/", keyed) for _n in range(2))
    assert first.status_code == 302
    assert first.headers["Location"] == second.headers["Location"]
    page = ask(cast.aslam, first.headers["Location"], language="ur").content.decode()
    assert "گھڑی" in page
    assert "12,500" in page
    assert "اکرم" in page
    assert "گھڑی" in ask(cast.farah, "/duty/malkhana/?show=all").content.decode()
    for path in ("?number=1/26", "?number=9", "?show=nothing&kind=spell", "?number=" + "9" * 90):
        assert ask(cast.rashid, f"/duty/malkhana/{path}").status_code == 200


@pytest.mark.parametrize(
    "wrong",
    [
        {"quantity": "-5"}, {"quantity": "1e400"}, {"quantity": "9" * 40}, {"quantity": ""}, {"quantity": "٠"},
        {"quantity": "1.2345"}, {"quantity": "NaN"}, {"weight": "½"}, {"kind": "narcotic"}, {"kind": "spell"},
        {"unit": "rupees"}, {"fir": "12/26"}, {"fir": "x" * 40}, {"basis": "case"}, {"basis": ""},
        {"value": "0"}, {"value": "12.5"}, {"value": "9" * 12}, {"kind": "cash", "unit": "rupees", "value": "9"},
        {"description": ""}, {"description": "x" * 4001}, {"hour": "29:00"}, {"hour": ""}, {"seals": "x" * 201},
        {"on_day": "31", "on_month": "2", "on_year": "2026"}, {"on_day": "1", "on_month": "1", "on_year": "9999"},
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_beside_its_field_and_nothing_is_written(cast, wrong) -> None:
    answer = ask(cast.rashid, "/duty/malkhana/new/", {**WATCH, "from_whom": "اکرم", **wrong})
    assert answer.status_code == 422
    assert "اکرم" in answer.content.decode()
    assert Item.objects.count() == 0


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("۱۲۵۰٫۵", "1250.5"),
        ("1,250.500", "1250.5"),
        ("٣", "3"),
        (" 7 ", "7"),
        ("0.001", "0.001"),
        ("85 000", "85000"),
    ],
)
def test_amounts_are_read_in_every_script(typed: str, meant: str) -> None:
    assert field_of(typed) == Decimal(meant)


def test_the_property_of_a_case_hangs_on_its_page(cast) -> None:
    now = timezone.now()
    complaint = desk.take(told=THEFT, actor=cast.saima, now=now)
    assert cast.aslam.user_id
    typed = Typed("379 PPC", cast.aslam.user_id)
    fir = of_firs.register(complaint_id=complaint.pk, typed=typed, actor=cast.rashid, now=now)
    there = f"/duty/fir/{fir.pk}/property/"
    assert there in ask(cast.aslam, f"/duty/fir/{fir.pk}/").content.decode()
    page = ask(cast.rashid, there).content.decode()
    assert "/duty/malkhana/new/?fir=1%2F" in page
    sent = {**WATCH, "basis": "case", "fir": str(fir)}
    assert ask(cast.rashid, "/duty/malkhana/new/", sent).status_code == 302
    assert "گھڑی" in ask(cast.javed, there).content.decode()
    assert "malkhana/new" not in ask(cast.aslam, there).content.decode()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(NASTY) | st.text(max_size=30))
@example("۱۲۵۰٫۵")
def test_any_text_is_an_amount_or_a_refusal(typed: str) -> None:
    form = ReceiveForm({**WATCH, "quantity": typed, "seals": typed, "place": typed}, now=timezone.now())
    if form.is_valid():
        assert 0 < form.article.quantity < 10**9
    else:
        assert form.errors


def test_a_photograph_is_added_and_read_by_those_who_may(cast) -> None:
    path = ask(cast.rashid, "/duty/malkhana/new/", WATCH).headers["Location"]
    item = Item.objects.get()
    request = RequestFactory().post("/", {"photo": picture(), "idempotency_key": str(uuid4())})
    request.actor = cast.rashid
    assert pages.add_photo(request, pk=item.pk).headers["Location"] == path
    assert ItemPhoto.objects.get().number == 1
    assert ask(cast.javed, f"{path}photos/1/").headers["Content-Type"].startswith("image/")
    with pytest.raises(NotFound):
        ask(cast.zahid, f"{path}photos/1/")
    with pytest.raises(Forbidden):
        ask(cast.aslam, f"{path}label.pdf")
    assert ask(cast.rashid, f"{path}photos/", {"photo": ""}).status_code == 422
