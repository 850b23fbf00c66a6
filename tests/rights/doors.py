"""Asking a route as a post: sessions opened by the pages themselves, forms that are right, answers in four words."""

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from http.cookies import SimpleCookie
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.test.client import MULTIPART_CONTENT
from django.urls import reverse
from django.utils import timezone

from khidmat.accounts.models import Passkey, SignIn
from khidmat.accounts.public import end_posting, system_actor
from khidmat.config.startup import routes
from khidmat.kernel.roles import Role
from khidmat.notify.adapters.http import signature
from khidmat.payments.adapters import bank
from khidmat.wanted import operations as wanted
from tests.rights.entering import enter_citizen, enter_staff
from tests.rights.forms import form_of
from tests.rights.posts import BY_POST, POSTS, Post, Things
from tests.rights.world import World

METHODS = ("GET", "POST")
API = "/api/"
ENTRY = "api/v1/applications/<uuidstr:pk>"
#: Who has a token: in whose place it works (nobody's: its own), and for what.
TOKENS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "program": ("", ("verify", "apply", "phone")),
    **{name: (name, ("decide",)) for name in ("kamran", "hina", "omar")},
    "ended": ("waqar", ("decide",)),
}
AGGREGATOR = "what the aggregator signs with"
#: A form that only a real authenticator can fill: being judged (422) is being let in.
NEEDS_A_DEVICE = {("me/passkey/", "POST"), ("me/app/", "POST")}


@dataclass(frozen=True, slots=True)
class Cell:
    """One question of the table."""

    route: str
    method: str
    post: str
    where: str


