"""Reading users, postings and sessions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, FilteredRelation, OuterRef, Q, QuerySet
from django.utils import timezone

from khidmat.accounts.models import Passkey, Posting, RecoveryCode, SignIn, Totp, User
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import NotFound
from khidmat.kernel.policy import TABLE
from khidmat.kernel.roles import Role
from khidmat.org.public import PROVINCE_CHAIN, Office, portal_chain, within


@dataclass(frozen=True, slots=True)
class Named:
    """A user's name in both scripts."""

    name: str
    name_ur: str


@dataclass(frozen=True, slots=True)
class Here:
    """The posting that gives rights at a moment."""

    posting_id: UUID
    role: str
    office_id: UUID
    office_path: str


@dataclass(frozen=True, slots=True)
class Session:
    """What a request needs to know of its session: is it locked, is it over?"""

    id: UUID
    until: datetime
    seen_at: datetime
    proved_at: datetime
    locked_at: datetime | None


@dataclass(frozen=True, slots=True)
class Standing:
    """A user, his rights at this moment, and the session they are used in (None for one without a record)."""

    user: User
    actor: Actor
    session: Session | None


_USER = ("pk", "password", "username", "mobile", "name", "name_ur", "language", "is_staff_member")
_HERE = ("here__pk", "here__role", "here__office_id", "here__office__path")
_SEAT = ("seat__pk", "seat__until", "seat__seen_at", "seat__proved_at", "seat__locked_at")


def standing(*, user_id: str, session_id: str | None, now: datetime, request_id: str = "") -> Standing | None:
    """User, current posting and open session in one query; None when there is no such user."""
    row = (
        User.objects.filter(pk=user_id)
        .annotate(
            here=FilteredRelation("postings", condition=Q(postings__period__contains=now)),
            seat=FilteredRelation(
                "sign_ins", condition=Q(sign_ins__pk=session_id, sign_ins__ended_at__isnull=True)
            ),
        )
        .values_list(*_USER, *_HERE, *_SEAT)
        .first()
    )
    if row is None:
        return None
    named = dict(zip((*_USER, *_HERE, *_SEAT), row, strict=True))
    user = User(**{column: named[column] for column in _USER})
    seat = Session(*(named[column] for column in _SEAT)) if named["seat__pk"] else None
    here = Here(*(named[column] for column in _HERE)) if named["here__pk"] else None
    return Standing(user, _actor(user, here, request_id), seat)


def _actor(user: User, here: Here | None, request_id: str) -> Actor:
    if here is None:
        # Staff without a current posting have no rights at all; the chain is that of everybody without an office.
        kind = Role.PUBLIC if user.is_staff_member else Role.CITIZEN
        return Actor(
            kind, PROVINCE_CHAIN, user.pk, name=user.name, name_ur=user.name_ur, request_id=request_id
        )
    return Actor(
        role=Role(here.role),
        chain=here.office_id,
        user_id=user.pk,
        posting_id=here.posting_id,
        office_id=here.office_id,
        office_path=here.office_path,
        name=user.name,
        name_ur=user.name_ur,
        request_id=request_id,
    )


def actor_for(user: User, *, now: datetime, request_id: str = "") -> Actor:
    """The actor a user is at a moment: by the current posting, a citizen, or staff without rights."""
    here = current_posting(user.pk, now=now)
    at = Here(here.pk, here.role, here.office_id, here.office.path or "") if here else None
    return _actor(user, at, request_id)


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


def staff(actor: Actor, permission: str) -> QuerySet[User]:
    """Staff whose latest posting is where the actor's right reaches, by name."""
    scope = TABLE.scope(actor, permission)
    if scope is None:
        return User.objects.none()
    mine = Posting.objects.filter(user=OuterRef("pk"), office_id__in=within(actor, scope).values("pk"))
    later = Posting.objects.filter(
        user=OuterRef("user"), period__startswith__gt=OuterRef("period__startswith")
    )
    return User.objects.filter(Exists(mine.filter(~Exists(later)))).order_by("name", "pk")


def staff_member(actor: Actor, permission: str, user_id: UUID, *, now: datetime) -> User:
    """One of them, or one who holds no posting anywhere. Raises `NotFound`."""
    if not TABLE.may(actor, permission):
        raise NotFound("user")
    held = Posting.objects.filter(user=OuterRef("pk"), period__endswith__isnull=True)
    ending = Posting.objects.filter(user=OuterRef("pk"), period__endswith__gt=now)
    free = User.objects.filter(~Exists(held), ~Exists(ending), is_staff_member=True)
    found = free.filter(pk=user_id).first() or staff(actor, permission).filter(pk=user_id).first()
    if found is None:
        raise NotFound("user")
    return found
