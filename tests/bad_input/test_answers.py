"""What an applicant may mistype: told beside the field, in his language, with everything kept and nothing sent."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate

from khidmat.org.public import office
from khidmat.people.public import Person
from khidmat.services.models import Application
from khidmat.services.states import Status
from tests.bad_input.page import Shown
from tests.rights.posts import A
from tests.rights.world import APPLICANTS, World, answers

GOOD = "01234-5678901-2"


def dashed(number: str) -> str:
    """How a number of thirteen digits is shown."""
    return f"{number[:5]}-{number[5:12]}-{number[12:]}"


@dataclass
class Desk:
    """Bilal's draft open before him in one language; `wrong` collects what is not as it should be."""

    client: Client
    draft: Application
    language: str
    wrong: list[str] = field(default_factory=list)

    def send(self, page: str, /, **typed: str) -> Shown:
        """Send a page of the draft with some answers changed."""
        form = {**answers(APPLICANTS[A]).get(page, {}), **typed}
        return Shown(self.client.post(f"/my/{self.draft.pk}/edit/{page}/", form))

    def refuses(self, page: str, at: str, beside: str = "", /, **typed: str) -> None:
        """The page comes back with the reason beside the field and what was typed still in it."""
        shown, said = self.send(page, **typed), f"{at} {typed[at][:40]!r}"
        if missing := shown.explains(beside or at, self.language):
            self.wrong.append(f"{said}: {missing}")
        elif (kept := shown.value(at)) not in (typed[at].strip(), dashed(typed[at])):
            self.wrong.append(f"{said}: became {kept[:40]!r}")

    def takes(self, page: str, /, **typed: str) -> None:
        """The page leads on."""
        if (status := self.send(page, **typed).status) != 302:
            self.wrong.append(f"{typed}: {status}")

    def done(self) -> bool:
        """Nothing was wrong, and the draft is a draft."""
        self.draft.refresh_from_db()
        assert self.wrong == []
        assert not Person.objects.exists()
        return self.draft.status == Status.DRAFT


@pytest.fixture(params=["ur", "en"])
def desk(request: pytest.FixtureRequest, bilal: Client, town: World) -> Desk:
    bilal.cookies["language"] = request.param
    return Desk(bilal, town.draft(A), request.param)


NUMBERS = ("", "01234-567890", "01234-5678901", "01234-5678901-23", "01234-56789O1-2", "0" * 13, "1" * 13)
NUMBERS += ("۰۱۲۳۴", "०१२३४५६७८९०१२", "1" * 1900, "none", "-1", "1e12", "\N{GRINNING FACE}")


def test_a_wrong_cnic_is_refused_with_what_it_lacks(desk: Desk) -> None:
    for number in NUMBERS:
        desk.refuses("who", "id_cnic", id_cnic=number)
    assert desk.done()


@pytest.mark.parametrize(
    "number",
    [
        GOOD,
        "0123456789012",
        "۰۱۲۳۴-۵۶۷۸۹۰۱-۲",
        "٠١٢٣٤٥٦٧٨٩٠١٢",
        "0 1 2 3 4 5678901 2",
        "\u202a01234\u200b56789012\u202c",
    ],
)
def test_a_cnic_in_any_digits_and_spacing_is_one_number(bilal: Client, town: World, number: str) -> None:
    desk = Desk(bilal, town.draft(A), "ur")
    desk.takes("who", id_cnic=number)
    bilal.post(f"/my/{desk.draft.pk}/check/", {"true": "on", "idempotency_key": str(desk.draft.pk)})
    assert Person.objects.get().cnic == "0123456789012"


NAMES = (
    "",
    "   ",
    "12345",
    "B" * 300,
    "Bilal \N{GRINNING FACE}",
    "Bilal \ufffd",
    "بلال",
    "Z\u0334\u031b" * 70,
)


def test_a_wrong_name_is_refused_and_kept(desk: Desk) -> None:
    for name in NAMES:
        desk.refuses("who", "name", name=name)
    for name in ("", "Bilal", "ب" * 300, "بلال \N{GRINNING FACE}", "بلال \ufffd"):
        desk.refuses("who", "name_ur", name_ur=name)
    assert desk.done()


@pytest.mark.parametrize("mark", ["\u202e", "\u200b", "\u2066", "\ufeff", "\u200f", "\x07"])
def test_marks_that_cannot_be_seen_are_taken_out_and_the_person_looks_once(desk: Desk, mark: str) -> None:
    shown = desk.send("who", name=f"Bilal{mark} Ahmad")
    assert shown.explains("name", desk.language) == ""
    assert shown.value("name") == "Bilal Ahmad"
    desk.takes("who", name=shown.value("name"))
    assert desk.done()


def test_nul_and_bytes_that_are_no_letters_break_nothing(desk: Desk) -> None:
    path = f"/my/{desk.draft.pk}/edit/who/"
    for raw in (b"name=Bilal%00Ahmad", b"name=%ED%A0%80", b"name=%ff%fe", b"name=\xff\xfe", b"%00=%00"):
        shown = Shown(desk.client.post(path, raw, content_type="application/x-www-form-urlencoded"))
        assert shown.status == 422
    assert desk.done()


DATES = (("31", "2", "1994"), ("29", "2", "1993"), ("0", "1", "1990"), ("32", "13", "1994"), ("", "", "1994"))
DATES += (("1", "1", "1899"), ("1", "1", "9999"), ("1", "1", "94"), ("x", "y", "z"), ("-1", "1", "1994"))
DATES += (("1", "1", "0000"), ("1", "1", "10000"), ("9" * 50, "1", "1990"), ("1", "\u202e", "1990"))


