"""`counter`: a hall of forty operators at work over HTTP, each customer found, typed, read back, paid, with a slip.

Every operator is a browser of his own: pages, forms with their CSRF and idempotency tokens, two pictures sent with the
screen. Pauses between requests are those of a customer who speaks and an operator who types (`PACE`, two and a half
minutes for somebody new, under one for somebody who comes again); `--faster` divides them. Measured is what the
operator waits for: from the press of a key to the last byte of the page.
"""

import argparse
import http.client
import io
import re
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import count
from random import Random
from urllib.parse import urlencode
from uuid import uuid4

from bench import ground
from bench.serving import server, sign_in

OPERATORS, GOAL_P95 = 40, 150.0
SLUG = "character-certificate"
#: Of a hundred customers so many were here before.
AGAIN = 30
#: Seconds before each request: speaking, typing, attaching, reading aloud, counting money.
PACE = {
    "find": 4.0,
    "begin": 8.0,
    "typing": 14.0,
    "places": 6.0,
    "screen": 12.0,
    "known": 14.0,
    "send": 20.0,
    "fee": 6.0,
    "slip": 2.0,
}
TYPING = 6
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
ONCE = re.compile(r'name="idempotency_key" value="([^"]+)"')


class Refused(Exception):
    """The server answered otherwise than a customer's way goes on."""


@dataclass
class Browser:
    """One operator's browser: cookies, one connection, the seconds of every answer by kind."""

    port: int
    cookie: str
    link: http.client.HTTPConnection = field(init=False)
    cookies: dict[str, str] = field(default_factory=dict)
    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    page: str = ""

    def __post_init__(self) -> None:
        name, _equals, value = self.cookie.partition("=")
        self.cookies = {name: value, "language": "ur"}
        self.link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)

    def get(self, kind: str, path: str) -> str:
        """Ask for a page; its text."""
        status, _where = self._ask(kind, "GET", path, b"", "")
        if status != 200:
            raise Refused(f"{kind}: {status}")
        return self.page

    def post(self, kind: str, path: str, body: bytes, content_type: str) -> str:
        """Send a form; where it leads, empty when it answers by itself."""
        status, where = self._ask(kind, "POST", path, body, content_type)
        if status not in (204, 302):
            raise Refused(f"{kind}: {status} {self.page[:200]}")
        return where

    def tokens(self) -> dict[str, str]:
        """What the form of the present page sends besides what is typed."""
        csrf, once = TOKEN.search(self.page), ONCE.search(self.page)
        return {
            "csrfmiddlewaretoken": csrf[1] if csrf else "",
            "idempotency_key": once[1] if once else "",
        }

    def _ask(self, kind: str, method: str, path: str, body: bytes, content_type: str) -> tuple[int, str]:
        heads = {"Cookie": "; ".join(f"{n}={v}" for n, v in self.cookies.items()), "Accept": "text/html"}
        if body:
            heads["Content-Type"] = content_type
        began = time.perf_counter()
        self.link.request(method, path, body=body or None, headers=heads)
        answer = self.link.getresponse()
        page = answer.read()
        self.times[kind].append(time.perf_counter() - began)
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, _equals, rest = line.partition("=")
            self.cookies[name] = rest.split(";", 1)[0]
        if answer.status == 200:
            self.page = page.decode("utf-8", "replace")
        return answer.status, answer.headers.get("Location", "")


def plain(form: dict[str, str]) -> tuple[bytes, str]:
    """A form without files."""
    return urlencode(form).encode(), "application/x-www-form-urlencoded"


def multipart(form: dict[str, str], files: dict[str, bytes]) -> tuple[bytes, str]:
    """A form with pictures."""
    mark, out = uuid4().hex, io.BytesIO()
    for name, value in form.items():
        out.write(f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode())
    for name, data in files.items():
        head = f'--{mark}\r\nContent-Disposition: form-data; name="{name}"; filename="{name}.jpg"\r\n'
        out.write(head.encode() + b"Content-Type: image/jpeg\r\n\r\n" + data + b"\r\n")
    out.write(f"--{mark}--\r\n".encode())
    return out.getvalue(), f"multipart/form-data; boundary={mark}"


@dataclass
class Hall:
    """What all operators share: the server, how fast, until when, numbers of new people, who was here before."""

    port: int
    faster: float
    until: float
    district: str
    pictures: list[bytes]
    numbers: "count[int]" = field(default_factory=lambda: count(1))
    before: list[str] = field(default_factory=list)

    def pause(self, what: str, rng: Random) -> None:
        """As long as people take for it, some more, some less."""
        time.sleep(PACE[what] * rng.uniform(0.6, 1.4) / self.faster)


