"""SMS by an aggregator's HTTP interface: JSON both ways, receipts to our address, signed over the raw body.

Sending: `POST {"id", "to", "from", "text", "receipts_to"}` with `Authorization: Bearer SECRET` and an
`Idempotency-Key`; the answer is 2xx with `{"id": NAME}`.

A receipt: `POST {"id": NAME, "state": "delivered" or "failed", "error"}` with `X-Signature-256: sha256=` and
the HMAC-SHA256 of the body under the same secret, in hex.
"""

import hashlib
import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpx
from pydantic import BaseModel, Field

from khidmat.kernel.urdu import clean
from khidmat.notify.gateway import Notice, Outcome, Parcel, Report
from khidmat.notify.states import Answer, Arrival

PATIENCE = 10.0
#: The aggregator did not get the request, for certain.
NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
#: Only these blame the number or the text; the rest can pass, or be mended in our settings.
FINAL = (400, 422)


@dataclass(frozen=True, slots=True)
class Http:
    """An aggregator. `receipts_to` is our address for its receipts."""

    url: str
    secret: str
    sender: str
    receipts_to: str

    @property
    def name(self) -> str:
        """Return `http`."""
        return "http"

    @property
    def receipts(self) -> bool:
        """Return False: the aggregator calls us."""
        return False

    @contextmanager
    def session(self, _report: Report, /) -> Iterator["HttpSession"]:
        """Keep one connection for the batch; it is opened with the first message."""
        headers = {"Authorization": f"Bearer {self.secret}"}
        with httpx.Client(timeout=PATIENCE, headers=headers, follow_redirects=False) as client:
            yield HttpSession(client, self)


@dataclass(slots=True)
class HttpSession:
    """A kept connection to the aggregator."""

    client: httpx.Client
    gateway: Http

    def send(self, parcel: Parcel) -> Outcome:
        """Hand over one SMS. Silence after the request means that it has perhaps been taken."""
        key = str(parcel.key)
        content = {
            "id": key,
            "to": parcel.to,
            "from": self.gateway.sender,
            "text": parcel.text,
            "receipts_to": self.gateway.receipts_to,
        }
        try:
            answer = self.client.post(self.gateway.url, json=content, headers={"Idempotency-Key": key})
        except NOT_SENT:
            return Outcome(Answer.LATER, "connection", stop=True)
        except httpx.TransportError:
            return Outcome(Answer.UNKNOWN, "connection", stop=True)
        if answer.is_success:
            return Outcome(Answer.ACCEPTED, ids=_named(answer))
        final = answer.status_code in FINAL
        return Outcome(
            Answer.REFUSED if final else Answer.LATER, f"http {answer.status_code}", stop=not final
        )

    def listen(self) -> None:
        """Return at once: receipts come to our own address."""


def signature(secret: str, body: bytes) -> str:
    """Return the value of `X-Signature-256` for a body."""
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def signed(secret: str, body: bytes, given: str) -> bool:
    """Whether the signature is that of the body, in constant time; never without a secret."""
    return bool(secret) and hmac.compare_digest(signature(secret, body).encode(), given.encode())


class Said(BaseModel):
    """A receipt as the aggregator writes it; a name is printable ASCII."""

    id: str = Field(pattern=r"^[!-~]+$", max_length=80)
    state: Arrival
    error: str = ""


def read(body: bytes) -> Notice:
    """Return the receipt in a body. Raises ValueError with a sentence for the aggregator's engineer."""
    try:
        said = Said.model_validate_json(body)
    except ValueError as error:
        raise ValueError('a receipt is {"id": …, "state": "delivered" or "failed", "error": …}') from error
    return Notice(said.id, said.state, clean(said.error)[:30])


def _named(answer: httpx.Response) -> tuple[str, ...]:
    """Return the aggregator's name for the message; without one it is sent all the same, with no receipt."""
    try:
        name = answer.json()["id"]
    except (ValueError, KeyError, TypeError):
        return ()
    return (str(name)[:80],) if name else ()
