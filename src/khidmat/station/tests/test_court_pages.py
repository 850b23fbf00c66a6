"""The pages of a case in court: each act from its form, refusals beside the fields, names withheld."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from khidmat.kernel.errors import Forbidden, NotFound
from khidmat.station.models import Charge, CourtCase, FinalReport, Hearing, Verdict
from khidmat.station.queries import court as queries
from khidmat.station.tests.casework import COURT, FACTS, OPINION, OWN, Work
from khidmat.station.tests.test_desk import RAPE
from khidmat.station.tests.test_desk_pages import ask


@pytest.fixture
def work(cast) -> Work:
    return Work(cast, timezone.now() - timedelta(hours=5)).case()


def day(name: str) -> dict[str, str]:
    today = timezone.localdate(timezone.now() - timedelta(hours=5))
    return {f"{name}_day": str(today.day), f"{name}_month": str(today.month), f"{name}_year": str(today.year)}


def report(work: Work, **more: str) -> dict[str, str]:
    standing = {f"standing_{one.pk}": "custody" for one in queries.reportable(work.fir)}
    return {"kind": "full", "sections": "379 PPC", "facts": FACTS, "opinion": OPINION, **standing, **more}


def test_a_case_is_led_to_its_verdict_page_by_page(cast, work: Work) -> None:
    path = f"/duty/fir/{work.fir.pk}/court/"
    begun = ask(cast.aslam, f"{path}report/").content.decode()
    assert "بلال احمد" in begun
    assert ask(cast.aslam, f"{path}report/", report(work)).status_code == 302
    assert ask(cast.ali, f"{path}forward/", {"agrees": "yes", "words": ""}).status_code == 302
    assert ask(cast.noreen, f"{path}scrutiny/", {"agrees": "yes", "words": "Complete."}).status_code == 302
    number = {"case_no": "77/2026", "court": COURT, **day("received_on")}
    assert ask(cast.rashid, f"{path}number/", number).status_code == 302
    heard = {"what": "The charge was read out.", **day("held_on")}
    assert ask(cast.javed, f"{path}hearing/", heard).status_code == 302
    who = work.accused().pk
    assert ask(cast.javed, f"{path}charge/", {"accused": str(who), "sections": "379 PPC"}).status_code == 302
    said = {"outcome_1": "convicted", "sentence_1": "6 months", "court": COURT, **day("decided_on")}
    assert ask(cast.javed, f"/duty/accused/{who}/verdict/", said).status_code == 302
    page = ask(cast.ali, path).content.decode()
    assert all(
        words in page
        for words in ("Convicted", "6 months", "77/2026", "The charge was read out.", "Complete.")
    )


def test_a_form_sent_twice_is_one_report(cast, work: Work) -> None:
    sent = {**report(work), "idempotency_key": str(uuid4())}
    path = f"/duty/fir/{work.fir.pk}/court/report/"
    assert [ask(cast.aslam, path, sent).status_code for _turn in range(2)] == [302, 302]
    assert FinalReport.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "poem"},
        {"facts": ""},
        {"opinion": "x"},
        {"facts": "x" * 30_001},
        {"kind": "cancellation", "ground": ""},
        {"kind": "absent"},
        {"sections": "9" * 2001},
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_there(cast, work: Work, wrong) -> None:
    answer = ask(
        cast.aslam, f"/duty/fir/{work.fir.pk}/court/report/", report(work, parties="مدعی اور گواہ", **wrong)
    )
    assert answer.status_code == 422
    assert "مدعی اور گواہ" in answer.content.decode()
    assert FinalReport.objects.count() == 0


@pytest.mark.parametrize(
    ("route", "who", "form"),
    [
        ("court/number/", "rashid", {"case_no": "", "court": COURT}),
        (
            "court/number/",
            "rashid",
            {"case_no": "7", "court": COURT, "received_on_day": "31", "received_on_month": "2"},
        ),
        ("court/hearing/", "javed", {"what": "", **day("held_on")}),
        ("court/hearing/", "javed", {"what": "Heard the witness.", "corrects": "x", **day("held_on")}),
        ("court/charge/", "javed", {"accused": "nobody", "sections": "379"}),
        ("court/charge/", "javed", {"accused": "", "sections": ""}),
    ],
)
def test_an_odd_form_for_the_court_is_refused_whole(cast, work: Work, route: str, who: str, form) -> None:
    work.in_court()
    answer = ask(getattr(cast, who), f"/duty/fir/{work.fir.pk}/{route}", form)
    assert answer.status_code == 422
    assert (CourtCase.objects.count(), Hearing.objects.count(), Charge.objects.count()) == (1, 0, 0)


def test_a_cancellation_is_led_through_its_pages(cast, work: Work) -> None:
    path = f"/duty/fir/{work.fir.pk}/court/"
    sent = report(work, kind="cancellation", ground="false")
    sent |= {name: "released" for name in sent if name.startswith("standing_")}
    assert ask(cast.aslam, f"{path}report/", sent).status_code == 302
    agreed = {"agrees": "yes", "words": OWN, "heard": "He was heard."}
    assert ask(cast.hina, f"{path}close/", agreed).status_code == 422
    assert ask(cast.aslam, f"{path}told/", {"how": "thumb", **day("told_on")}).status_code == 302
    assert ask(cast.hina, f"{path}close/", {**agreed, "words": "ok"}).status_code == 422
    assert ask(cast.hina, f"{path}close/", agreed).status_code == 302
    assert ask(cast.noreen, f"{path}scrutiny/", {"agrees": "yes"}).status_code == 302
    ordered = {"agrees": "yes", "words": "Cancelled as prayed.", "order_no": "9/2026"}
    assert ask(cast.javed, f"{path}ruling/", ordered).status_code == 302
    assert OWN in ask(cast.javed, path).content.decode()
    opened = {"words": "The High Court sent it back.", "order_no": "WP 3/2026"}
    assert ask(cast.farah, f"{path}reopen/", opened).status_code == 302


def test_the_list_shows_each_reader_his_cases(cast, work: Work) -> None:
    assert "1/26" in ask(cast.aslam, "/duty/cases/").content.decode()
    assert "1/26" not in ask(cast.tariq, "/duty/cases/").content.decode()
    assert "1/26" not in ask(cast.noreen, "/duty/cases/").content.decode()
    assert "1/26" in ask(cast.noreen, "/duty/cases/?show=station").content.decode()
    with pytest.raises(Forbidden):
        ask(cast.saima, "/duty/cases/")


def test_a_sealed_case_has_no_name_on_page_or_paper_for_who_does_not_need_it(cast) -> None:
    work = Work(cast, timezone.now() - timedelta(hours=5)).case(RAPE)
    work.report()
    path = f"/duty/fir/{work.fir.pk}/court/"
    for name in ("اکرم", FACTS, OPINION):
        assert name not in ask(cast.rashid, path).content.decode()
        assert name in ask(cast.noreen, path).content.decode()
    for stranger, said in ((cast.saima, Forbidden), (cast.zahid, NotFound)):
        for end in ("", "report-1.pdf"):
            with pytest.raises(said):
                ask(stranger, path + end)
    assert ask(cast.noreen, f"{path}report-1.pdf").content.startswith(b"%PDF-")


def test_a_verdict_by_the_station_wants_the_certified_copy(cast, work: Work) -> None:
    work.in_court()
    work.charge()
    said = {"outcome_1": "acquitted", "court": COURT, "order_no": "12", **day("decided_on")}
    path = f"/duty/accused/{work.accused().pk}/verdict/"
    assert ask(cast.rashid, path, said).status_code == 422
    assert ask(cast.rashid, path, {**said, "outcome_1": "forgiven"}).status_code == 422
    assert Verdict.objects.count() == 0
