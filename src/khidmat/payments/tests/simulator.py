"""A bank on the other side: `python -m khidmat.payments.tests.simulator URL SECRET_FILE` reads orders, sends messages.

One JSON list of messages on standard input; each is sent signed, `times` times, in the order given or mixed by `mix`.
Writes the list of answers to standard output. It shares nothing with the program but the written form of the message.
"""

import hmac
import json
import random
import sys
import time
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit


def send(url: str, secret: bytes, message: dict[str, object], moment: str) -> int:
    """Send one message, signed as of a moment."""
    body, there = json.dumps(message).encode(), urlsplit(url)
    made = hmac.digest(secret, moment.encode() + b"." + body, "sha256").hex()
    headers = {"Content-Type": "application/json", "X-Time": moment, "X-Signature-256": f"sha256={made}"}
    link = HTTPConnection(there.hostname or "", there.port, timeout=20)
    link.request("POST", there.path, body, headers)
    status = link.getresponse().status
    link.close()
    return status


def main() -> None:
    """Send what standard input says."""
    url, secret = sys.argv[1], Path(sys.argv[2]).read_bytes().strip()
    orders = json.load(sys.stdin)
    messages = [message for message in orders["messages"] for _time in range(orders["times"])]
    random.Random(orders["mix"]).shuffle(messages)
    late = int(time.time()) + int(orders.get("shift", 0))
    json.dump([send(url, secret, message, str(late)) for message in messages], sys.stdout)


if __name__ == "__main__":
    main()
