from datetime import datetime
from uuid import uuid4

import pytest
from django.contrib.messages.middleware import MessageMiddleware
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils import translation

from khidmat.documents import jobs, operations, pages
from khidmat.documents.codes import grouped, new_code
from khidmat.documents.keys import load_qr_public
from khidmat.documents.revocations import read_list
from khidmat.documents.states import Status
from khidmat.documents.tests.conftest import Issue
from khidmat.documents.tests.samples import Office
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Forbidden, NotFound


@pytest.fixture(params=["ur", "en"])
def visitor(request: pytest.FixtureRequest) -> Client:
    """A visitor in either language."""
    client = Client()
    client.cookies["language"] = request.param
    return client


def officer(actor: Actor, path: str, **form: str):
    """A request of a signed-in officer; with a form it is a post."""
    request = RequestFactory().post(path, form) if form else RequestFactory().get(path)
    request.actor, request.session = actor, {}
    MessageMiddleware(lambda _request: HttpResponse()).process_request(request)
    return request


def test_a_typed_code_leads_to_its_answer(issue: Issue, visitor: Client) -> None:
    code = issue().code
    reply = visitor.get("/v/", {"code": f" {grouped(code).lower()} "})
    assert reply.headers["Location"] == f"/v/{code}"
    assert code[:4] in visitor.get(f"/v/{code}").content.decode()


@pytest.mark.parametrize("typed", ["", "7Q4M", "x" * 300, "\u202e", "' or 1=1"])
def test_a_slip_in_the_code_is_explained_beside_the_field(db: None, visitor: Client, typed: str) -> None:
    reply = visitor.get("/v/", {"code": typed})
    assert reply.status_code == 200
    assert 'id="summary-title"' in reply.content.decode()


def test_the_answer_names_nobody_until_the_last_four_are_given(issue: Issue, visitor: Client) -> None:
    certificate = issue()
    page = f"/v/{certificate.code}"
    before = visitor.get(page).content.decode()
    assert certificate.number in before
    assert "Akram" not in before
    assert "محمد اکرم" not in before
    after = visitor.post(page, {"digits": " ۵۶۷۱ "}).content.decode()
    assert "Muhammad Akram" in after
    assert 'src="data:image/jpeg;base64,' in after
    assert "0350212345671" not in after


def test_wrong_last_four_are_said_to_be_wrong_and_show_nothing(issue: Issue, visitor: Client) -> None:
    reply = visitor.post(f"/v/{issue().code}", {"digits": "0000"}).content.decode()
    assert "field-bad" in reply
    assert "Akram" not in reply


def test_revoked_expired_and_unknown_answers_have_one_length(
    issue: Issue, visitor: Client, cast: object, now: datetime
) -> None:
    gone = operations.revoke(certificate_id=issue().pk, reason="Court order", actor=cast.hina, now=now)
    replies = [visitor.get(f"/v/{code}") for code in (gone.code, issue(days_ago=400).code, new_code(), "x")]
    replies += [visitor.post(f"/v/{code}", {"digits": "5671"}) for code in (gone.code, new_code())]
    assert {reply.status_code for reply in replies} == {200}
    assert {len(reply.content) for reply in replies} == {pages.LENGTH}
    assert "no-transform" in replies[0].headers["Cache-Control"]
    shapes = {tuple((name, len(value)) for name, value in reply.headers.items()) for reply in replies}
    assert len(shapes) == 1


def test_guessing_ends_with_429_in_words(
    db: None, house: Office, visitor: Client, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)  # the limit's window must not end meanwhile
    replies = [visitor.get(f"/v/{new_code()}").status_code for _ in range(31)]
    assert replies == [200] * 30 + [429]


def test_hostile_addresses_are_answered_like_unknown_codes(db: None, house: Office, visitor: Client) -> None:
    for path in ("/v/%00", "/v/<script>", "/v/" + "A" * 3000, "/v/%E2%80%AE"):
        reply = visitor.get(path)
        assert reply.status_code == 200
        assert "<script>" not in reply.content.decode()


def test_the_published_keys_can_be_fetched_and_the_secret_ones_cannot(house: Office, visitor: Client) -> None:
    page = visitor.get("/v/keys/").content.decode()
    assert "root.pem" in page
    for name in ("root", "signer", "qr", "revocations"):
        reply = visitor.get(f"/v/keys/{name}")
        assert reply.getvalue()
        assert b"PRIVATE" not in reply.getvalue()
    for name in ("signer.key", "key", "..", "qr.pem"):
        assert visitor.get(f"/v/keys/{name}").status_code == 404


def test_the_list_of_revoked_papers_is_published_and_holds(
    issue: Issue, house: Office, cast: object, now: datetime
) -> None:
    kept, gone, old = issue(), issue(), issue(days_ago=400)
    for one in (gone, old):
        operations.revoke(certificate_id=one.pk, reason="Court order", actor=cast.hina, now=now)
    jobs.publish()
    fetched = Client().get("/v/keys/revocations").getvalue()
    listed = read_list(fetched, load_qr_public(house.places.public / "qr.pub"))
    assert [listed.holds(one.code) for one in (kept, gone, old)] == [False, True, False]


@pytest.mark.parametrize("language", ["ur", "en"])
def test_an_officer_finds_opens_downloads_and_revokes(issue: Issue, cast: object, language: str) -> None:
    certificate, base = issue(), "/duty/certificates/"
    with translation.override(language):
        listed = pages.certificates(officer(cast.hina, f"{base}?q={certificate.number[-6:]}"))
        opened = pages.certificate(officer(cast.hina, base), pk=certificate.pk)
        paper = pages.paper(officer(cast.hina, base), pk=certificate.pk)
        asked = pages.revoke(officer(cast.hina, base), pk=certificate.pk)
        key = str(uuid4())
        for _ in "12":
            form = officer(cast.hina, base, reason="Court order", idempotency_key=key)
            assert pages.revoke(form, pk=certificate.pk).status_code == 302
    assert certificate.number in listed.content.decode()
    assert "Muhammad Akram" in opened.content.decode()
    assert paper.getvalue().startswith(b"%PDF")
    assert asked.status_code == 200
    certificate.refresh_from_db()
    assert certificate.status == Status.REVOKED


def test_another_district_and_other_posts_do_not_see_it(issue: Issue, cast: object) -> None:
    certificate = issue()
    with pytest.raises(NotFound):
        pages.certificate(officer(cast.omar, "/"), pk=certificate.pk)
    with pytest.raises(Forbidden):
        pages.certificate(officer(cast.ali, "/"), pk=certificate.pk)
    with pytest.raises(Forbidden):
        pages.revoke(officer(cast.kamran, "/"), pk=certificate.pk)