def test_a_date_that_cannot_be_is_refused_and_its_three_boxes_keep_what_was_typed(desk: Desk) -> None:
    for day, month, year in DATES:
        typed = {"birth_day": day, "birth_month": month, "birth_year": year}
        desk.refuses("family", "birth_day", "birth", **typed)
        desk.refuses("family", "birth_year", "birth", **typed)
    tomorrow = str(localdate().year + 1)
    desk.refuses("family", "birth_year", "birth", birth_day="1", birth_month="1", birth_year=tomorrow)
    assert desk.done()


def test_a_year_that_cannot_be_is_refused(desk: Desk) -> None:
    for year in ("1850", "1899", "9999", "94", "19945", "x", "-199", "0000", str(localdate().year + 1)):
        desk.refuses("address", "since", since=year)
        no_date = {"birth_day": "", "birth_month": "", "birth_year": ""}
        desk.refuses("family", "birth_about", birth_about=year, **no_date)
    desk.takes("address", since="۲۰۱۴")
    assert desk.done()


def test_an_address_is_refused_where_a_part_is_missing_or_forged(desk: Desk) -> None:
    own = answers(APPLICANTS[A])["address"]
    for name, value in (
        ("present_line", ""), ("present_line", "x" * 201), ("present_line", "مکان \N{GRINNING FACE}"),
        ("present_district", ""),
    ):  # fmt: skip
        desk.refuses("address", name, **{name: value})
    for name, value, beside in (
        ("present_district", "x", "present_district"), ("email", "a@b", "email"),
        ("present_district", own["present_station"], "present_district"),
        ("present_place", "KSR-PL-9999", "present_area"), ("email", "x" * 300 + "@example.pk", "email"),
    ):  # fmt: skip
        assert desk.send("address", **{name: value}).explains(beside, desk.language) == "", (name, value)
    assert desk.done()


def test_a_forged_station_falls_back_to_the_station_of_the_area(bilal: Client, staffed: World) -> None:
    town = staffed
    desk = Desk(bilal, town.draft(A), "ur")
    elsewhere = str(office("PB-LHR").pk)
    desk.takes("address", present_station=elsewhere)
    bilal.post(f"/my/{desk.draft.pk}/check/", {"true": "on", "idempotency_key": str(desk.draft.pk)})
    town.now = timezone.now()
    town.pay(A, desk.draft)
    assert [one.office.code for one in desk.draft.verifications.all()] == ["KSR-PS-01"]


def test_a_choice_that_was_not_made_or_does_not_exist_is_said(desk: Desk) -> None:
    for page, name in (
        ("who", "id_kind"),
        ("family", "relation"),
        ("purpose", "purpose"),
        ("purpose", "country"),
    ):
        for value in ("", "x", "\x00", "visa'--"):
            assert desk.send(page, **{name: value}).explains(name, desk.language) == "", (name, value)
    assert desk.done()


HIDDEN: list[tuple[str, dict[str, str]]] = [
    ("who", {"id_kind": "passport", "id_number": "AB1234567", "id_cnic": "123"}),
    ("who", {"id_kind": "cnic", "id_cnic": GOOD, "id_number": "x" * 300}),
    ("purpose", {"purpose": "employment", "country": "nowhere", "detail": "x" * 300}),
    ("address", {"permanent_same": "on", "permanent_line": "x" * 300, "permanent_district": "x"}),
]


@pytest.mark.parametrize(("page", "typed"), HIDDEN)
def test_what_stands_in_a_question_that_is_not_asked_stops_nobody(
    bilal: Client, town: World, page: str, typed: dict[str, str]
) -> None:
    desk = Desk(bilal, town.draft(A), "ur")
    desk.takes(page, **typed)
    sent = bilal.post(f"/my/{desk.draft.pk}/check/", {"true": "on", "idempotency_key": str(desk.draft.pk)})
    assert sent.headers["Location"] == f"/my/{desk.draft.pk}/"
    desk.draft.refresh_from_db()
    assert desk.draft.status == Status.AWAITING_PAYMENT


EMAILS = (
    "bilal@example.pk ",
    "BILAL@EXAMPLE.PK",
    "bilal@مثال.پاک",
    "é@example.pk",
    "a+b@example.pk",
    "bilal@[127.0.0.1]",
)


@pytest.mark.parametrize("email", EMAILS)
def test_an_email_that_the_page_takes_can_be_written_to(bilal: Client, town: World, email: str) -> None:
    desk = Desk(bilal, town.draft(A), "ur")
    shown = desk.send("address", email=email)
    if shown.status == 422:
        assert shown.explains("email", "ur") == ""
        return
    sent = bilal.post(f"/my/{desk.draft.pk}/check/", {"true": "on", "idempotency_key": str(desk.draft.pk)})
    assert sent.headers.get("Location") == f"/my/{desk.draft.pk}/"


def test_a_name_that_is_markup_is_text_everywhere(
    bilal: Client, town: World, officer: Callable[..., Client]
) -> None:
    name = "<script>alert(1)</script>\"'&"
    desk = Desk(bilal, town.draft(A), "en")
    desk.takes("who", name=name)
    bilal.post(f"/my/{desk.draft.pk}/check/", {"true": "on", "idempotency_key": str(desk.draft.pk)})
    for client, path in (
        (bilal, "/my/"), (bilal, f"/my/{desk.draft.pk}/"), (officer("kamran"), f"/duty/applications/{desk.draft.pk}/"),
    ):  # fmt: skip
        page = client.get(path).content.decode()
        assert "<script>alert" not in page
