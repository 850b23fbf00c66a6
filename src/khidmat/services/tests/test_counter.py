"""The counter: found first, asked once, read back before it is sent, never decided by the hand that typed it."""

import json
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from khidmat.accounts.public import actor_for, end_posting, post, system_actor
from khidmat.audit.models import Event
from khidmat.kernel.errors import Forbidden, Invalid, NotFound, Stale
from khidmat.org.public import office
from khidmat.payments.public import charge_for, open_shift
from khidmat.services import operations, queries, voice
from khidmat.services.counter import slip
from khidmat.services.models import Application, Assisted
from khidmat.services.operations.assisting import Customer, Standing
from khidmat.services.states import S
from khidmat.services.tests.answering import answers, papers, picture
from khidmat.services.tests.conftest import known
from khidmat.services.vocabulary import VOCABULARY
from khidmat.ui.formats import date_words

pytestmark = pytest.mark.django_db
CARD = "0123456789012"
MOBILE = "+923000000077"


@pytest.fixture
def come(cast, service, now: datetime):
    """A customer comes to Sana: the draft as it stands when she begins to type."""

    def make(cnic: str = CARD, **options: object) -> Application:
        customer = Customer(cnic=cnic, **options)
        return operations.begin(slug=service.slug, customer=customer, actor=cast.sana, now=now)

    return make


@pytest.fixture
def typed(come, cast, service, now: datetime):
    """The whole screen filled in and both papers added."""

    def make(**changes: str) -> Application:
        draft = come()
        whole = {
            name: text for page in answers(service, known(**changes)).values() for name, text in page.items()
        }
        for number, field in enumerate(papers(service)):
            operations.attach(
                application_id=draft.pk, field=field, upload=picture(number), actor=cast.sana, now=now
            )
        return operations.fill(
            application_id=draft.pk, data=whole, standing=Standing(MOBILE), actor=cast.sana, now=now
        )

    return make


@pytest.fixture
def entered(typed, cast, now: datetime):
    def make() -> Application:
        return operations.send_read_back(application_id=typed().pk, actor=cast.sana, now=now)

    return make


@pytest.fixture
def paid(entered, cast, service, now: datetime):
    """Sent, and where there is a fee, the cash taken into Sana's drawer."""

    def make() -> Application:
        application = entered()
        open_shift(began_with=0, actor=cast.sana, now=now)
        if fee := service.rupees:
            operations.take_fee(application_id=application.pk, rupees=fee, actor=cast.sana, now=now)
        return queries.entered(cast.sana).get(pk=application.pk)

    return make


def written(code: str) -> dict[str, object]:
    [event] = Event.objects.filter(code=code)
    return json.loads(event.body)["data"]


def test_an_entry_goes_the_way_of_the_phone_and_says_who_typed_it(entered, cast, service, now) -> None:
    application = entered()
    assert application.status == (S.AWAITING_PAYMENT if service.rupees else S.UNDER_VERIFICATION)
    assert (application.entered_by_id, application.citizen.mobile) == (cast.sana.user_id, MOBILE)
    assert (application.assisted.office.code, application.assisted.read_back_at) == ("PB-KSR-KM01", now)


def test_the_fee_is_taken_on_the_same_screen_and_the_work_begins(paid, service, now: datetime) -> None:
    application = paid()
    assert application.status == S.UNDER_VERIFICATION
    assert [one.office.code for one in application.verifications.all()] == ["KSR-PS-01"]
    charge = charge_for(application.pk)
    said = slip(application).fee
    assert (str(charge.receipt) in said) if service.rupees else (charge is None and "نہیں" in said)


def test_another_amount_than_the_fee_is_not_taken(entered, cast, service, now: datetime) -> None:
    application = entered()
    open_shift(began_with=0, actor=cast.sana, now=now)
    with pytest.raises(Invalid if service.rupees else NotFound):
        operations.take_fee(application_id=application.pk, rupees=499, actor=cast.sana, now=now)
    assert "نہیں" in slip(application).fee


def test_the_applicant_follows_it_by_his_own_mobile(entered, now: datetime) -> None:
    application = entered()
    assert list(queries.mine(actor_for(application.citizen, now=now))) == [application]


def test_nothing_is_sent_that_was_not_read_back(typed, cast, now: datetime) -> None:
    draft = typed()
    with pytest.raises(DatabaseError, match="not read back"), transaction.atomic():
        operations.submit(application_id=draft.pk, actor=cast.sana, now=now)
    draft.refresh_from_db()
    assert draft.status == S.DRAFT


