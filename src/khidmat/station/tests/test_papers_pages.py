"""The forms of an investigation: right ones enter the file once, odd ones come back with what was typed, never half."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.http import Http404
from django.utils import timezone

from khidmat.kernel.errors import Forbidden, NotFound
from khidmat.station.models import Docket, Fir, ForensicRequest, Inquest, Item, TaskMark
from khidmat.station.operations import desk
from khidmat.station.operations import fir as firs
from khidmat.station.queries import papers as queries
from khidmat.station.tests.test_desk import THEFT
from khidmat.station.tests.test_desk_pages import ask
from khidmat.station.typed import Typed

HOUR = {"hour": "00:00"}
TWO = {"first_name": "اکرم", "second_name": "بشیر"}
WHOLE: dict[str, dict[str, str]] = {
    "statement": {"law": "161", "language": "پنجابی", "text": "میں نے دیکھا۔", "kind": "other", "name": "اکرم"},
    "plan": {"text": "دروازے سے تالا 2 فٹ"},
    "memo": {
        "kind": "recovery", "place": "سبزی منڈی", "text": "برآمد ہوا۔", "article_kind": "weapon",
        "articles": "پستول 30 بور، 1\nگولیاں، 5 راؤنڈ", **TWO,
    },
    "search": {
        "ground": "reasons", "reasons": "مال چھپانے کا خدشہ", "place": "مکان 4", "found": "کچھ نہیں", "began": "00:00",
        "ended": "00:00", **TWO,
    },
    "warrant": {
        "kind": "search", "court": "مجسٹریٹ", "reference": "12", "result": "executed", "text": "تعمیل ہوئی",
        "issued_on_day": "1", "issued_on_month": "2", "issued_on_year": "2026",
    },
    "docket": {
        "name": "اکرم", "consent": "on", "consented_by": "خود", "hospital": "ڈی ایچ کیو", "escort": "کانسٹیبل",
        "text": "معائنہ کیا جائے",
    },
    "request": {"article": "پستول", "laboratory": "پی ایف ایس اے", "question": "کیا گولی اسی سے چلی؟"},
}  # fmt: skip
WRONG = [
    ("statement", {"text": ""}),
    ("statement", {"law": "99"}),
    ("statement", {"name": ""}),
    ("statement", {"known": "x"}),
    ("statement", {"hour": "30:00"}),
    ("statement", {"text": "x" * 30_001}),
    ("statement", {"presence": "dog"}),
    ("plan", {"text": ""}),
    ("plan", {"on_day": "31", "on_month": "2", "on_year": "2026"}),
    ("memo", {"articles": ""}),
    ("plan", {"on_day": "1", "on_month": "1", "on_year": "2099"}),
    ("memo", {"articles": "چرس", "article_kind": "narcotic"}),
    ("memo", {"second_name": ""}),
    ("memo", {"kind": "gift"}),
    ("memo", {"articles": "x, 0"}),
    ("memo", {"place": "p" * 301}),
    ("search", {"reasons": ""}),
    ("search", {"ended": "soon"}),
    ("search", {"ground": "whim"}),
    ("warrant", {"court": ""}),
    ("warrant", {"issued_on_year": "2099"}),
    ("warrant", {"issued_on_day": ""}),
    ("docket", {"consented_by": ""}),
    ("docket", {"hospital": "h" * 201}),
    ("request", {"question": ""}),
    ("request", {"hour": ""}),
]


@pytest.fixture
def mine(cast) -> Fir:
    """A theft of yesterday that Aslam investigates."""
    now = timezone.now() - timedelta(days=1)
    complaint = desk.take(told=THEFT, actor=cast.saima, now=now)
    typed = Typed("379 PPC", cast.aslam.user_id)
    return firs.register(complaint_id=complaint.pk, typed=typed, actor=cast.rashid, now=now)


@pytest.mark.parametrize("sort", list(WHOLE))
def test_each_paper_enters_the_file_once_for_a_double_click(cast, mine: Fir, sort: str) -> None:
    path, sent = (
        f"/duty/fir/{mine.pk}/papers/{sort}/",
        {**HOUR, **WHOLE[sort], "idempotency_key": str(uuid4())},
    )
    assert ask(cast.aslam, path).status_code == 200
    for _click in range(2):
        assert ask(cast.aslam, path, sent).headers["Location"] == f"/duty/fir/{mine.pk}/papers/"
    found = queries.file(cast.aslam, mine)
    there = (
        found.statements,
        found.plans,
        found.memos,
        found.searches,
        found.warrants,
        found.dockets,
        found.requests,
    )
    assert sum(map(len, there)) == 1
    assert ask(cast.ali, f"/duty/fir/{mine.pk}/papers/", language="ur").status_code == 200
    assert Item.objects.count() == (2 if sort == "memo" else 0)


@pytest.mark.parametrize(("sort", "wrong"), WRONG)
def test_what_cannot_be_kept_is_said_and_nothing_is_written(cast, mine: Fir, sort: str, wrong) -> None:
    answer = ask(cast.aslam, f"/duty/fir/{mine.pk}/papers/{sort}/", {**HOUR, **WHOLE[sort], **wrong})
    assert answer.status_code == 422
    assert queries.witnesses(mine) == []
    assert Item.objects.count() == 0
    assert not queries.file(cast.aslam, mine).plans


def test_an_answer_comes_to_the_question_that_waits(cast, mine: Fir) -> None:
    here = f"/duty/fir/{mine.pk}/papers"
    for sort in ("docket", "request"):
        ask(cast.aslam, f"{here}/{sort}/", {**HOUR, **WHOLE[sort]})
    docket, asked = Docket.objects.get(), ForensicRequest.objects.get()
    came = {
        "docket": str(docket.pk),
        "doctor": "ڈاکٹر نعیم",
        "certificate": "77",
        "text": "زخم",
        "ended": "00:00",
    }
    found = {"request": str(asked.pk), "report": "12/26", "text": "جی ہاں"}
    for sort, sent in (("docket-result", came), ("result", found)):
        wrong = {**sent, "docket": str(uuid4()), "request": "x"}
        assert ask(cast.aslam, f"{here}/{sort}/", {**HOUR, **wrong}).status_code == 422
        assert ask(cast.aslam, f"{here}/{sort}/", {**HOUR, **sent}).status_code == 302
        assert ask(cast.aslam, f"{here}/{sort}/", {**HOUR, **sent}).status_code == 422


def test_there_is_no_other_sort_and_no_other_reader(cast, mine: Fir) -> None:
    here = f"/duty/fir/{mine.pk}/"
    with pytest.raises(Http404):
        ask(cast.aslam, f"{here}papers/poem/")
    for other, path, said in (
        (cast.ali, "papers/plan/", Forbidden),
        (cast.zahid, "papers/", NotFound),
        (cast.aslam, "plans/1/", NotFound),
        (cast.ali, "steps/mark/", Forbidden),
        (cast.ali, "review/", Forbidden),
    ):
        with pytest.raises(said):
            ask(other, here + path)


def test_steps_reviews_and_lists_of_cases(cast, mine: Fir) -> None:
    here = f"/duty/fir/{mine.pk}"
    assert (
        ask(cast.aslam, f"{here}/steps/mark/", {"code": "site", "note": "موقع دیکھا گیا"}).status_code == 422
    )
    assert (
        ask(cast.aslam, f"{here}/steps/mark/", {"code": "cameras", "note": "چار کیمرے دیکھے"}).status_code
        == 302
    )
    assert ask(cast.farah, f"{here}/steps/spare/", {"code": "site", "note": "no"}).status_code == 422
    assert (
        ask(cast.farah, f"{here}/steps/spare/", {"code": "site", "note": "ضرورت نہیں رہی"}).status_code == 302
    )
    assert TaskMark.objects.count() == 2
    assert ask(cast.farah, f"{here}/review/", {"remarks": ""}).status_code == 422
    assert ask(cast.farah, f"{here}/review/", {"remarks": "گواہ باقی ہیں۔"}).status_code == 302
    assert "گواہ باقی ہیں۔" in ask(cast.aslam, f"{here}/papers/").content.decode()
    assert str(mine) in ask(cast.aslam, "/duty/investigation/").content.decode()
    assert str(mine) not in ask(cast.ali, "/duty/investigation/").content.decode()
    assert ask(cast.farah, "/duty/investigation/review/").status_code == 200


INQUEST = {
    "form": "natural", "informed": "00:00", "told": "00:00", "began": "00:00", "magistrate": "مجسٹریٹ قصور",
    "deceased": "نامعلوم، 60 سال", "place": "بس اڈہ", "first": "اکرم", "second": "بشیر", "seen": "زخم نہیں",
    "opinion": "طبعی موت",
}  # fmt: skip


@pytest.mark.parametrize(
    "wrong",
    [
        {"form": "accident"},
        {"form": "violence"},
        {"second": "اکرم"},
        {"told": "99"},
        {"deceased": ""},
        {"fir": "x"},
    ],
)
def test_an_inquest_that_cannot_be_is_sent_back(cast, mine: Fir, wrong) -> None:
    answer = ask(cast.aslam, "/duty/inquests/new/", INQUEST | wrong)
    assert (answer.status_code, Inquest.objects.count()) == (422, 0)
    assert "بس اڈہ" in answer.content.decode()


def test_an_inquest_stands_in_the_register(cast, mine: Fir) -> None:
    made = ask(cast.aslam, "/duty/inquests/new/", {**INQUEST, "fir": str(mine.pk)})
    assert made.status_code == 302
    assert INQUEST["deceased"] in ask(cast.javed, made.headers["Location"]).content.decode()
    assert "1/" in ask(cast.hina, "/duty/inquests/", language="ur").content.decode()
    with pytest.raises(NotFound):
        ask(cast.zahid, made.headers["Location"])
