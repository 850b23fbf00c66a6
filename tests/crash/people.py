"""The outside client: citizens and officers at the program's own pages, every act in the diary before and after."""

import io
import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from uuid import UUID, uuid4

import httpx
from PIL import Image

from khidmat.demo.cast import PASSWORD
from khidmat.notify.tests.servers import Aggregator
from tests.crash.books import Books
from tests.crash.diary import ACK, FOUND, INTENT, UNKNOWN, Act, Diary
from tests.crash.victims import Victims, until

SLUG = "character-certificate"
Files = dict[str, tuple[str, bytes, str]]


class Refused(Exception):
    """The program answered, and did not do it."""


@dataclass(frozen=True)
class Station:
    """A station of Kasur with its people and a place that belongs to it."""

    head: str
    officer: str
    place: str
    area: str


STATIONS = (
    Station("ali", "aslam", "KSR-PL-0650", "کوٹ مراد خان"),
    Station("zahid", "tariq", "KSR-PL-0651", "کوٹ عثمان خان"),
)
APPROVER, TELLER, IN_CHARGE = "kamran", "sana", "waseem"


class Person:
    """Somebody with a browser and an open session."""

    def __init__(self, base: str) -> None:
        self.http = httpx.Client(base_url=base, timeout=60, cookies={"language": "en"})

    def post(self, path: str, form: Mapping[str, str], files: Files | None = None) -> httpx.Response:
        """Send a form as its page does."""
        token = {"csrfmiddlewaretoken": self.http.cookies["csrftoken"]}
        return self.http.post(path, data={**form, **token}, files=files)

    def sign_in_as_citizen(self, mobile: str, phone: Aggregator) -> None:
        """The number, then the code that comes to it."""
        self.http.get("/mobile/")
        self.post("/mobile/", {"mobile": mobile, "idempotency_key": str(uuid4())})
        until(lambda: bool(_texts(phone, mobile)), "the code comes to the phone")
        found = re.search(r"\d{6}", _texts(phone, mobile)[-1])
        self.post("/mobile/code/", {"code": found[0] if found else ""})
        self._inside("/my/")

    def sign_in_as_officer(self, username: str) -> None:
        """User name and password, then the code of the app, which the demo's inbox shows."""
        self.http.get("/sign-in/")
        self.post("/sign-in/", {"username": username, "password": PASSWORD})
        row = rf'>{username}</bdi>.*?class="ref"><bdi dir="ltr">(\d{{6}})<'
        found = re.search(row, self.http.get("/demo/inbox/").text, re.DOTALL)
        self.post("/sign-in/second-step/", {"code": found[1] if found else ""})
        self._inside("/duty/")

    def _inside(self, path: str) -> None:
        if self.http.get(path).status_code != httpx.codes.OK:
            raise AssertionError(f"{path} opens after signing in")


def _texts(phone: Aggregator, mobile: str) -> list[str]:
    return [content["text"] for _headers, content in phone.asked if content["to"] == f"+92{mobile[1:]}"]