def test_the_read_back_is_a_fact_with_its_time_and_words(entered, now: datetime) -> None:
    application = entered()
    heard, sent = written("services.read_back"), written("services.submitted")
    assert heard["answers_sha256"] == sent["answers_sha256"] == application.assisted.read_back_sha256


def test_without_a_mobile_number_nothing_is_sent(typed, cast, now: datetime) -> None:
    draft = typed()
    operations.fill(application_id=draft.pk, data={}, standing=Standing(), actor=cast.sana, now=now)
    with pytest.raises(Invalid) as refused:
        operations.send_read_back(application_id=draft.pk, actor=cast.sana, now=now)
    assert list(refused.value.fields) == ["whole.mobile"]


def test_a_person_who_comes_again_is_asked_only_what_for(entered, come, service) -> None:
    first, again = entered(), come()
    asked_anew = {n for spec in service.page("purpose").fields for n in VOCABULARY[spec.kind].names(spec)}
    lasting = {n: t for n, t in first.answers.items() if t and n not in asked_anew}
    assert {n: t for n, t in again.answers.items() if t} == lasting | {"id_kind": "cnic", "id_cnic": CARD}
    assert again.assisted.mobile == MOBILE
    kept = queries.attachments(again).values_list("field", "blob")
    assert list(kept) == list(queries.attachments(first).values_list("field", "blob"))


def test_a_person_known_by_the_index_alone_is_filled_in_too(sent, come, cast, now: datetime) -> None:
    person = sent().person
    Application.objects.filter(person=person).update(person=None, status=S.WITHDRAWN)
    found = come()
    assert found.assisted.person == person
    assert (found.answers["name_ur"], found.answers["birth_year"]) == ("بلال احمد", "1994")
    assert (found.answers["present_place"], found.answers["permanent_same"]) == ("KSR-PL-0650", "on")
    assert found.assisted.mobile == cast.citizen("bilal").mobile


def test_a_look_up_is_recorded_with_the_draft_as_its_reference(come) -> None:
    draft = come()
    looked = written("people.looked_up")
    assert (looked["purpose"], looked["reference"]) == ("certificate", draft.ref)


def test_by_name_nobody_of_another_district_is_found(sent, come, cast, service, now: datetime) -> None:
    person = sent().person
    wanted = {"name": "bilal", "relation_name": "اکرم", "now": now}
    assert operations.find_by_name(**wanted, actor=cast.sana) == [person]
    away = replace(cast.sana, office_id=office("PB-LHR-KM01").pk)
    assert operations.find_by_name(**wanted, actor=away) == []
    with pytest.raises(NotFound):
        operations.begin(slug=service.slug, customer=Customer(person_id=person.pk), actor=away, now=now)
    assert come("", person_id=person.pk).answers["id_cnic"] == CARD


def test_one_name_alone_is_no_search(cast, now: datetime) -> None:
    with pytest.raises(Invalid):
        operations.find_by_name(name="bilal", relation_name="", actor=cast.sana, now=now)


def test_the_next_customer_closes_what_was_left_open(come, cast) -> None:
    left, following = come(), come("0123456789013")
    left.refresh_from_db()
    assert (left.status, following.status) == (S.WITHDRAWN, S.DRAFT)
    assert [one.pk for one in queries.entered(cast.sana).filter(status=S.DRAFT)] == [following.pk]


def test_an_entry_does_not_touch_the_draft_on_the_applicants_own_phone(draft, entered, cast) -> None:
    own = draft()
    Application.objects.filter(pk=own.pk).update(citizen=cast.citizen("bilal"))
    application = entered()
    own.refresh_from_db()
    assert own.status == S.DRAFT != application.status


def test_the_operator_posted_elsewhere_neither_visits_nor_approves_it(paid, cast, now: datetime) -> None:
    [visit] = paid().verifications.all()
    later, system = now + timedelta(days=1), system_actor(None)
    user = Application.objects.get(pk=visit.application_id).entered_by
    end_posting(posting_id=cast.sana.posting_id, at=later, actor=system, now=now, reason="Moved")
    post(user=user, role="station_officer", office=office("KSR-PS-01"), since=later, actor=system, now=now)
    marking = {"verification_id": visit.pk, "officer_id": user.pk, "actor": cast.ali, "now": later}
    with pytest.raises(Forbidden):
        operations.mark(**marking)
    with pytest.raises(DatabaseError, match="entered"), transaction.atomic():
        type(visit).objects.filter(pk=visit.pk).update(officer=user, status="marked")


