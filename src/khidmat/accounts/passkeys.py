"""Passkeys (WebAuthn level 2) by Yubico's `fido2`: what to ask the browser, and whether its answer is good.

Browsers offer passkeys on https and on http://localhost only; elsewhere the page says why it does not.
Nothing here touches the database.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    RegistrationResponse,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

Challenge = dict[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """Options for the browser as JSON, and the challenge to keep in the session until it answers."""

    options: str
    challenge: Challenge


@dataclass(frozen=True, slots=True)
class New:
    """A credential to keep."""

    credential_id: bytes
    credential: bytes
    counter: int


@dataclass(frozen=True, slots=True)
class Used:
    """A credential that signed the challenge."""

    credential_id: bytes
    counter: int


def offered(host: str) -> bool:
    """Whether a browser at this host (with port, as in the Host header) can use passkeys here."""
    parts = urlsplit(settings.BASE_URL)
    return host == parts.netloc and (parts.scheme == "https" or parts.hostname == "localhost")


def _server() -> Fido2Server:
    parts = urlsplit(settings.BASE_URL)
    entity = PublicKeyCredentialRpEntity(id=parts.hostname, name="Khidmat")
    return Fido2Server(entity, verify_origin=lambda origin: origin == f"{parts.scheme}://{parts.netloc}")


def ask_new(user_id: UUID, username: str, name: str, credentials: list[bytes]) -> Asked:
    """What to ask for a new passkey; the browser leaves out the `credentials` there are already."""
    options, state = _server().register_begin(
        PublicKeyCredentialUserEntity(id=user_id.bytes, name=username, display_name=name),
        [AttestedCredentialData(one) for one in credentials],
        resident_key_requirement=ResidentKeyRequirement.DISCOURAGED,
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    return Asked(json.dumps(dict(options)), {key: str(value) for key, value in state.items()})


def check_new(answer: str, challenge: Challenge) -> New | None:
    """The new credential, or None when the answer is not one to this challenge."""
    try:
        response = RegistrationResponse.from_dict(json.loads(answer))
        given = _server().register_complete(challenge, response)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    data = given.credential_data
    return New(data.credential_id, bytes(data), given.counter) if data else None


def ask(credentials: list[bytes]) -> Asked:
    """What to ask of one of these passkeys."""
    options, state = _server().authenticate_begin(
        [AttestedCredentialData(one) for one in credentials], UserVerificationRequirement.PREFERRED
    )
    return Asked(json.dumps(dict(options)), {key: str(value) for key, value in state.items()})


def verify(answer: str, challenge: Challenge, credentials: Mapping[bytes, bytes]) -> Used | None:
    """The passkey that signed, or None. `credentials` by their id."""
    known = [AttestedCredentialData(one) for one in credentials.values()]
    try:
        response = AuthenticationResponse.from_dict(json.loads(answer))
        used = _server().authenticate_complete(challenge, known, response)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    return Used(used.credential_id, response.response.authenticator_data.counter)
