"""A wrong record is corrected by the record office, a wrong paper by a new one; and who was served may say how."""

import csv
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.utils import translation

from khidmat.documents.public import revoke
from khidmat.kernel.errors import Forbidden, Invalid, NotFound, Stale
from khidmat.notify.models import Message
from khidmat.screening.public import Candidate, adjudicate
from khidmat.services import operations, queries, recourse
from khidmat.services.models import Application, Correction, Feedback, Reissue
from khidmat.services.operations import reissuing
from khidmat.services.operations.issuing import Made, press
from khidmat.services.states import Face, S
from khidmat.services.waiting import waiting
from khidmat.wanted.public import Decision as CourtDecision
from khidmat.wanted.public import Stage, change_stage, import_file
from khidmat.wanted.tests.samples import HEADING, row

pytestmark = pytest.mark.django_db

WHY = "The court's order says so."
RIGHT = {"name": "Bilal Ahmed", "name_ur": "بلال احمد", "relation_name": "", "relation_name_ur": ""}


@pytest.fixture
def recorded(cast, now: datetime, tmp_path: Path):
    """Rows of Bilal's in Kasur's records."""

    def make(**changes: str) -> None:
        path = tmp_path / f"{uuid4()}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, HEADING)
            writer.writeheader()
            writer.writerow(
                row(
                    name="Bilal Ahmad",
                    name_ur="بلال احمد",
                    cnic="0123456789012",
                    birth_year="1994",
                    **changes,
                )
            )
        import_file(path=path, file_name=path.name, encoding="utf-8", actor=cast.nadia, now=now)

    return make


@pytest.fixture
def found(recorded, verified, cast, now: datetime):
    """An application in whose check the record keeper found Bilal himself."""

    def make(**changes: str) -> Application:
        recorded(**changes)
        application = verified()
        for candidate in Candidate.objects.filter(of_check=application.records_id):
            adjudicate(
                candidate_id=candidate.pk, same=True, reason="Same card and father", actor=cast.nadia, now=now
            )
        application.refresh_from_db()
        return application

    return make


def ask(application: Application, about: str, actor: object, now: datetime) -> Correction:
    text = "The court acquitted me in 2015."
    return operations.ask_correction(
        application_id=application.pk, about=about, text=text, actor=actor, now=now
    )


def answer(asked: Correction, outcome: str, actor: object, now: datetime, **names: str) -> Correction:
    return operations.decide_correction(
        correction_id=asked.pk, outcome=outcome, reason=WHY, names=names, actor=actor, now=now
    )


def test_a_case_is_corrected_only_when_the_record_itself_is(found, cast, now: datetime) -> None:
    application = found()
    [case] = recourse.told_cases(application)
    asked = ask(application, str(case.series), cast.bilal, now)
    with pytest.raises(Invalid):
        answer(asked, "corrected", cast.nadia, now)
    acquitted = CourtDecision(Stage.ACQUITTED, "Sessions Court, Kasur", date(2015, 3, 2))
    change_stage(
        record_id=asked.record_id, decision=acquitted, reason=WHY, key=uuid4(), actor=cast.nadia, now=now
    )
    assert answer(asked, "corrected", cast.nadia, now).status == "corrected"
    assert recourse.told_cases(application) == ()


@pytest.mark.parametrize("stage", [Stage.ACQUITTED, Stage.DISCHARGED, Stage.CANCELLED])
def test_what_may_not_be_told_is_neither_in_the_notice_nor_to_be_chosen(
    found, cast, now: datetime, stage: Stage
) -> None:
    application = found()
    hidden = Candidate.objects.get(of_check=application.records_id).record
    ended = CourtDecision(stage, "Sessions Court, Kasur", date(2015, 3, 2))
    change_stage(record_id=hidden.pk, decision=ended, reason=WHY, key=uuid4(), actor=cast.nadia, now=now)
    assert recourse.draft_notice(application) == ""
    assert [value for value, _words in recourse.correctable(application)] == ["name"]
    for guess in (hidden.series, hidden.pk):
        with pytest.raises(Invalid):
            ask(application, str(guess), cast.bilal, now)


def test_what_may_be_told_stands_in_the_draft_of_the_notice(found) -> None:
    application = found()
    [case] = recourse.told_cases(application)
    assert case.case_ref in recourse.draft_notice(application)


def test_a_request_is_answered_by_the_record_office_of_the_district_alone(
    verified, cast, now: datetime
) -> None:
    asked = ask(verified(), "name", cast.bilal, now)
    for other in (cast.kamran, cast.hina, cast.ali):
        with pytest.raises(Forbidden):
            answer(asked, "kept", other, now)
    with pytest.raises(NotFound):
        answer(asked, "kept", cast.lubna, now)
    assert answer(asked, "kept", cast.nadia, now).reason == WHY
    with pytest.raises(Stale):
        answer(asked, "kept", cast.nadia, now)
    assert Message.objects.filter(about=asked.application_id, template="correction").exists()


def test_one_request_at_a_time_and_only_about_ones_own(verified, cast, now: datetime) -> None:
    application = verified()
    ask(application, "name", cast.bilal, now)
    with pytest.raises(Stale):
        ask(application, "name", cast.bilal, now)
    with pytest.raises(NotFound):
        ask(application, "name", cast.ayesha, now)