def test_another_operator_does_not_see_it(entered, cast) -> None:
    application = entered()
    other = replace(cast.sana, user_id=cast.nadia.user_id)
    assert list(queries.entered(cast.sana)) == [application]
    assert list(queries.entered(other)) == []
    with pytest.raises(NotFound):
        operations.open_slip(application_id=application.pk, actor=other, now=application.submitted_at)


def test_the_slip_names_the_promise_the_officer_and_both_numbers(paid, cast, now: datetime) -> None:
    assert cast.kamran.is_officer
    application = operations.open_slip(application_id=paid().pk, actor=cast.sana, now=now)
    said = slip(application)
    assert (said.ref, said.voice.replace(" ", "")) == (application.ref, application.assisted.voice)
    assert set(said.taken) >= {"شناختی کاغذ کی تصویر", "تصویر"}
    assert "کامران سلیم" in said.officer
    assert said.promised == date_words(application.due_at, "ur")
    assert "ثنا یوسف" in said.entered


def test_a_number_misheard_by_one_digit_is_no_other_number() -> None:
    number = voice.new_number()
    assert voice.holds(number)
    wrong = [number[:k] + d + number[k + 1 :] for k in range(9) for d in "0123456789" if d != number[k]]
    swapped = [number[:k] + number[k + 1] + number[k] + number[k + 2 :] for k in range(8)]
    assert not any(map(voice.holds, wrong))
    assert not any(voice.holds(one) for one in swapped if one != number)


KIN = {"kin": "brother", "kin_name": "عمران احمد", "kin_cnic": "0123456789099"}


def test_for_somebody_abroad_a_blood_relative_sends_with_a_letter(typed, cast, now: datetime) -> None:
    draft = typed()
    data = draft.answers
    who = {"application_id": draft.pk, "actor": cast.sana, "now": now}
    operations.fill(data=data, standing=Standing(MOBILE, **KIN), **who)
    with pytest.raises(Invalid) as refused:
        operations.send_read_back(**who)
    assert list(refused.value.fields) == ["whole.authority_letter"]
    operations.attach(field="authority_letter", upload=picture(9), **who)
    sent = operations.send_read_back(**who)
    said = slip(queries.entered(cast.sana).get(pk=sent.pk))
    assert said.behalf == "عمران احمد، بھائی، 01234-5678909-9"
    assert "اختیار نامہ" in said.taken


def test_the_database_sends_nothing_for_somebody_abroad_without_his_letter(typed, cast, now) -> None:
    draft = typed()
    heard = {"read_back_at": now, "read_back_sha256": "0" * 64, "voice": voice.new_number()}
    Assisted.objects.filter(application=draft).update(**KIN, **heard)
    with pytest.raises(DatabaseError, match="letter"), transaction.atomic():
        operations.submit(application_id=draft.pk, actor=cast.sana, now=now)


def test_a_relative_without_name_and_number_was_not_read_back(typed, now: datetime) -> None:
    heard = {"read_back_at": now, "read_back_sha256": "0" * 64, "voice": voice.new_number()}
    with pytest.raises(IntegrityError, match="kin_is_whole"), transaction.atomic():
        Assisted.objects.filter(application=typed()).update(kin="brother", **heard)


def test_numbers_of_a_day_have_no_gap_and_are_called_in_order(cast, come, now: datetime) -> None:
    given = [operations.give_token(actor=cast.sana, now=now).number for _n in range(3)]
    called = [operations.call_next(actor=cast.sana, now=now).number for _n in range(3)]
    assert given == called == [1, 2, 3]
    with pytest.raises(Stale):
        operations.call_next(actor=cast.sana, now=now)
    assert come().assisted.token.number == 3
    tomorrow = operations.give_token(actor=cast.sana, now=now + timedelta(days=1))
    assert tomorrow.number == 1


def test_a_number_serves_one_entry_and_the_next_customer_has_none(cast, come, now: datetime) -> None:
    operations.give_token(actor=cast.sana, now=now)
    operations.call_next(actor=cast.sana, now=now)
    first, second = come().assisted, come().assisted
    assert (first.token.number, second.token) == (1, None)