@dataclass
class Doors:
    """The world with a session for every post."""

    world: World
    client: Client = field(default_factory=lambda: Client(raise_request_exception=False))
    sessions: dict[str, str] = field(default_factory=dict)
    seats: dict[str, UUID] = field(default_factory=dict)
    passkeys: dict[str, UUID] = field(default_factory=dict)
    uploads: dict[str, UUID] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    entries: dict[str, UUID] = field(default_factory=dict)
    programs: dict[str, UUID] = field(default_factory=dict)
    asking: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)

    def open(self) -> None:
        """Sign everybody in; then end the posting of the one who is to have none."""
        for post in POSTS:
            if post.username:
                self._staff(post)
            elif post.mobile:
                self._citizen(post)
        for keeper in ("nadia", "lubna"):
            table = SimpleUploadedFile("register.csv", (self.world.folder / "lahore.csv").read_bytes())
            self.uploads[keeper] = wanted.send_file(
                upload=table, encoding="utf-8", actor=(actor := self.world.actor(keeper)), now=self.world.now
            ).pk
            wanted.weigh_file(upload_id=self.uploads[keeper], actor=actor, now=self.world.now)
        self._tokens()
        now = timezone.now()
        posting = self.world.actor("waqar").posting_id
        if posting is None:
            raise AssertionError("he is posted until now")
        end_posting(posting_id=posting, at=now, actor=system_actor(None), now=now, reason="Retired")
        # A session's use is noted once a minute; noted ahead, no cell spends a write on it that is taken back.
        SignIn.objects.update(seen_at=now + timedelta(hours=1))

    def _tokens(self) -> None:
        """For the program, and for officers whose post has a right that the API reaches."""
        for name, (officer, scopes) in TOKENS.items():
            self.tokens[name] = uuid4().hex
            area = BY_POST[name].inside
            issued = self.world.token(area, secret=self.tokens[name], officer=officer, scopes=scopes)
            self.programs[name] = issued.client_id
        self.world.token(BY_POST["program"].inside, secret=(another := uuid4().hex), scopes=("apply",))
        for where, secret in {"in": self.tokens["program"], "out": another}.items():
            self.entries[where] = self.world.through_program(secret).pk

    def _staff(self, post: Post) -> None:
        self.client.cookies = SimpleCookie()
        enter_staff(self.client, post.username)
        self._keep(post)
        user = self.world.users[post.username]
        # No operation makes a passkey without an authenticator; this one is only ever looked at and removed.
        key = Passkey(
            user=user, label="Key", credential_id=uuid4().bytes, credential=b"", added_at=self.world.now
        )
        key.save(force_insert=True)
        self.passkeys[post.name] = key.pk

    def _citizen(self, post: Post) -> None:
        self.client.cookies = SimpleCookie()
        enter_citizen(self.client, post.mobile)
        self._keep(post)

    def _keep(self, post: Post) -> None:
        self.sessions[post.name] = self.client.cookies[settings.SESSION_COOKIE_NAME].value
        self.seats[post.name] = UUID(self.client.session["seat"])

    def ask(self, cell: Cell, headers: Mapping[str, str] | None = None) -> str:
        """Send the request, say how it was answered, and take back whatever it did."""
        self.headers = headers or {}
        with transaction.atomic():
            said = self._ask(cell)
            transaction.set_rollback(True)
        self.headers = {}
        return said

    def page(self, post: str, path: str, form: Mapping[str, str]) -> str:
        """The text of the page that a post gets for a form, with everything it did taken back."""
        with transaction.atomic():
            text = self.send(post, path, form).content.decode()
            transaction.set_rollback(True)
        return text

    def send(
        self,
        post: str,
        path: str,
        form: Mapping[str, object] | str | bytes,
        *,
        by: str = "POST",
        language: str = "en",
        content_type: str = MULTIPART_CONTENT,
    ) -> HttpResponse:
        """What a post gets for a form, or for a body that is none; what it did stays done."""
        self._come(post, language)
        if path.startswith(API):
            return self._program(post, path, form, by)
        asked = {} if by == "GET" else {"content_type": content_type}
        answer = getattr(self.client, by.lower())(path, form, headers=self.headers, **asked)
        if answer.streaming:
            answer.getvalue()  # read to its end, a file is closed; the test's connection is not
        return answer

    def _program(
        self, post: str, path: str, form: Mapping[str, object] | str | bytes, by: str
    ) -> HttpResponse:
        """The same at the API: the token speaks, the session of the browser says nothing."""
        headers = {"Idempotency-Key": str(uuid4()), **self.headers}
        if post in self.tokens:
            headers["Authorization"] = f"Bearer {self.tokens[post]}"
        files = isinstance(form, Mapping) and any(
            isinstance(one, SimpleUploadedFile) for one in form.values()
        )
        how = {} if by == "GET" or files else {"content_type": "application/json"}
        return getattr(self.client, by.lower())(path, form, headers=headers, **how)

    def knock(self, cell: Cell, form: Mapping[str, object], language: str = "en") -> HttpResponse:
        """The same at the door of a cell."""
        return self.send(cell.post, self.path(cell), form, by=cell.method, language=language)

    def _come(self, post: str, language: str) -> None:
        self.client.cookies, self.asking = SimpleCookie({"language": language}), post
        if key := self.sessions.get(post):
            self.client.cookies[settings.SESSION_COOKIE_NAME] = key

    def _ask(self, cell: Cell) -> str:
        machine = MACHINES.get((cell.route, cell.method))
        answer = machine(self, cell) if machine else self.knock(cell, form_of(self, cell))
        if answer.status_code == 422 and (cell.route, cell.method) in NEEDS_A_DEVICE:
            return "ok"
        return word(answer.status_code, answer.headers.get("Location", ""))

    def receipt(self, cell: Cell) -> HttpResponse:
        """What an aggregator says of a message."""
        self._come(cell.post, "en")
        body = json.dumps({"id": "m-1", "state": "delivered"})
        signed = {"X-Signature-256": signature(AGGREGATOR, body.encode())}
        return self.client.post(self.path(cell), body, content_type="application/json", headers=signed)

    def advice(self, cell: Cell) -> HttpResponse:
        """What a bank says of a payment."""
        self._come(cell.post, "en")
        said = {"event": "e-1", "state": "begun", "reference": "12345678901234", "rupees": 500}
        body, moment = json.dumps({**said, "at": timezone.now().isoformat()}), str(int(time.time()))
        signed = {"X-Time": moment, "X-Signature-256": bank.signature(AGGREGATOR, moment, body.encode())}
        return self.client.post(self.path(cell), body, content_type="application/json", headers=signed)

    def things(self, cell: Cell) -> Things:
        """The things the question is about: in the post's territory, or the nearest outside it."""
        post = BY_POST[cell.post]
        return self.world.things[post.outside if cell.where == "out" else post.inside]

    def path(self, cell: Cell) -> str:
        """The address, with the thing's id where the route names one."""
        wanted = self._arguments(cell)
        parts = cell.route.split("<")
        filled = [parts[0]]
        for part in parts[1:]:
            named, _end, rest = part.partition(">")
            filled.append(f"{wanted[named.partition(':')[2]]}{rest}")
        return "/" + "".join(filled)

    def _arguments(self, cell: Cell) -> Mapping[str, object]:
        things, out = self.things(cell), cell.where == "out"
        other = "ali" if cell.post == "nadia" else "nadia"
        keeper = cell.post if cell.post in self.uploads else "nadia"
        if out:
            keeper = "nadia" if keeper == "lubna" else "lubna"
        mine = cell.post if cell.post in self.passkeys else other
        return {
            "pk": self.entries[cell.where] if cell.route.startswith(ENTRY) else self._pk(cell.route, things),
            "other": things.twin,
            "slug": "character-certificate",
            "name": "address" if "places" in cell.route else "root" if cell.route.startswith("v/") else "who",
            "field": "present" if "places" in cell.route else "photo",
            "candidate_id": things.candidate,
            "side": "applicant",
            "record_id": things.record,
            "form": "csv",
            "sort": "statement",
            "number": 1,
            "register": SURVEILLANCE if cell.route.endswith(".pdf") else CORRESPONDENCE,
            "report": "crime-by-head" if "export" in cell.route else "statement-of-services",
            "upload_id": self.uploads[keeper],
            "batch_id": things.batch,
            "code": things.receipt_code if cell.route.startswith("r/") else things.code,
            "user_id": things.officer,
            "posting_id": things.posting,
            "passkey_id": self.passkeys[other if out else mine],
            "client_id": self._client(cell) if cell.route.startswith("me/programs/") else things.client,
            "token_id": things.token,
            "session_id": self.seats[other if out else cell.post if cell.post in self.seats else other],
        }

    def _client(self, cell: Cell) -> UUID:
        """A program in the officer's own place, or in another's."""
        other = "hina" if cell.post == "kamran" else "kamran"
        return self.programs[cell.post if cell.where == "in" and cell.post in OFFICERS else other]

    def _pk(self, route: str, things: Things) -> UUID:
        return next(getattr(things, thing) for start, thing in ABOUT if route.startswith(start))


