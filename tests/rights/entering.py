"""How a browser of the tests gets in: by the pages, as its owner would."""

from uuid import uuid4

from django.test import Client
from django.utils import timezone

from khidmat.accounts import proofs
from khidmat.notify.public import inbox
from tests.rights.posts import PASSWORD, SECRET


def send(client: Client, path: str, **form: str) -> None:
    """Post a form with a fresh key."""
    client.post(path, {"idempotency_key": str(uuid4()), **form})


def enter_staff(client: Client, username: str, *, later: int = 0) -> None:
    """Password, then the code of the app; `later` steps of 30 seconds on, for a second time."""
    send(client, "/sign-in/", username=username, password=PASSWORD)
    send(client, "/sign-in/second-step/", code=proofs.code_at(SECRET, proofs.step(timezone.now()) + later))


def enter_citizen(client: Client, mobile: str) -> None:
    """The number, then the code from the message."""
    send(client, "/mobile/", mobile=mobile)
    text = next(text for message, text in inbox() if message.mobile == mobile)
    words = (word.strip("۔.") for word in text.split())
    send(client, "/mobile/code/", code=next(word for word in words if word.isdecimal()))
