"""Programs and their tokens: issued by an administrator, narrowed to scopes, ended at once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client as Browser
from django.utils import timezone

from khidmat.accounts import queries, tokens
from khidmat.accounts.models import Client, Posting, Token, User
from khidmat.accounts.operations import clients
from khidmat.accounts.operations.officers import end_posting
from khidmat.accounts.tests.conftest import Enlist, key, sign_in
from khidmat.kernel.errors import Forbidden, Invalid, NotFound, TooMany
from khidmat.kernel.policy import TABLE
from khidmat.kernel.roles import Role
from khidmat.org.public import office

Program = Callable[..., dict[str, str]]
DOCUMENT = "/api/v1/openapi.json"


def actor_of(headers: dict[str, str], later: timedelta = timedelta()):
    return tokens.read(headers["Authorization"], now=timezone.now() + later, request_id="")


def test_a_token_acts_by_its_own_posting_and_only_for_its_scopes(program: Program) -> None:
    actor = actor_of(program("verify"))
    assert (actor.role, actor.office_id) == (Role.CLIENT, office("PB-KSR-KM01").pk)
    assert actor.client_id == Client.objects.get().pk
    assert TABLE.may(actor, "documents.verify.many")
    assert TABLE.granted(Role.PUBLIC) <= actor.only
    assert not TABLE.may(actor, "accounts.officer.list")


def test_a_scope_that_gives_the_posting_no_right_is_refused(program: Program) -> None:
    with pytest.raises(Invalid) as refusal:
        program("verify", officer="aslam")
    assert "Verify many" in str(refusal.value.fields["scopes"])
    assert not Client.objects.exists()


def test_only_the_digest_of_a_token_is_kept(program: Program) -> None:
    secret = program("verify")["Authorization"].removeprefix("Bearer ")
    with connection.cursor() as cursor:
        cursor.execute("select string_agg(t::text, ' ') from accounts_token t")
        kept = cursor.fetchone()[0]
        cursor.execute("select string_agg(body, ' ') from audit_event")
        assert secret not in kept + cursor.fetchone()[0]
    assert tokens.digest(secret) in kept


@pytest.mark.parametrize("ending", ["token", "client", "posting", "time"])
def test_a_token_that_ended_in_any_way_opens_nothing(program: Program, cast, client, ending: str) -> None:
    headers, now = program("verify"), timezone.now()
    assert client.get(DOCUMENT, headers=headers).status_code == 200
    issued, later = Token.objects.get(), timedelta()
    how = {"actor": cast.rabia, "now": now, "reason": "Contract over"}
    if ending == "token":
        clients.end_token(token_id=issued.pk, **how)
    elif ending == "client":
        clients.end_client(client_id=issued.client_id, **how)
    elif ending == "posting":
        end_posting(posting_id=issued.client.posting_id, at=now, **how)
    else:
        later = timedelta(days=31)
    with pytest.raises(tokens.NoToken):
        actor_of(headers, later or timedelta(seconds=1))


def test_a_request_with_a_token_that_is_none_is_refused_even_where_visitors_may(
    db: None, client: Browser
) -> None:
    for header in ("Bearer nothing", "Basic YTpi", "Bearer \x7f", "Bearer " + "x" * 5000, "nonsense"):
        refusal = client.get(DOCUMENT, headers={"Authorization": header})
        assert (refusal.status_code, refusal["WWW-Authenticate"]) == (401, "Bearer")
        assert set(refusal.json()["texts"]) == {"ur", "en"}


def test_above_its_pace_a_token_waits_for_the_next_minute(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tokens, "PACE", 2)
    headers, start = program("verify"), timezone.now().replace(second=0) + timedelta(minutes=1)
    for second in (0, 1):
        tokens.read(headers["Authorization"], now=start + timedelta(seconds=second), request_id="")
    with pytest.raises(TooMany):
        tokens.read(headers["Authorization"], now=start + timedelta(seconds=2), request_id="")
    tokens.read(headers["Authorization"], now=start + timedelta(seconds=60), request_id="")


def test_the_ledger_names_the_program_beside_its_posting(program: Program, cast, now) -> None:
    from khidmat.accounts import events
    from khidmat.audit.public import record

    actor = actor_of(program("verify"))
    with connection.cursor() as cursor:
        record(events.LOCKED, subject=None, actor=actor, at=now)
        cursor.execute("select body::json from audit_event where code = 'accounts.locked'")
        (body,) = cursor.fetchone()
    assert (body["client"], body["posting"]) == (str(actor.client_id), str(actor.posting_id))
    assert body["role"] == "client"


def test_nobody_signs_in_as_a_program_and_no_page_shows_it_as_an_officer(program: Program, cast) -> None:
    program("verify")
    user = User.objects.get(username__startswith="api-")
    assert not user.has_usable_password()
    assert not queries.staff(cast.rabia, user.username).exists()
    with pytest.raises(NotFound):
        queries.staff_member(cast.rabia, "accounts.officer.renew", user.pk, now=timezone.now())
    assert queries.unposted(cast.rabia, user.username, now=timezone.now()) is None


def test_the_database_lets_no_program_be_an_officer_and_no_token_last_for_ever(program: Program) -> None:
    program("verify")
    posting, issued = Posting.objects.get(role="client"), Token.objects.get()
    period = (posting.period.lower - timedelta(days=9), posting.period.lower - timedelta(days=8))
    with pytest.raises(DatabaseError), transaction.atomic():
        Posting.objects.create(user=posting.user, office=posting.office, role="approver", period=period)
    for change in ({"expires_at": issued.expires_at + timedelta(days=1)}, {"digest": "0" * 64}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Token.objects.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        Client.objects.update(scopes=["decide"])


def test_an_administrator_lets_in_no_program_of_another_district_nor_himself(cast) -> None:
    how = {"name": "X", "scopes": ["verify"], "reason": "Letter", "now": timezone.now(), "actor": cast.rabia}
    with pytest.raises(Invalid):
        clients.add_client(**how, office=office("PB-LHR"))
    assert cast.omar
    with pytest.raises(Invalid):
        clients.add_client(**how, officer="omar")
    with pytest.raises(Forbidden):
        clients.add_client(**how, officer="rabia")
    with pytest.raises(Forbidden):
        clients.add_client(**{**how, "actor": cast.hina}, office=office("KSR-DPO"))


def test_in_an_officers_place_nothing_is_done_until_he_agrees_himself(cast, client: Browser) -> None:
    how, secret = {"actor": cast.rabia, "now": timezone.now()}, "khidmat_secret"
    assert cast.kamran
    added = clients.add_client(name="Desk", scopes=["decide"], reason="Letter", officer="kamran", **how)
    clients.issue_token(client_id=added.pk, secret=secret, days=30, **how)
    headers = {"Authorization": f"Bearer {secret}"}
    assert client.get(DOCUMENT, headers=headers).status_code == 401
    for other in (cast.rabia, cast.hina, replace(cast.kamran, client_id=added.pk), cast.bilal):
        with pytest.raises(NotFound):
            clients.agree(client_id=added.pk, actor=other, now=timezone.now())
    clients.agree(client_id=added.pk, actor=cast.kamran, now=timezone.now())
    assert client.get(DOCUMENT, headers=headers).status_code == 200
    clients.decline(client_id=added.pk, actor=cast.kamran, now=timezone.now())
    assert client.get(DOCUMENT, headers=headers).status_code == 401


@pytest.fixture
def rabia(enlist: Enlist, client: Browser) -> Browser:
    """The accounts administrator of Kasur, signed in."""
    enlist("rabia", Role.ADMINISTRATOR, "KSR-DPO")
    sign_in(client, "rabia")
    return client


def added(rabia: Browser) -> str:
    form = {
        "name": "Visa section",
        "scopes": ["verify"],
        "office": office("KSR-DPO").pk,
        "reason": "Letter 7",
    }
    return rabia.post("/clients/add/", {**form, **key()})["Location"]


def test_a_token_is_shown_once_also_when_the_button_is_pressed_twice(rabia: Browser) -> None:
    page, form = added(rabia), {"days": "90", **key()}
    first, second = (rabia.post(f"{page}issue/", form).content.decode() for _press in range(2))
    secret = next(word for word in first.replace("<", ">").split(">") if word.startswith("khidmat_"))
    assert secret in second
    assert Token.objects.get().digest == tokens.digest(secret)
    shown = rabia.get(page).content.decode()
    assert secret not in shown
    assert secret[-4:] in shown
    assert rabia.get(DOCUMENT, headers={"Authorization": f"Bearer {secret}"}).status_code == 200


def test_a_session_opens_nothing_of_the_api(rabia: Browser) -> None:
    answer = rabia.post("/api/v1/certificates/verify-many", {}, content_type="application/json")
    assert answer.status_code == 401


def test_ending_asks_for_a_reason_and_is_done_once(rabia: Browser) -> None:
    page = added(rabia)
    rabia.post(f"{page}issue/", {"days": "30", **key()})
    end = f"/clients/tokens/{Token.objects.get().pk}/end/"
    assert rabia.post(end, key()).status_code == 422
    assert rabia.post(end, {"reason": "Lost", **key()})["Location"] == page
    assert "Lost" in rabia.get(page).content.decode()
    assert rabia.post(f"{page}end/", {"reason": "Contract over", **key()})["Location"] == page
    assert Posting.objects.get(role="client").period.upper is not None
    assert rabia.post(f"{page}issue/", {"days": "30", **key()}).status_code == 422
