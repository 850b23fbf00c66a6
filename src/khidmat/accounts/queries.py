"""Reading users, postings and sessions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from khidmat.accounts import proofs
from khidmat.accounts.agents import describe
from khidmat.accounts.models import Client, Passkey, Posting, RecoveryCode, SignIn, Token, Totp, User
from khidmat.accounts.standing import Here, as_actor
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import NotFound
from khidmat.kernel.policy import TABLE
from khidmat.kernel.roles import POSTED, Role
from khidmat.kernel.urdu import clean
from khidmat.org.public import PROVINCE_CHAIN, Office, portal_chain, within


@dataclass(frozen=True, slots=True)
class Named:
    """A user's name in both scripts."""

    name: str
    name_ur: str


def actor_for(user: User, *, now: datetime, request_id: str = "") -> Actor:
    """The actor a user is at a moment: by the current posting, a citizen, or staff without rights."""
    here = current_posting(user.pk, now=now)
    at = Here(here.pk, here.role, here.office_id, here.office.path or "") if here else None
    return as_actor(user, at, request_id)


def visitor(request_id: str = "") -> Actor:
    """Somebody who has not signed in."""
    return Actor(Role.PUBLIC, PROVINCE_CHAIN, request_id=request_id)


def system_actor(district_id: UUID | None) -> Actor:
    """The program's own jobs for a district; None: for the province as a whole, offices loaded or not."""
    return Actor(Role.SYSTEM, portal_chain(district_id) if district_id else PROVINCE_CHAIN)


def current_posting(user_id: UUID, *, now: datetime) -> Posting | None:
    """The posting that gives the user rights at a moment, with its office."""
    return Posting.objects.select_related("office").filter(user_id=user_id, period__contains=now).first()


def officers(
    *, office_id: UUID | None = None, role: Role | None = None, now: datetime | None = None
) -> QuerySet[User]:
    """Staff posted at a moment (now, unless said otherwise), by office, by role, or both; by name."""
    here = Posting.objects.filter(user=OuterRef("pk"), period__contains=now or timezone.now())
    if office_id is not None:
        here = here.filter(office_id=office_id)
    if role is not None:
        here = here.filter(role=role)
    return User.objects.filter(Exists(here)).order_by("name", "pk")


def names(ids: Iterable[UUID]) -> dict[UUID, Named]:
    """Names by user id; ids without a user are left out."""
    found = User.objects.filter(pk__in=set(ids)).only("pk", "name", "name_ur")
    return {user.pk: Named(user.name, user.name_ur) for user in found}


def offices_in_reach(actor: Actor, permission: str) -> QuerySet[Office]:
    """The offices where the actor has a permission, in the order of the tree."""
    scope = TABLE.scope(actor, permission)
    return within(actor, scope).order_by("path") if scope else Office.objects.none()


def _latest(actor: Actor, permission: str) -> QuerySet[Posting]:
    """Each person's latest posting, when it is where the actor's right reaches."""
    later = Posting.objects.filter(
        user=OuterRef("user"), period__startswith__gt=OuterRef("period__startswith")
    )
    here = offices_in_reach(actor, permission).order_by()
    return Posting.objects.filter(~Exists(later), role__in=POSTED, office__in=here)


def staff(actor: Actor, asked: str) -> QuerySet[Posting]:
    """Find the latest postings in reach, by name; `asked` is part of a name, or a user name."""
    found = _latest(actor, "accounts.officer.list").select_related("user", "office")
    if asked:
        found = found.filter(
            Q(user__name__icontains=asked)
            | Q(user__name_ur__icontains=clean(asked))
            | Q(user__username__startswith=asked.lower())
        )
    return found.order_by("user__name", "pk")


