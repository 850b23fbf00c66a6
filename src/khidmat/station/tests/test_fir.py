"""An FIR: numbered without a gap, after its diary entry, never edited, sealed where the law seals it."""

from dataclasses import replace
from datetime import datetime, timedelta
from types import SimpleNamespace

import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.db.models import F

from khidmat.audit.models import Event
from khidmat.kernel.errors import Forbidden, Invalid, NotFound, Stale
from khidmat.kernel.ids import uuid7
from khidmat.notify.public import Message
from khidmat.org.public import office
from khidmat.station import fir_paper
from khidmat.station.models import Added, Designation, Fir, FirSection, FirText, Telling
from khidmat.station.operations import desk
from khidmat.station.operations import fir as operations
from khidmat.station.queries import desk as desk_queries
from khidmat.station.queries import fir as queries
from khidmat.station.states import Copy
from khidmat.station.tests.test_desk import RAPE, THEFT
from khidmat.station.typed import Typed

HOUR = timedelta(hours=1)


@pytest.fixture
def register(cast, now: datetime):
    """Register a fresh complaint of A Division."""
    assert cast.saima.user_id
    assert cast.aslam.user_id
    assert cast.rashid.user_id

    def make(told=THEFT, actor=None, at: datetime = now, **more) -> Fir:
        complaint = desk.take(told=told, actor=cast.saima, now=at)
        typed = Typed(**{"sections": told.offences, "officer_id": cast.aslam.user_id, **more})
        return operations.register(complaint_id=complaint.pk, typed=typed, actor=actor or cast.rashid, now=at)

    return make


def refuses(act) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        act()


def test_a_theft_becomes_an_fir_with_number_entry_officer_and_message(cast, register, now: datetime) -> None:
    fir = register(at=now + HOUR)
    assert (str(fir), fir.complaint.status, fir.sealed) == ("1/26", "registered", False)
    assert (fir.entry.kind, fir.entry.about_id, fir.entry.station_id) == (
        "cognizable",
        fir.pk,
        fir.station_id,
    )
    assert "1/26" in fir.entry.text_ur
    assert queries.investigator(fir.pk).pk == cast.aslam.user_id
    assert [one.section.number for one in fir.cited.all()] == ["379"]
    assert fir.head == fir.cited.get().section.head
    sent = Message.objects.get(template="fir", about=fir.complaint_id)
    assert sent.mobile == "+923000000001"
    with pytest.raises(Stale):
        operations.register(
            complaint_id=fir.complaint_id, typed=Typed("379", cast.aslam.user_id), actor=cast.ali, now=now
        )


def test_numbers_run_by_station_and_year(cast, register, now: datetime) -> None:
    first, second = register(), register()
    later = register(at=now + timedelta(days=60))
    assert [str(one) for one in (first, second, later)] == ["1/26", "2/26", "1/27"]


def test_odd_sections_are_kept_and_never_refuse_an_offence(cast, register) -> None:
    fir = register(sections="999-ZZ something / 379", accused="نامعلوم، سانولا، لمبا\n" * 40)
    assert fir.sections == "999-ZZ something / 379"
    assert None in [one.section for one in fir.cited.all()]
    assert len(queries.words(fir).text.accused.splitlines()) == 40


def test_nothing_is_half_registered(cast, now: datetime) -> None:
    complaint = desk.take(told=THEFT, actor=cast.saima, now=now)
    how = {"complaint_id": complaint.pk, "actor": cast.rashid, "now": now}
    for typed in (Typed("", cast.aslam.user_id), Typed("379", None), Typed("379", cast.tariq.user_id)):
        with pytest.raises(Invalid):
            operations.register(typed=typed, **how)
    for stranger, said in ((cast.aslam, Forbidden), (cast.saima, Forbidden), (cast.zahid, NotFound)):
        with pytest.raises(said):
            operations.register(**{**how, "actor": stranger}, typed=Typed("379", cast.aslam.user_id))
    complaint.refresh_from_db()
    assert (complaint.status, Fir.objects.count()) == ("received", 0)


