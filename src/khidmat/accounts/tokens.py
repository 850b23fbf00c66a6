"""Who stands behind a request of the API: the token, its client and the posting of this moment, in one statement.

The same statement notes the use and counts it, so that parallel requests cannot pass the limit.
"""

from datetime import datetime
from hashlib import sha256

from django.db import connection
from django.utils.translation import gettext_lazy as _

from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import TooMany
from khidmat.kernel.policy import REACHES, TABLE
from khidmat.kernel.roles import Role

#: Requests of one token in a minute: ten a second, which no honest queue of papers needs.
PACE = 600
MARK = "khidmat_"
STATEMENT = """
update accounts_token t
   set used_at = %(now)s, minute = %(minute)s,
       asked = case when t.minute = %(minute)s then t.asked + 1 else 1 end
  from accounts_client c
  join accounts_posting p on p.id = c.posting_id and p.period @> %(now)s
  join accounts_user u on u.id = p.user_id
  join org_office o on o.id = p.office_id
 where t.digest = %(digest)s and t.client_id = c.id
   and t.ended_at is null and t.expires_at > %(now)s and c.ended_at is null
   and (c.agreed_at is not null or p.role = 'client')
returning t.asked, c.id, c.scopes, p.role, p.office_id, u.id, p.id, o.path::text, u.name, u.name_ur
"""


class NoToken(Exception):
    """What was sent is no token that is in force."""


def digest(secret: str) -> str:
    """What is kept of a token. Plain SHA-256: 256 random bits cannot be tried through."""
    return sha256(secret.encode()).hexdigest()


def read(header: str, *, now: datetime, request_id: str) -> Actor:
    """The actor by an `Authorization` header. Raises `NoToken`, or `TooMany` above the pace."""
    scheme, _space, secret = header.partition(" ")
    if scheme.lower() != "bearer" or not secret.isascii() or len(secret) > 200:
        raise NoToken
    minute = int(now.timestamp()) // 60
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT, {"now": now, "minute": minute, "digest": digest(secret.strip())})
        row = cursor.fetchone()
    if row is None:
        raise NoToken
    asked, client_id, scopes, role, office_id, user_id, posting_id, path, name, name_ur = row
    if asked > PACE:
        raise TooMany(_("This token was used too often in this minute. Wait for the next one."))
    return Actor(
        role=Role(role),
        chain=office_id,
        user_id=user_id,
        posting_id=posting_id,
        office_id=office_id,
        office_path=path,
        name=name,
        name_ur=name_ur,
        request_id=request_id,
        client_id=client_id,
        only=permissions(scopes),
    )


def permissions(scopes: list[str]) -> frozenset[str]:
    """What a token of these scopes may at most: their permissions, and a visitor's."""
    granted = (REACHES.get(scope).permissions for scope in scopes if scope in REACHES)
    return TABLE.granted(Role.PUBLIC).union(*granted)
