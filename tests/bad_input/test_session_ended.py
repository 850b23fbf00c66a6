"""A session that ends while a form is being filled in: back through the door, and what was typed is still there."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from lxml import html

from khidmat.accounts.models import MobileCode, SignIn
from khidmat.services.models import Application
from khidmat.services.states import Status
from tests.bad_input.page import Shown, reads_as
from tests.rights import recourse
from tests.rights.entering import enter_citizen
from tests.rights.posts import PASSWORD, A
from tests.rights.world import APPLICANTS, World

HOUR = timedelta(hours=1)
Form = dict[str, str]


def left_alone(since: timedelta) -> None:
    """As if every session had been used last so long ago, and every code had been asked for before that."""
    SignIn.objects.update(seen_at=timezone.now() - since)
    MobileCode.objects.update(sent_at=timezone.now() - since)


def kept(client: Client) -> tuple[str, Form]:
    """The form that waits behind the door: where it goes and what is in it."""
    page = html.fromstring(client.get("/locked/form/").content.decode())
    form = page.xpath("(//h1/following::form)[1]")[0]
    hidden = form.xpath('.//input[@type="hidden"][not(@name="csrfmiddlewaretoken")]')
    return form.get("action"), {one.get("name"): one.get("value") for one in hidden}


def come_back(client: Client) -> None:
    """The same citizen through the same door."""
    enter_citizen(client, APPLICANTS[A].mobile)


PAGES: list[tuple[str, Form]] = [
    (
        "edit/who/",
        {"name": "Bilal <Ahmad> & 'son'", "name_ur": "بلال", "id_kind": "cnic", "id_cnic": "01234"},
    ),
    ("edit/address/", {"present_line": "مکان 12\u200c گلی", "since": "2014", "email": "a+b@example.pk"}),
    ("edit/purpose/", {"purpose": "other", "detail": "x" * 300}),
]


@pytest.mark.parametrize(("page", "typed"), PAGES)
def test_what_was_typed_on_a_page_waits_behind_the_door(
    bilal: Client, town: World, page: str, typed: Form
) -> None:
    path = f"/my/{town.draft(A).pk}/{page}"
    left_alone(2 * HOUR)
    answer = bilal.post(path, typed)
    assert answer.headers["Location"] == "/mobile/?next=%2Flocked%2Fform%2F"
    come_back(bilal)
    assert kept(bilal) == (path, typed)
    assert bilal.post(path, kept(bilal)[1]).status_code in (302, 422)
    for name, value in typed.items():
        assert Application.objects.get().answers[name] == value


def test_a_lost_session_sends_nothing_until_its_owner_sends_it_again(bilal: Client, town: World) -> None:
    draft = town.draft(A)
    form = {"true": "on", "idempotency_key": str(draft.pk)}
    left_alone(2 * HOUR)
    bilal.post(f"/my/{draft.pk}/check/", form)
    assert Application.objects.get().status == Status.DRAFT
    come_back(bilal)
    path, again = kept(bilal)
    assert bilal.post(path, again).headers["Location"] == f"/my/{draft.pk}/"
    assert Application.objects.get().status == Status.AWAITING_PAYMENT
    assert bilal.get("/locked/form/").headers["Location"] == "/"


def test_the_door_says_in_urdu_that_what_was_written_is_saved(bilal: Client, town: World) -> None:
    path = f"/my/{town.draft(A).pk}/edit/who/"
    left_alone(2 * HOUR)
    shown = Shown(bilal.post(path, {"name": "Bilal"}, follow=True))
    assert "آپ کا لکھا ہوا محفوظ ہے" in shown.text
    assert reads_as(" ".join(shown.document.xpath("//h1//text()")), "ur")


def test_what_typing_saved_by_itself_is_there_on_another_phone(bilal: Client, town: World) -> None:
    path = f"/my/{town.draft(A).pk}/edit/who/"
    assert bilal.post(f"{path}save/", {"name": "Half a na"}).status_code == 204
    left_alone(2 * HOUR)
    saved = bilal.post(f"{path}save/", {"name": "Half a name"}, headers={"X-Autosave": "1"})
    assert saved.status_code == 302
    other = Client()
    come_back(other)
    assert Shown(other.get(path)).value("name") == "Half a na"
    assert other.get("/locked/form/").headers["Location"] == "/"


def test_a_decision_typed_before_a_locked_screen_is_made_by_the_same_officer_only(
    staffed: World, officer: Callable[..., Client]
) -> None:
    ready, kamran = recourse.heard(staffed, A), officer("kamran")
    path = f"/duty/applications/{ready.pk}/refuse/"
    form = {"reason": 'The house "12" could not be <found>.', "idempotency_key": str(ready.pk)}
    left_alone(HOUR)
    assert kamran.post(path, form).headers["Location"] == "/locked/?next=%2Flocked%2Fform%2F"
    ready.refresh_from_db()
    assert ready.status == Status.UNDER_VERIFICATION
    kamran.post("/locked/", {"proof": PASSWORD})
    assert kept(kamran) == (path, form)
    assert kamran.post(path, form).headers["Location"] == f"/duty/applications/{ready.pk}/"
    ready.refresh_from_db()
    assert (ready.status, ready.reason) == (Status.REFUSED, form["reason"])


def test_a_posting_that_ended_while_the_form_was_open_ends_the_right(
    staffed: World, officer: Callable[..., Client]
) -> None:
    ready, kamran, rabia = staffed.reported(A), officer("kamran"), officer("rabia")
    today = timezone.localdate()
    posting = staffed.actor("kamran").posting_id
    day = {"at_day": today.day, "at_month": today.month, "at_year": today.year}
    key = {"idempotency_key": str(ready.pk)}
    ended = rabia.post(f"/postings/{posting}/end/", {**day, **key, "reason": "Transferred"})
    assert ended.status_code == 302
    answer = kamran.post(f"/duty/applications/{ready.pk}/approve/", key, follow=True)
    assert answer.redirect_chain[-1][0] == "/sign-in/no-posting/"
    ready.refresh_from_db()
    assert ready.status == Status.UNDER_VERIFICATION