def _unposted(now: datetime) -> QuerySet[User]:
    """Staff who hold no posting now and have none to come; a program is no staff."""
    held = Posting.objects.filter(user=OuterRef("pk"))
    open_end = held.filter(Q(period__endswith__isnull=True) | Q(role=Role.CLIENT))
    return User.objects.filter(
        ~Exists(open_end), ~Exists(held.filter(period__endswith__gt=now)), is_staff_member=True
    )


def unposted(actor: Actor, username: str, *, now: datetime) -> User | None:
    """Somebody free to be posted anywhere, by exact user name."""
    if not TABLE.may(actor, "accounts.posting.make"):
        return None
    return _unposted(now).filter(username=username.strip().lower()).first()


def staff_member(actor: Actor, permission: str, user_id: UUID, *, now: datetime) -> User:
    """Somebody whose latest posting is in reach, or who holds none anywhere. Raises `NotFound`."""
    if TABLE.may(actor, permission):
        here = _latest(actor, permission).filter(user_id=user_id).select_related("user").first()
        found = here.user if here else _unposted(now).filter(pk=user_id).first()
        if found:
            return found
    raise NotFound("user")


def posting(actor: Actor, permission: str, posting_id: UUID) -> Posting:
    """A posting at an office in reach, with its office and officer. Raises `NotFound`."""
    reach = offices_in_reach(actor, permission).order_by()
    found = Posting.objects.select_related("office", "user").filter(pk=posting_id, office__in=reach).first()
    if found is None:
        raise NotFound("posting")
    return found


def clients(actor: Actor, permission: str = "accounts.client.read") -> QuerySet[Client]:
    """Programs that act from an office in reach, those in use first, by name."""
    reach = offices_in_reach(actor, permission).order_by()
    found = Client.objects.filter(posting__office__in=reach).select_related(
        "posting__office", "posting__user"
    )
    return found.order_by(F("ended_at").desc(nulls_first=True), "name", "pk")


def client(actor: Actor, permission: str, client_id: UUID) -> Client:
    """One of them. Raises `NotFound`."""
    found = clients(actor, permission).filter(pk=client_id).first()
    if found is None:
        raise NotFound(_("This program was not found."))
    return found


def in_place_of(actor: Actor) -> QuerySet[Client]:
    """Programs that work in the officer's place, or wait for his word; the latest first."""
    if actor.posting_id is None:
        return Client.objects.none()
    return Client.objects.filter(posting_id=actor.posting_id, ended_at=None).order_by("-added_at", "pk")


def token(actor: Actor, permission: str, token_id: UUID) -> Token:
    """A token of a program in reach. Raises `NotFound`."""
    inside = clients(actor, permission).order_by().values("pk")
    found = Token.objects.select_related("client").filter(pk=token_id, client__in=inside).first()
    if found is None:
        raise NotFound(_("This token was not found."))
    return found


def tokens(client_id: UUID) -> QuerySet[Token]:
    """The tokens of a program, the latest first."""
    return Token.objects.filter(client_id=client_id).order_by("-issued_at", "-pk")