#: Registers of the table: one that every post of the station reads, and for its print one that is restricted.
CORRESPONDENCE, SURVEILLANCE = 5, 10
#: Doors for machines, which sign what they say.
MACHINES: dict[tuple[str, str], Callable[[Doors, Cell], HttpResponse]] = {
    ("notify/receipt", "POST"): Doors.receipt,
    ("payments/advice", "POST"): Doors.advice,
}
#: Which of an area's things a route is about, the longer beginnings first.
ABOUT = (
    ("my/<uuid:pk>/edit/", "draft"),
    ("my/<uuid:pk>/check/", "draft"),
    ("my/<uuid:pk>/answer/", "asked"),
    ("my/<uuid:pk>/reply/", "noticed"),
    ("my/<uuid:pk>/appeal/", "refused"),
    ("my/<uuid:pk>/feedback/", "delivered"),
    ("my/<uuid:pk>/withdraw/", "ready"),
    ("my/<uuid:pk>/certificate.pdf", "issued"),
    ("duty/counter/<uuid:pk>/entered/", "entered"),
    ("duty/counter/<uuid:pk>/fee/", "entered"),
    ("duty/counter/<uuid:pk>/slip", "entered"),
    ("duty/counter/", "entry"),
    ("duty/verifications/<uuid:pk>/mark/", "to_mark"),
    ("duty/verifications/", "to_report"),
    ("duty/certificates/", "certificate"),
    ("duty/cash/receipts/<uuid:pk>/refund.pdf", "given_back"),
    ("duty/applications/<uuid:pk>/reissue/", "issued"),
    ("duty/desk/orders/", "court_order"),
    ("duty/desk/<uuid:pk>/reopen/", "refused_complaint"),
    ("duty/desk/<uuid:pk>/seen/", "refused_complaint"),
    ("duty/desk/<uuid:pk>/zarra/", "child"),
    ("duty/desk/<uuid:pk>/found/", "child"),
    ("duty/desk/", "complaint"),
    ("duty/applications/<uuid:pk>/settle/", "odd"),
    ("duty/fir/copies/", "fir_copy"),
    ("duty/fir/<uuid:pk>/court/report/", "case_open"),
    ("duty/fir/<uuid:pk>/court/report-", "case_reported"),
    ("duty/fir/<uuid:pk>/court/told/", "case_proposed"),
    ("duty/fir/<uuid:pk>/court/forward/", "case_reported"),
    ("duty/fir/<uuid:pk>/court/scrutiny/", "case_passing"),
    ("duty/fir/<uuid:pk>/court/close/", "case_told"),
    ("duty/fir/<uuid:pk>/court/ruling/", "case_ruled"),
    ("duty/fir/<uuid:pk>/court/reopen/", "case_untraced"),
    ("duty/fir/<uuid:pk>/court/", "case_tried"),
    ("duty/accused/<uuid:pk>/verdict/", "tried"),
    ("duty/accused/<uuid:pk>/proclamation/", "fled"),
    ("duty/absconders/", "called"),
    ("duty/fir/", "fir"),
    ("duty/malkhana/differences/<uuid:pk>/seen/", "answered_difference"),
    ("duty/malkhana/differences/", "difference"),
    ("duty/malkhana/counts/<uuid:pk>/close/", "count"),
    ("duty/malkhana/counts/", "count"),
    ("duty/malkhana/<uuid:pk>/proclaimed/", "item_unclaimed"),
    ("duty/malkhana/<uuid:pk>/back/", "item_away"),
    ("duty/malkhana/<uuid:pk>/countersign/", "item_unsigned"),
    ("duty/inquests/", "inquest"),
    ("duty/malkhana/", "item"),
    ("duty/accused/", "accused"),
    ("duty/arrests/<uuid:pk>/produce/", "at_court"),
    ("duty/arrests/", "arrest"),
    ("duty/road-certificates/<uuid:pk>/sign/", "road_prepared"),
    ("duty/road-certificates/<uuid:pk>/withdraw/", "road_prepared"),
    ("duty/road-certificates/", "road"),
    ("duty/diary/days/", "diary_day"),
    ("duty/diary/entries/", "diary_entry"),
    ("duty/registers/lines/<uuid:pk>/strike/", "minute"),
    ("duty/registers/lines/", "register_line"),
    ("duty/charge/", "charge"),
    ("duty/appeals/", "appeal"),
    ("duty/corrections/", "correction"),
    ("duty/cash/receipts/", "receipt"),
    ("duty/cash/days/<uuid:pk>/close/", "to_close"),
    ("duty/cash/days/<uuid:pk>/seen/", "closed_day"),
    ("duty/cash/days/", "day"),
    ("duty/persons/<uuid:pk>/apart/", "merged"),
    ("duty/persons/", "person"),
    ("", "ready"),
)


