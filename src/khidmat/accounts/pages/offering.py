"""What pages need to offer an app or a passkey: square code, secret in groups, the browser's options."""

from base64 import b64decode, b64encode

import segno
from django.http import HttpRequest

from khidmat.accounts import passkeys, proofs, queries
from khidmat.accounts.models import User

APP = "app"
CHALLENGE = "challenge"
ISSUER = "Khidmat"


def secret(request: HttpRequest) -> str:
    """Return the secret offered to the app in this session, the same until it is taken."""
    kept = request.session.get(APP)
    found = proofs.unseal(b64decode(kept)) if kept else ""
    if not found:
        found = proofs.new_secret()
        request.session[APP] = b64encode(proofs.seal(found)).decode()
    return found


def context(request: HttpRequest, user: User) -> dict[str, object]:
    """What the templates of enrolment show."""
    offered = secret(request)
    picture = segno.make(proofs.app_address(offered, user.username, ISSUER), error="m", micro=False)
    return {
        "picture": picture.svg_data_uri(scale=5, border=4, dark="#0c3b2e", light="#fff"),
        "groups": " ".join(offered[start : start + 4] for start in range(0, len(offered), 4)),
        "options": ask_new(request, user),
    }


def ask_new(request: HttpRequest, user: User) -> str:
    """Return the options for a new passkey, or nothing where browsers do not allow them."""
    if not passkeys.offered(request.get_host()):
        return ""
    asked = passkeys.ask_new(user.pk, user.username, user.name, queries.credentials(user.pk))
    request.session[CHALLENGE] = asked.challenge
    return asked.options


def ask(request: HttpRequest, credentials: list[bytes]) -> str:
    """Return the options to use one of these passkeys, or nothing."""
    if not credentials or not passkeys.offered(request.get_host()):
        return ""
    asked = passkeys.ask(credentials)
    request.session[CHALLENGE] = asked.challenge
    return asked.options


def challenge(request: HttpRequest) -> passkeys.Challenge:
    """Take the challenge out of the session: each is answered once."""
    found: passkeys.Challenge = request.session.pop(CHALLENGE, {})
    return found