class Step(Enum):
    """What a person whose password was right has to do next; the value is the route's name."""

    OWN_WORD = "accounts:new_password"
    SECOND_STEP = "accounts:second_step"
    ENROL = "accounts:enrol"


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody between the password and the session: what is next, and the passkeys there are."""

    user: User
    step: Step
    credentials: list[bytes]


def waiting(user_id: UUID) -> Waiting:
    """How far the sign-in of a member of staff has come. Raises `NotFound`."""
    user = User.objects.filter(pk=user_id, is_staff_member=True).first()
    if user is None:
        raise NotFound("user")
    keys = credentials(user.pk)
    if user.password_expires_at:
        return Waiting(user, Step.OWN_WORD, keys)
    return Waiting(user, Step.SECOND_STEP if has_factor(user.pk) else Step.ENROL, keys)


@dataclass(frozen=True, slots=True)
class Factors:
    """What an officer proves himself with besides the password."""

    app: Totp | None
    passkeys: list[Passkey]
    codes_left: int


def has_factor(user_id: UUID) -> bool:
    """Whether there is a second step that can be asked for."""
    return (
        Totp.objects.filter(user_id=user_id, removed_at=None).exists()
        or Passkey.objects.filter(user_id=user_id, removed_at=None).exists()
    )


def factors(user_id: UUID) -> Factors:
    """The app, the passkeys by age, and how many recovery codes are unused."""
    return Factors(
        Totp.objects.filter(user_id=user_id, removed_at=None).first(),
        list(Passkey.objects.filter(user_id=user_id, removed_at=None).order_by("added_at", "pk")),
        RecoveryCode.objects.filter(user_id=user_id, used_at=None, void_at=None).count(),
    )


def credentials(user_id: UUID) -> list[bytes]:
    """The passkeys as the browser is asked for them."""
    found = Passkey.objects.filter(user_id=user_id, removed_at=None).order_by("added_at", "pk")
    return [bytes(one) for one in found.values_list("credential", flat=True)]


def open_sessions(user_id: UUID, *, now: datetime) -> QuerySet[SignIn]:
    """Sessions that are not over, the newest first."""
    found = SignIn.objects.filter(user_id=user_id, ended_at=None, until__gt=now)
    return found.order_by("-started_at", "pk")


def passkey(user_id: UUID, passkey_id: UUID) -> Passkey:
    """One of a person's passkeys in use. Raises `NotFound`."""
    found = Passkey.objects.filter(pk=passkey_id, user_id=user_id, removed_at=None).first()
    if found is None:
        raise NotFound("passkey")
    return found


def postings(user_id: UUID) -> QuerySet[Posting]:
    """A person's postings, the latest first."""
    return Posting.objects.filter(user_id=user_id).select_related("office").order_by("-period", "pk")


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session as its owner sees it."""

    id: UUID
    started_at: datetime
    seen_at: datetime
    address: str
    browser: str


@dataclass(frozen=True, slots=True)
class Account:
    """A person's account on one page."""

    postings: list[Posting]
    sessions: list[OpenSession]
    factors: Factors
    posting: Posting | None


def account(user: User, *, now: datetime) -> Account:
    """Postings, open sessions and second steps of a person."""
    held = list(postings(user.pk))
    here = next((one for one in held if _is_current(one, now)), None)
    sessions = [
        OpenSession(one.pk, one.started_at, one.seen_at, one.address, describe(one.agent))
        for one in open_sessions(user.pk, now=now)
    ]
    return Account(held, sessions, factors(user.pk), here)


def _is_current(posting: Posting, now: datetime) -> bool:
    return posting.period.lower <= now and (posting.period.upper is None or now < posting.period.upper)


@dataclass(frozen=True, slots=True)
class DemoCode:
    """What an officer of the demo types as second step at this moment."""

    user: User
    posting: Posting
    code: str
    early: bool


def demo_codes(*, now: datetime) -> list[DemoCode]:
    """Return the codes of officers whose secret the demo itself chose; nothing outside the demo.

    A code that was used is not shown again: the next one is, `early` while it cannot be used yet.
    """
    if not settings.DEMO:
        return []
    apps = {one.user_id: one for one in Totp.objects.filter(removed_at=None, shown_in_demo=True)}
    held = Posting.objects.filter(user__in=apps, period__contains=now).select_related("user", "office")
    return [_demo_code(one, apps[one.user_id], now) for one in held.order_by("user__username", "pk")]


def _demo_code(posting: Posting, app: Totp, now: datetime) -> DemoCode:
    counter = max(proofs.step(now), app.counter + 1)
    code = proofs.code_at(proofs.unseal(app.secret), counter)
    return DemoCode(posting.user, posting, code, early=counter > proofs.step(now) + proofs.DRIFT)


def has_demo_user() -> bool:
    """Whether any officer has a second step that the demo chose: production refuses such a database."""
    return Totp.objects.filter(shown_in_demo=True).exists()