@pytest.fixture
def delivered(verified, cast, press_with_keys: None, now: datetime):
    def make() -> Application:
        application = verified()
        operations.approve(application_id=application.pk, actor=cast.kamran, now=now)
        operations.issue(application_id=application.pk, now=now)
        operations.deliver(application_id=application.pk, actor=cast.bilal, now=now)
        application.refresh_from_db()
        return application

    return make


def test_a_new_paper_names_the_old_one_which_ends_with_it(delivered, cast, now: datetime) -> None:
    application = delivered()
    old = application.certificate
    asked = ask(application, "name", cast.bilal, now)
    answer(asked, "corrected", cast.nadia, now, **RIGHT)
    order = operations.order_reissue(application_id=application.pk, reason=WHY, actor=cast.hina, now=now)
    old.refresh_from_db()
    assert old.status == "valid"  # until there is a new one
    operations.reissue(reissue_id=order.pk, now=now)
    operations.reissue(reissue_id=order.pk, now=now)
    application.refresh_from_db()
    old.refresh_from_db()
    new = application.certificate
    assert (old.status, old.superseded_by, new.status) == ("superseded", new, "valid")
    assert f'"replaces":"{old.number}"' in new.facts
    assert '"name":"Bilal Ahmed"' in new.facts
    assert (application.status, Reissue.objects.get().new) == (S.DELIVERED, new)


def test_a_paper_is_replaced_once_at_a_time_by_who_may_revoke(delivered, cast, now: datetime) -> None:
    application = delivered()
    order = {"application_id": application.pk, "reason": WHY, "now": now}
    with pytest.raises(Forbidden):
        operations.order_reissue(**order, actor=cast.kamran)
    operations.order_reissue(**order, actor=cast.hina)
    with pytest.raises(Stale):
        operations.order_reissue(**order, actor=cast.hina)


def test_a_paper_revoked_while_its_successor_is_made_has_none(
    delivered, cast, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    application = delivered()
    old = application.certificate
    order = operations.order_reissue(application_id=application.pk, reason=WHY, actor=cast.hina, now=now)

    def slow(*given: object, **more: object) -> Made:
        revoke(certificate_id=old.pk, reason=WHY, actor=cast.hina, now=now)
        return press(*given, **more)

    monkeypatch.setattr(reissuing, "press", slow)
    operations.reissue(reissue_id=order.pk, now=now)
    application.refresh_from_db()
    old.refresh_from_db()
    assert (old.status, application.certificate, Reissue.objects.get().new) == ("revoked", old, None)


def test_no_paper_is_numbered_for_an_order_that_is_done(delivered, cast, now: datetime) -> None:
    application = delivered()
    order = operations.order_reissue(application_id=application.pk, reason=WHY, actor=cast.hina, now=now)
    operations.reissue(reissue_id=order.pk, now=now)
    with pytest.raises(DatabaseError), transaction.atomic():
        Reissue.objects.filter(pk=order.pk).update(new=None)


def test_whose_paper_is_revoked_is_told_once(delivered, cast, now: datetime) -> None:
    application = delivered()
    revoke(certificate_id=application.certificate_id, reason=WHY, actor=cast.hina, now=now)
    operations.tell_ended(now=now)
    operations.tell_ended(now=now)
    assert Message.objects.filter(about=application.pk, template="revoked").count() == 1
    with pytest.raises(Stale):
        operations.order_reissue(application_id=application.pk, reason=WHY, actor=cast.hina, now=now)


def test_who_was_served_says_once_how_it_was_and_is_not_named(delivered, cast, now: datetime) -> None:
    application = delivered()
    said = {"application_id": application.pk, "text": "Polite.", "actor": cast.bilal, "now": now}
    with pytest.raises(Invalid):
        operations.rate(**said, face=6)
    operations.rate(**said, face=Face.GOOD)
    with pytest.raises(Stale):
        operations.rate(**said, face=Face.BAD)
    assert [one.text for one in queries.feedback(cast.hina)] == ["Polite."]
    assert not queries.feedback(cast.omar).exists()
    with pytest.raises(DatabaseError), transaction.atomic():
        Feedback.objects.update(face=5)


def test_nobody_is_asked_before_the_paper_is_there(verified, cast, now: datetime) -> None:
    application = verified()
    with pytest.raises(NotFound):
        operations.rate(application_id=application.pk, face=3, text="", actor=cast.bilal, now=now)


def test_every_step_names_an_officer_and_a_day_and_lateness_explains_itself(
    sent, cast, now: datetime
) -> None:
    application, later = sent(), now + timedelta(days=5)
    for name in ("ali", "nadia", "kamran"):
        getattr(cast, name)
    operations.raise_late(application.verifications.get().clock_id, later)
    application = Application.objects.get(pk=application.pk)
    with translation.override("en"):
        station, decision = waiting(application, later)
        assert "Ali Raza" in station.note(later)
        assert "late" in station.note(later)
        assert "raised to" in station.note(later)
        assert "Kamran Saleem" in decision.note(now)
    assert station.late(later)
    assert all(one.due and one.officer for one in (station, decision))
