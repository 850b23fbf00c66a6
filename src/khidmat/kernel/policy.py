"""Who may do what: rules are data in each app's `policies.py`, gathered here into one table.

A permission is `<app>.<noun>.<act>`. A route names its permission with `@allows`; a route without one, a
permission without a rule and a rule without a route stop the program (`config.startup`). Rights follow the
actor's current posting, which the middleware reads anew on every request.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http.response import HttpResponseBase
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khidmat.kernel.actor import Actor, ActorRequest
from khidmat.kernel.errors import Forbidden
from khidmat.kernel.registry import Registry
from khidmat.kernel.roles import Role

P = ParamSpec("P")


class Scope(StrEnum):
    """Where a right reaches, from the office of the posting."""

    ANY = "any"  # no territory: public pages, the actor's own settings
    OWN = "own"  # only what the person himself applied for or owns
    OFFICE = "office"  # the posting's own office
    SUBTREE = "subtree"  # the office and everything below it
    DISTRICT = "district"  # the whole district of the posting
    PROVINCE = "province"  # everywhere, always with a purpose and a line in the ledger


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the table: these roles may do this, there. `purpose`: the actor must state one."""

    permission: str
    roles: frozenset[Role]
    scope: Scope
    purpose: bool = False


def rule(permission: str, roles: Iterable[Role], scope: Scope, *, purpose: bool = False) -> Rule:
    """A `Rule` from any iterable of roles."""
    return Rule(permission, frozenset(roles), scope, purpose)


OF_A_POST = _("This page is not part of your present posting.")
OF_STAFF = _("This page is for police staff. What you applied for is under “My applications”.")


class Table:
    """All rules of the program by permission and role; at most one for each pair."""

    def __init__(self) -> None:
        self._rules: dict[tuple[str, Role], Rule] = {}

    def fill(self, rules: Iterable[Rule]) -> None:
        """Take the explicit list of rules. Raises ValueError when a pair has two."""
        found: dict[tuple[str, Role], Rule] = {}
        for one in rules:
            for role in one.roles:
                if (one.permission, role) in found:
                    raise ValueError(f"policy: two rules for {one.permission} and {role}")
                found[one.permission, role] = one
        self._rules = found

    @property
    def permissions(self) -> frozenset[str]:
        """Every permission that some rule grants."""
        return frozenset(permission for permission, _role in self._rules)

    def granted(self, role: Role) -> frozenset[str]:
        """Every permission that a role has somewhere."""
        return frozenset(permission for permission, held in self._rules if held == role)

    def rows(self) -> list[tuple[str, Role, Rule]]:
        """The whole table in a stable order, for printing."""
        return [(p, r, one) for (p, r), one in sorted(self._rules.items())]

    def rule(self, actor: Actor, permission: str) -> Rule | None:
        """The rule that grants the permission to this actor, or None. A token narrows what its posting may."""
        if actor.only is not None and permission not in actor.only:
            return None
        return self._rules.get((permission, actor.role))

    def scope(self, actor: Actor, permission: str) -> Scope | None:
        """How far the permission reaches for this actor, or None when he does not have it."""
        found = self.rule(actor, permission)
        return found.scope if found else None

    def may(self, actor: Actor, permission: str) -> bool:
        """Whether the actor has the permission somewhere."""
        return self.rule(actor, permission) is not None

    def require(self, actor: Actor, permission: str) -> Rule:
        """The rule, or `Forbidden` with the reason."""
        found = self.rule(actor, permission)
        if found is None:
            said = OF_A_POST if actor.is_officer else OF_STAFF
            raise Forbidden(said)
        return found


TABLE = Table()


@dataclass(frozen=True, slots=True)
class Reach:
    """What an API token may be issued for: a name that an administrator ticks, and the permissions behind it."""

    code: str
    label: Promise
    permissions: frozenset[str]


def reach(code: str, label: Promise, *permissions: str) -> Reach:
    """A `Reach` with its permissions as plain arguments."""
    return Reach(code, label, frozenset(permissions))


#: A token may besides do what a visitor may.
REACHES: Registry[Reach] = Registry("reaches", lambda one: one.code)

View = Callable[Concatenate[ActorRequest, P], HttpResponseBase]


class SignInNeeded(Exception):
    """A visitor asked for something that needs a person: the middleware leads to the right sign-in."""

    def __init__(self, permission: str) -> None:
        super().__init__(permission)
        self.permission = permission


def allows(permission: str) -> Callable[[View[P]], View[P]]:
    """Mark a route with its permission and check it before the view runs."""

    def mark(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: ActorRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if request.actor.role == Role.PUBLIC and not TABLE.may(request.actor, permission):
                raise SignInNeeded(permission)
            TABLE.require(request.actor, permission)
            return view(request, *args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]  # read by config.startup
        return guarded

    return mark
