"""Lives under load: each thread takes one applicant after another from the first page to the approval."""

import threading
from datetime import datetime
from itertools import count
from types import TracebackType
from uuid import uuid4
from zoneinfo import ZoneInfo

from tests.crash.books import Books
from tests.crash.diary import Act, Diary
from tests.crash.people import (
    APPROVER,
    IN_CHARGE,
    SLUG,
    STATIONS,
    TELLER,
    Client,
    Person,
    Refused,
    Station,
    Town,
    form_of,
    picture,
)
from tests.crash.victims import PATIENCE

KARACHI = ZoneInfo("Asia/Karachi")
#: Applicants of a whole run, so that no two tests have the same.
NUMBERS = count(1)


class Life:
    """One applicant and those who work on his application."""

    def __init__(self, client: Client, citizen: Person, station: Station) -> None:
        self.client, self.citizen, self.station = client, citizen, station
        self.number = next(NUMBERS)

    def live(self) -> None:
        """From the first page to the approval. Raises `Refused`."""
        started = Act(str(uuid4()), "start", "", {})
        where = self.client.act(self.citizen, started, f"/services/{SLUG}/apply/", {})
        key = where.split("/")[2]
        for page, answers in self.client.town.answers(self.number, self.station).items():
            self._act("save", key, f"/my/{key}/edit/{page}/", self.citizen, **answers)
        self._papers(key)
        self._act("submit", key, f"/my/{key}/check/", self.citizen, true="on")
        self._pay(key)
        if self.number % 2:
            self._give_back(key)
            self._pay(key)
        self._verify(self.client.books.visit(key))
        approver = self.client.town.officers[APPROVER]
        self.client.read(approver, Act(str(uuid4()), "open", key, {}), f"/duty/applications/{key}/")
        self._act("approve", key, f"/duty/applications/{key}/approve/", approver)

    def _act(self, kind: str, thing: str, path: str, person: Person, /, **fields: str) -> None:
        act = Act(str(uuid4()), kind, thing, fields)
        self.client.act(person, act, path, form_of(act, **fields))

    def _pay(self, key: str) -> None:
        charge = self.client.books.charge(key)
        fee = {"charge": charge, "rupees": "500"}
        self._act("pay", charge, "/duty/cash/take/", self.client.town.officers[TELLER], **fee)

    def _give_back(self, key: str) -> None:
        """The receipt was a mistake: the money goes back, the fee is owed anew."""
        receipt = self.client.books.receipt(self.client.books.charge(key))
        why = {"kind": "void", "reason": "The receipt was for another person."}
        path = f"/duty/cash/receipts/{receipt}/refund/"
        self._act("refund", receipt, path, self.client.town.officers[IN_CHARGE], **why)

    def _papers(self, key: str) -> None:
        files = {
            "photo": ("photo.jpg", picture(self.number, (240, 320)), "image/jpeg"),
            "id_copy": ("card.jpg", picture(self.number + 1, (320, 200)), "image/jpeg"),
        }
        act = Act(str(uuid4()), "attach", key, {})
        self.client.act(self.citizen, act, f"/my/{key}/edit/papers/", {}, files)

    def _verify(self, visit: str) -> None:
        town, today = self.client.town, datetime.now(KARACHI)
        head, officer = town.officers[self.station.head], town.officers[self.station.officer]
        path = f"/duty/verifications/{visit}"
        self._act("mark", visit, f"{path}/mark/", head, officer=town.ids[self.station.officer])
        day = {"visited_on_day": today.day, "visited_on_month": today.month, "visited_on_year": today.year}
        fields = {name: str(value) for name, value in day.items()}
        text = f"Met the father, lives there as written, house {self.number}."
        self._act("report", visit, f"{path}/report/", officer, finding="confirmed", report=text, **fields)


class Load:
    """Threads that live lives until the block ends, then finish those they are in the middle of.

    `refused` are answers that nobody expected: the test is to look that there are none.
    """

    def __init__(self, town: Town, diary: Diary, books: Books) -> None:
        self.refused: list[str] = []
        self._enough, self._over = threading.Event(), threading.Event()
        self._client = Client(town, diary, books, self._over)
        self._threads = [
            threading.Thread(target=self._work, args=(citizen, STATIONS[n % len(STATIONS)]))
            for n, citizen in enumerate(town.citizens)
        ]

    def _work(self, citizen: Person, station: Station) -> None:
        ended = "a client died; its traceback stands above"
        try:
            while not self._enough.is_set():
                Life(self._client, citizen, station).live()
            ended = ""
        except Refused as error:
            ended = str(error)
        finally:
            self.refused += [ended] if ended else []

    def __enter__(self) -> "Load":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._enough.set()
        if error is not None:
            self._over.set()
        for thread in self._threads:
            thread.join(PATIENCE)
        self.refused += ["a client does not come to its end" for thread in self._threads if thread.is_alive()]
        self._over.set()