def test_electricity_needs_the_authorised_officers_paper(cast, register, now: datetime) -> None:
    with pytest.raises(Invalid) as refused:
        register(sections="462-H PPC")
    assert "authority" in refused.value.fields
    complaint = desk.take(told=THEFT, actor=cast.saima, now=now)
    typed, paper = Typed("462-H PPC", cast.aslam.user_id), SimpleUploadedFile("lesco.png", picture())
    fir = operations.register(
        complaint_id=complaint.pk, typed=typed, authority=paper, actor=cast.ali, now=now
    )
    assert fir.electricity
    assert fir.authority is not None
    theft = register()
    refuses(lambda: FirSection(fir=theft, number=9, written="462-I").save(force_insert=True))


def picture() -> bytes:
    from khidmat.services.tests.answering import picture as drawn

    return drawn().read()


def test_a_draft_outlives_the_power(cast, now: datetime) -> None:
    complaint = desk.take(told=THEFT, actor=cast.saima, now=now)
    typed = Typed("379/411", cast.aslam.user_id, brief="موٹر سائیکل کی چوری")
    operations.save_draft(complaint_id=complaint.pk, typed=typed, actor=cast.rashid, now=now)
    operations.save_draft(complaint_id=complaint.pk, typed=typed, actor=cast.rashid, now=now)
    sheet = operations.begin(complaint_id=complaint.pk, actor=cast.ali, now=now)
    assert (sheet.typed.sections, sheet.typed.brief) == ("379/411", "موٹر سائیکل کی چوری")
    assert sheet.telling.told == THEFT.told


def test_the_database_refuses_what_the_law_forbids(cast, register, now: datetime) -> None:
    fir = register()
    row = {field.attname: getattr(fir, field.attname) for field in Fir._meta.concrete_fields}
    complaint = desk.take(told=THEFT, actor=cast.saima, now=now)
    refuses(lambda: Fir.objects.filter(pk=fir.pk).update(sections="420"))
    refuses(lambda: Fir.objects.filter(pk=fir.pk).update(number=F("number") + 1))
    refuses(lambda: fir.delete())
    fresh = {**row, "id": uuid7(), "number": 2, "complaint_id": complaint.pk}
    refuses(lambda: Fir(**fresh).save(force_insert=True))  # another case's entry, and an undecided complaint
    refuses(lambda: Fir(**{**fresh, "entry_id": None}).save(force_insert=True))
    refuses(lambda: FirText.objects.filter(fir=fir).update(brief="x"))
    refuses(lambda: FirSection.objects.filter(fir=fir).delete())
    refuses(lambda: Designation.objects.filter(fir=fir).update(officer=cast.ali.user_id))


@pytest.mark.parametrize(
    "change",
    [
        {"number": 3},
        {"number": 1},
        {"year": 2025},
        {"registered_at": -HOUR},
        {"station": "KSR-PS-02"},
        {"sealed": False},
        {"sections": ""},
    ],
)
def test_each_guard_of_a_new_fir(cast, register, now: datetime, change, monkeypatch) -> None:
    register()
    saved = Fir.save

    def altered(fir: Fir, **how) -> None:
        for name, value in change.items():
            if name == "registered_at":
                value = fir.registered_at + value
            setattr(fir, name, office(value) if name == "station" else value)
        saved(fir, **how)

    monkeypatch.setattr(Fir, "save", altered)
    refuses(lambda: register(RAPE))
    monkeypatch.setattr(Fir, "save", saved)
    assert str(register(RAPE)) == "2/26"


def test_an_entry_of_another_kind_or_case_carries_no_fir(cast, register, monkeypatch) -> None:
    monkeypatch.setattr(operations, "EntryKind", SimpleNamespace(COGNIZABLE="other"))
    refuses(register)
    monkeypatch.undo()
    write = operations.write
    monkeypatch.setattr(operations, "write", lambda **how: write(**{**how, "about_id": uuid7()}))
    refuses(register)


def test_the_investigation_changes_hands_by_the_sho_with_a_reason(cast, register, now: datetime) -> None:
    fir = register()
    how = {"fir_id": fir.pk, "officer_id": cast.ali.user_id, "now": now}
    with pytest.raises(Invalid):
        operations.designate(**how, reason="", actor=cast.ali)
    with pytest.raises(Forbidden):
        operations.designate(**how, reason="On leave from today.", actor=cast.rashid)
    operations.designate(**how, reason="On leave from today.", actor=cast.ali)
    assert queries.investigator(fir.pk).pk == cast.ali.user_id
    assert fir.designations.count() == 2
    with pytest.raises(Invalid):
        operations.designate(**how, reason="On leave from today.", actor=cast.ali)