@dataclass
class Operator:
    """One desk until the bench ends; `done` are the applications whose page said that they are in and paid."""

    hall: Hall
    browser: Browser
    rng: Random
    done: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def work(self) -> None:
        """Customer after customer; the first come one after another, not all in the same second."""
        time.sleep(self.rng.uniform(0, 60) / self.hall.faster)
        while time.monotonic() < self.hall.until:
            again = bool(self.hall.before) and self.rng.random() * 100 < AGAIN
            try:
                self._serve(again=again)
            except (Refused, OSError, http.client.HTTPException) as error:
                self.failed.append(str(error))
                self.browser.link.close()

    def _serve(self, *, again: bool) -> None:
        cnic = self.rng.choice(self.hall.before) if again else f"09{next(self.hall.numbers):011d}"
        here = self._begin(cnic)
        where = self._known(here) if again else self._typed(here, cnic)
        self._send(where, here)
        self.done.append(here.strip("/").split("/")[-1])
        if not again:
            self.hall.before.append(cnic)

    def _begin(self, cnic: str) -> str:
        hall, browser = self.hall, self.browser
        hall.pause("find", self.rng)
        browser.get("find", "/duty/counter/")
        hall.pause("begin", self.rng)
        form = browser.tokens() | {"cnic": cnic, "service": SLUG}
        here = browser.post("begin", "/duty/counter/begin/", *plain(form))
        browser.get("screen, opened", here)
        return here

    def _typed(self, here: str, cnic: str) -> str:
        form = answers(cnic, self.hall.district, self.rng)
        names = list(form)
        for part in range(1, TYPING + 1):
            self.hall.pause("typing", self.rng)
            some = {name: form[name] for name in names[: len(names) * part // TYPING]}
            self.browser.post("autosave", f"{here}save/", *plain(self.browser.tokens() | some))
            if part == TYPING // 2:
                asked = {name: form[name] for name in ("present_district", "present_area")}
                self.hall.pause("places", self.rng)
                page = self.browser.page
                self.browser.get("places", f"{here}places/present/?{urlencode(asked)}")
                self.browser.page = page
        self.hall.pause("screen", self.rng)
        photo, card = self.rng.sample(self.hall.pictures, 2)
        whole = multipart(self.browser.tokens() | form, {"photo": photo, "id_copy": card})
        return self.browser.post("screen, sent with two pictures", here, *whole)

    def _known(self, here: str) -> str:
        form = dict(re.findall(r'<input[^>]* name="([a-z_]+)"[^>]* value="([^"]*)"', self.browser.page))
        kept = self._kept(form)
        self.hall.pause("known", self.rng)
        return self.browser.post("screen, confirmed", here, *multipart(self.browser.tokens() | kept, {}))

    def _kept(self, form: dict[str, str]) -> dict[str, str]:
        """What stands on the screen, as the browser would send it; the purpose is chosen anew."""
        mobile = re.search(r'name="mobile" value="([^"]*)"', self.browser.page)
        cnic = re.search(r'name="id_cnic" value="([^"]*)"', self.browser.page)
        typed = answers(cnic[1] if cnic else form["id_cnic"], self.hall.district, self.rng)
        return typed | {"mobile": mobile[1] if mobile else typed["mobile"], "purpose": "education"}

    def _send(self, where: str, here: str) -> None:
        browser = self.browser
        browser.get("read back", where)
        self.hall.pause("send", self.rng)
        sent = browser.post("send", where, *plain(browser.tokens()))
        browser.get("it is in", sent)
        self.hall.pause("fee", self.rng)
        paid = browser.post("fee", f"{here}fee/", *plain(browser.tokens() | {"rupees": "500"}))
        browser.get("paid", paid)
        self.hall.pause("slip", self.rng)
        browser.get("slip", f"{here}slip.pdf")


def answers(cnic: str, district: str, rng: Random) -> dict[str, str]:
    """What a customer says: a name of his own, an address in Kasur."""
    number = int(re.sub(r"\D", "", cnic)[-9:])
    first = ("بلال", "سلیم", "عمران", "ثمینہ", "نوید", "شازیہ")[number % 6]
    latin = ("Bilal", "Saleem", "Imran", "Samina", "Naveed", "Shazia")[number % 6]
    return {
        "name_ur": f"{first} احمد",
        "name": f"{latin} Ahmad",
        "id_kind": "cnic",
        "id_cnic": cnic,
        "relation": "s/o",
        "relation_name_ur": "محمد اکرم",
        "relation_name": "Muhammad Akram",
        "birth_day": str(1 + number % 28),
        "birth_month": str(1 + number % 12),
        "birth_year": str(1950 + number % 55),
        "present_line": f"مکان {1 + number % 400}، گلی {rng.randint(1, 20)}",
        "present_district": district,
        "present_area": "کوٹ مراد",
        "present_place": "KSR-PL-0650",
        "permanent_same": "on",
        "since": "2014",
        "mobile": f"0300{number % 10_000_000:07d}",
        "purpose": "employment",
    }


def prepare() -> tuple[list[str], str]:
    """The hall: forty operators of one centre with open drawers and sessions, stations with their people."""
    from django.utils import timezone

    from bench import district
    from khidmat.accounts.public import actor_for
    from khidmat.kernel.roles import Role
    from khidmat.org.public import office
    from khidmat.payments.public import open_shift

    district.build()
    now, cookies = timezone.now(), []
    centre = office("PB-KSR-KM01")
    for number in range(OPERATORS):
        user = district.engage(f"hall.{number:02d}", Role.OPERATOR, centre, now)
        open_shift(began_with=0, actor=actor_for(user, now=now), now=now)
        cookies.append(sign_in(user.username))
    return cookies, str(office(district.KASUR).pk)


def pictures() -> list[bytes]:
    """Pictures as a webcam and a scanner make them: some hundred kilobytes each."""
    from PIL import Image

    found = []
    for seed in range(6):
        out = io.BytesIO()
        noise = Image.effect_noise((240, 320), 40 + seed).resize((960, 1280)).convert("RGB")
        noise.save(out, "JPEG", quality=80)
        found.append(out.getvalue())
    return found


def whole(done: list[str]) -> dict[str, bool]:
    """Whether everything that an operator was told is in is in: sent, read back, paid once, numbered without a gap."""
    from khidmat.payments.models import Receipt
    from khidmat.services.models import Application

    held = Application.objects.filter(pk__in=done, assisted__read_back_at__isnull=False)
    receipts = Receipt.objects.filter(office__code="PB-KSR-KM01").order_by("number")
    numbers = list(receipts.values_list("number", flat=True))
    paid = set(map(str, receipts.values_list("charge__about", flat=True)))
    return {
        f"{len(done):,} customers acknowledged, every one is there": held.count() == len(done),
        "every one has paid, once": set(done) <= paid and len(numbers) == len(paid),
        "receipts have no gap": numbers == list(range(1, len(numbers) + 1)),
    }


def options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="./khidmat bench counter")
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--faster", type=float, default=1.0, help="divide every pause")
    return parser.parse_args()


def main() -> None:
    """Open the hall, let it work, tell what it waited."""
    given = options()
    ground.begin("counter")
    cookies, district = prepare()
    ground.settle()
    with server() as site:
        hall = Hall(site.port, given.faster, time.monotonic() + given.minutes * 60, district, pictures())
        desks = [Operator(hall, Browser(site.port, one), Random(n)) for n, one in enumerate(cookies)]
        with ThreadPoolExecutor(OPERATORS) as pool:
            list(pool.map(Operator.work, desks))
    tell(desks, given)


def tell(desks: list[Operator], given: argparse.Namespace) -> None:
    """Print the waits by kind, and hold them against the goal."""
    times: dict[str, list[float]] = defaultdict(list)
    for desk in desks:
        for kind, some in desk.browser.times.items():
            times[kind] += [one * 1e3 for one in some]
    every = [one for some in times.values() for one in some]
    table = ground.Table((f"{OPERATORS} operators, {given.minutes:g} min, pauses / {given.faster:g}",
                          "answers", "p50 ms", "p95 ms", "p99 ms"))  # fmt: skip
    for kind, some in [*times.items(), ("all", every)]:
        table.add(kind, len(some), *(ground.quantile(some, share) for share in (0.5, 0.95, 0.99)))
    table.print()
    failed = [one for desk in desks for one in desk.failed]
    print(*sorted(set(failed))[:5], sep="\n")
    report = ground.Report()
    report.at_most("an interaction, p95", ground.quantile(every, 0.95), GOAL_P95, "ms")
    report.holds(f"no customer was turned away ({len(failed)} were)", met=not failed)
    for what, so in whole([one for desk in desks for one in desk.done]).items():
        report.holds(what, met=so)
    report.end()


if __name__ == "__main__":
    main()