@dataclass
class Town:
    """Everybody who acts, signed in once; sessions are rows and outlive every kill."""

    victims: Victims
    citizens: list[Person] = field(default_factory=list)
    officers: dict[str, Person] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    kasur: str = ""

    def settle(self, citizens: int, phone: Aggregator) -> None:
        """Sign everybody in."""
        for number in range(citizens):
            self.citizens.append(Person(self.victims.installation.base))
            self.citizens[-1].sign_in_as_citizen(f"0300{1000001 + number}", phone)
        for username in (
            APPROVER,
            TELLER,
            IN_CHARGE,
            *(name for one in STATIONS for name in (one.head, one.officer)),
        ):
            self.officers[username] = Person(self.victims.installation.base)
            self.officers[username].sign_in_as_officer(username)
        self.officers[TELLER].http.get("/duty/cash/")
        drawer = {"began_with": "0", "idempotency_key": str(uuid4())}
        self.officers[TELLER].post("/duty/cash/open/", drawer)
        with self.victims.owner() as link:
            users = link.execute("select username, id::text from accounts_user where is_staff_member")
            self.ids = {str(name): str(key) for name, key in users.fetchall()}
            district = link.execute("select id::text from org_office where code = 'KSR-DPO'").fetchone()
            self.kasur = str(district[0]) if district else ""

    def answers(self, number: int, station: Station) -> dict[str, dict[str, str]]:
        """What an applicant types, page by page; his identity number and address are his alone."""
        home = {"line": f"مکان {number}، گلی 3", "district": self.kasur, "area": station.area}
        home |= {"place": station.place, "station": ""}
        identity = f"0{(31_415_926_535 + number * 290_797_405_639) % 10**12:012d}"
        return {
            "who": {"name": "Bilal Ahmad", "name_ur": "بلال احمد", "id_kind": "cnic", "id_cnic": identity},
            "family": {"relation": "s/o", "relation_name": "Muhammad Akram", "relation_name_ur": "محمد اکرم"}
            | {"birth_day": "27", "birth_month": "4", "birth_year": str(1960 + number % 40)},
            "address": {f"present_{name}": value for name, value in home.items()}
            | {"email": "", "permanent_same": "on", "since": "2014"},
            "purpose": {"purpose": "other", "country": "", "embassy": "", "detail": f"Contract {number}"},
        }


def picture(number: int, size: tuple[int, int]) -> bytes:
    """A photograph or card of this applicant's own."""
    out = io.BytesIO()
    Image.new("RGB", size, (number * 37 % 256, number // 7 % 256, number * 11 % 256)).save(out, "JPEG")
    return out.getvalue()


@dataclass
class Client:
    """One thread's acts. Unanswered ones are sent again with the same key until they are answered."""

    town: Town
    diary: Diary
    books: Books
    over: threading.Event

    def act(
        self, person: Person, act: Act, path: str, form: dict[str, str], files: Files | None = None
    ) -> str:
        """Send a form, and return where the answer leads. Raises `Refused`."""

        def led(answer: httpx.Response) -> str:
            where = answer.headers.get("Location", "")
            return where if where.startswith(("/my/", "/duty/")) else ""

        return self._until_answered(act, lambda: person.post(path, form, files), led)

    def read(self, person: Person, act: Act, path: str) -> None:
        """Open a page whose reading is an event. Raises `Refused`."""
        self._until_answered(act, lambda: person.http.get(path), lambda answer: "read" if answer.text else "")

    def _until_answered(
        self, act: Act, send: Callable[[], httpx.Response], done: Callable[[httpx.Response], str]
    ) -> str:
        while True:
            self.diary.write(INTENT, act.key, kind=act.kind, thing=act.thing, data=act.data)
            try:
                answer = send()
            except httpx.TransportError:
                answer = None
            if answer is None or answer.is_server_error:
                self._unanswered(act)
                continue
            where = "" if answer.is_client_error else done(answer)
            if not where:
                raise Refused(
                    f"{act.kind} {act.thing}: {answer.status_code} {answer.headers.get('Location')}"
                )
            self.diary.write(ACK, act.key, thing=_thing(where) if act.kind == "start" else "")
            return where

    def _unanswered(self, act: Act) -> None:
        """Write down that nobody knows; when all is up again, how often it is there before it is sent again."""
        self.diary.write(UNKNOWN, act.key)
        until(self._up, "somebody begins again what was killed", pause=0.1)
        self.diary.write(FOUND, act.key, times=self.books.times(act))

    def _up(self) -> bool:
        if self.over.is_set():
            raise Refused("the test ended")
        try:
            return httpx.get(f"{self.town.victims.installation.base}/readyz", timeout=5).is_success
        except httpx.TransportError:
            return False


def _thing(where: str) -> str:
    return str(UUID(where.split("/")[2]))


def form_of(act: Act, **fields: str) -> dict[str, str]:
    """A form with the act's idempotency key."""
    return {"idempotency_key": act.key, **fields}
