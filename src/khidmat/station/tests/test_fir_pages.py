"""The pages of register I: few keys from a complaint to its number, refusals beside their fields, names withheld."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import override

from khidmat.kernel.errors import Forbidden, Stale
from khidmat.station import policies
from khidmat.station.models import Complaint, Fir, FirDraft
from khidmat.station.operations import desk
from khidmat.station.operations import fir as operations
from khidmat.station.queries import fir as queries
from khidmat.station.tests.test_desk import RAPE, THEFT
from khidmat.station.tests.test_desk_pages import ask
from khidmat.station.typed import Typed


@pytest.fixture
def theft(cast) -> Complaint:
    return desk.take(told=THEFT, actor=cast.saima, now=timezone.now() - timedelta(hours=2))


@pytest.fixture
def sealed(cast) -> Fir:
    now = timezone.now() - timedelta(hours=1)
    complaint = desk.take(told=RAPE, actor=cast.saima, now=now)
    typed = Typed("376 PPC", cast.ali.user_id)
    return operations.register(complaint_id=complaint.pk, typed=typed, actor=cast.rashid, now=now)


def test_a_complaint_is_registered_with_one_press_of_the_button(cast, theft: Complaint) -> None:
    path = f"/duty/desk/{theft.pk}/fir/"
    assert cast.aslam.user_id
    page = ask(cast.rashid, path).content.decode()
    assert THEFT.told in page
    assert THEFT.offences in page
    sent = {"sections": THEFT.offences, "officer": str(cast.aslam.user_id), "idempotency_key": str(uuid4())}
    first, second = ask(cast.rashid, path, sent), ask(cast.rashid, path, sent)
    assert first.status_code == 302
    assert first.headers["Location"] == second.headers["Location"] == f"/duty/fir/{Fir.objects.get().pk}/"
    assert ask(cast.rashid, path).status_code == 302
    with pytest.raises(Stale):
        ask(cast.ali, path, {**sent, "idempotency_key": str(uuid4())})


@pytest.mark.parametrize("wrong", [{"sections": ""}, {"sections": "9" * 2001}, {"officer": "nobody"}])
def test_what_is_missing_is_said_beside_its_field_and_nothing_is_written(cast, theft, wrong) -> None:
    sent = {"sections": "379", "officer": str(cast.aslam.user_id), "brief": "موٹر سائیکل", **wrong}
    answer = ask(cast.rashid, f"/duty/desk/{theft.pk}/fir/", sent)
    assert answer.status_code == 422
    assert "موٹر سائیکل" in answer.content.decode()
    assert Fir.objects.count() == 0


def test_what_is_typed_is_saved_and_there_again(cast, theft: Complaint) -> None:
    said = {"sections": "379/411", "brief": "چوری", "officer": "not yet chosen"}
    assert ask(cast.rashid, f"/duty/desk/{theft.pk}/fir/save/", said).status_code == 204
    assert FirDraft.objects.get().sections == "379/411"
    assert "379/411" in ask(cast.ali, f"/duty/desk/{theft.pk}/fir/").content.decode()


def test_what_is_typed_of_a_sealed_complaint_is_shut_by_the_database_too(cast, now) -> None:
    rape = desk.take(told=RAPE, actor=cast.saima, now=now)
    for brief in ("نورین کے ساتھ زیادتی", "زیادتی کی کوشش"):
        said = {"sections": "376", "brief": brief}
        assert ask(cast.rashid, f"/duty/desk/{rape.pk}/fir/save/", said).status_code == 204
    assert FirDraft.objects.count() == 0  # the database alone, whatever a query forgets
    assert "زیادتی کی کوشش" in ask(cast.ali, f"/duty/desk/{rape.pk}/fir/").content.decode()
    with queries.unsealed_told(rape.pk):
        assert FirDraft.objects.get().brief == "زیادتی کی کوشش"


def test_with_the_database_wall_down_only_who_registers_reads_what_is_typed(
    committed, cast, now, as_owner
) -> None:
    rape = desk.take(told=RAPE, actor=cast.saima, now=now)
    ask(cast.rashid, f"/duty/desk/{rape.pk}/fir/save/", {"sections": "376", "brief": "زیادتی کی کوشش"})
    with as_owner() as owner:
        owner.execute("alter table station_firdraft disable row level security")
    try:
        assert FirDraft.objects.count() == 1
        for who in (cast.aslam, cast.saima, cast.hina):
            with pytest.raises(Forbidden):
                ask(who, f"/duty/desk/{rape.pk}/fir/")
    finally:
        with as_owner() as owner:
            owner.execute("alter table station_firdraft enable row level security")


def test_a_sealed_case_has_no_name_on_page_register_or_paper_for_who_does_not_need_it(cast, sealed) -> None:
    for path in ("/duty/fir/", f"/duty/fir/{sealed.pk}/", "/duty/fir/?number=1"):
        page = ask(cast.aslam, path).content.decode()
        assert RAPE.name not in page
        assert RAPE.told not in page
        assert "1/" in page
    assert RAPE.told in ask(cast.javed, f"/duty/fir/{sealed.pk}/").content.decode()


def test_the_sho_names_another_officer_and_the_clerk_adds_a_statement(cast, sealed) -> None:
    named = {"officer": str(cast.aslam.user_id), "reason": "The SHO is on leave."}
    assert ask(cast.ali, f"/duty/fir/{sealed.pk}/designate/", named).status_code == 302
    assert ask(cast.ali, f"/duty/fir/{sealed.pk}/designate/", {**named, "reason": "x"}).status_code == 422
    said = {"kind": "cross_version", "stated_by": "اکرم", "text": "میں لاہور میں تھا۔"}
    assert ask(cast.rashid, f"/duty/fir/{sealed.pk}/add/", said).status_code == 302
    assert ask(cast.rashid, f"/duty/fir/{sealed.pk}/add/", {**said, "text": ""}).status_code == 422
    assert "میں لاہور میں تھا۔" in ask(cast.aslam, f"/duty/fir/{sealed.pk}/").content.decode()


def _labels(actor, fir: Fir) -> list[str]:
    with override("en"):
        return [str(door.label) for door in queries.doors(actor, fir)]


def test_the_page_of_a_case_leads_each_post_to_its_own_books_and_counts_them(
    cast, sealed, monkeypatch
) -> None:
    diary = queries.Way("designate", policies.READ_FIR, "Book of the case", count=lambda fir: fir.number + 6)
    mine = queries.Way(
        "add", policies.READ_FIR, "Only mine", when=lambda actor, fir: (fir, actor) == (sealed, cast.aslam)
    )
    of_the_fir = [way for way in queries.DOORS if way.name in ("add", "designate")]
    monkeypatch.setattr(queries, "DOORS", [*of_the_fir, diary, mine])

    clerk, officer, district = (_labels(one, sealed) for one in (cast.rashid, cast.aslam, cast.hina))
    assert clerk == ["Add a statement", "Book of the case"]
    assert officer == ["Book of the case", "Only mine"]
    assert district == ["Book of the case"]
    assert "(7)" in strip_tags(ask(cast.aslam, f"/duty/fir/{sealed.pk}/").content.decode())