def word(status: int, location: str) -> str:
    """`ok`, `sign-in`, `403`, `404`; anything else as its number, which no table expects."""
    if 300 <= status < 400:
        path = urlsplit(location)
        if path.netloc or not path.path.startswith("/"):
            return f"{status} to {location}"
        return "sign-in" if path.path in (reverse("accounts:sign_in"), reverse("accounts:mobile")) else "ok"
    if status == 401:
        return "sign-in"
    return "ok" if 200 <= status < 300 else str(status)


def accepted(said: Callable[[Cell], str]) -> list[tuple[str, str]]:
    """Every route of the router with each of GET and POST that it does not answer with 405.

    HEAD is GET without the body, and no page acts on another method.
    """
    asked = [(path, method) for path, _pattern in routes() for method in METHODS]
    return [
        (path, method)
        for path, method in asked
        if said(Cell(path, method, "visitor", places(path)[0])) != "405"
    ]


#: Officers in whose place a program works.
OFFICERS = ("kamran", "hina", "omar")


def asks(post: Post, route: str) -> bool:
    """Whether a post comes to a route at all: a program has no session, so at pages it is a visitor."""
    return post.role is not Role.CLIENT or f"/{route}".startswith(API)


def places(route: str) -> tuple[str, ...]:
    """A route about one thing is asked about one inside and one outside the territory; another only once."""
    return ("in", "out") if "<uuid" in route else ("-",)