def test_later_versions_stand_beside_the_fir_in_their_order(cast, register, now: datetime) -> None:
    fir = register(RAPE)
    said = {"fir_id": fir.pk, "stated_by": "اکرم ولد اسلم", "text": "میں وہاں نہیں تھا۔", "now": now}
    operations.add(kind="supplementary", actor=cast.rashid, **said)
    second = operations.add(kind="cross_version", actor=cast.ali, **said)
    assert (second.number, second.entry.about_id) == (2, fir.pk)
    assert [one.kind for one in queries.words(fir).added] == ["supplementary", "cross_version"]
    with queries.unsealed(fir):
        refuses(lambda: Added.objects.filter(pk=second.pk).update(text="x"))


def test_a_sealed_case_shows_its_names_only_to_those_who_need_them(cast, register, now: datetime) -> None:
    fir = register(RAPE)
    tariq_of_a = register(RAPE, officer_id=cast.ali.user_id)
    reads = {"ali", "rashid", "aslam", "farah", "hina", "javed"}
    for name in reads:
        case = operations.open_fir(fir_id=fir.pk, actor=getattr(cast, name), now=now)
        assert case.words.telling.name == RAPE.name, name
    assert operations.open_fir(fir_id=tariq_of_a.pk, actor=cast.aslam, now=now).words is None
    assert Event.objects.filter(code="station.fir.opened", subject_id=fir.pk).count() == len(reads)
    for row in queries.register(cast.aslam, "", "").rows:
        assert row.who == ""


def test_sections_found_at_registering_seal_what_was_told_before(cast, register, now: datetime) -> None:
    fir = register(replace(THEFT, offences="379"), sections="376 PPC", officer_id=cast.ali.user_id)
    assert fir.sealed
    assert not fir.complaint.sensitive
    assert not desk_queries.may_know_who(cast.aslam, fir.complaint)
    assert not Telling.objects.filter(complaint=fir.complaint).exists()
    assert desk_queries.opened(fir.complaint).name == THEFT.name


def test_with_the_first_wall_down_the_second_stands(cast, register, monkeypatch) -> None:
    """A query that forgets who reads finds nothing."""
    fir = register(RAPE)
    assert not FirText.objects.filter(fir=fir).exists()
    assert not Telling.objects.filter(complaint=fir.complaint).exists()
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from station_telling t join station_fir f using (complaint_id) where f.sealed"
        )
        assert cursor.fetchone() == (0,)


def test_with_the_second_wall_down_the_first_stands(
    committed, cast, register, now: datetime, as_owner
) -> None:
    """The database shows everything; pages, register and paper still withhold."""
    fir = register(RAPE, officer_id=cast.ali.user_id)
    tables = ("station_firtext", "station_telling", "station_added")
    with as_owner() as owner:
        for table in tables:
            owner.execute(f"alter table {table} disable row level security")
    try:
        case = operations.open_fir(fir_id=fir.pk, actor=cast.aslam, now=now)
        paper = fir_paper.words_of(case, Copy.STATION)
        assert FirText.objects.filter(fir=fir).exists()
        assert case.words is None
        assert RAPE.name not in str(paper) + str(queries.register(cast.aslam, "", "").rows)
        assert RAPE.told not in str(paper)
    finally:
        with as_owner() as owner:
            for table in tables:
                owner.execute(f"alter table {table} enable row level security")


def test_a_complaint_is_not_registered_without_its_fir(committed, cast, now: datetime) -> None:
    from khidmat.station.operations import deciding

    complaint = desk.take(told=THEFT, actor=cast.saima, now=now)
    with pytest.raises(DatabaseError, match="has its FIR"), transaction.atomic():
        deciding.registered(complaint=complaint, actor=cast.ali, now=now)
    complaint.refresh_from_db()
    assert complaint.status == "received"


def test_an_fir_is_whole_or_not_there(committed, cast, register, monkeypatch) -> None:
    monkeypatch.setattr(operations, "_write_rows", lambda *_all: None)
    with pytest.raises(DatabaseError, match="whole"):
        register()
    assert Fir.objects.count() == 0


def test_not_even_the_owner_edits_an_fir(committed, cast, register, as_owner) -> None:
    register()
    with as_owner() as owner, pytest.raises(psycopg.Error, match="Cannot update or delete"):
        owner.execute("update station_fir set sections = '420'")
