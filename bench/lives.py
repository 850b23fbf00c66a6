"""Applicants of the lifecycle bench: every one a new person with words, photograph and paper of his own."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from random import Random

from django.db import transaction
from django.utils import timezone
from PIL import Image, ImageDraw

from khidmat.accounts.public import User
from khidmat.demo import names
from khidmat.demo.portraits import portrait
from khidmat.files.public import Blob, keep
from khidmat.org.models import Office
from khidmat.org.public import Place
from khidmat.services.models import Application, Attachment
from khidmat.services.operations.drafting import new_ref
from khidmat.services.registry import by_slug

#: Faces are drawn this often and then made each applicant's own: drawing one takes 80 ms, changing it 2.
FACES = 24
#: Applicants who ask in English; the certificate is in both languages anyway.
ENGLISH = 0.1
PURPOSES = ("visa", "employment", "education")


@dataclass(frozen=True, slots=True)
class Seed:
    """Where the applicants of one process begin: their numbers are told apart by `first`."""

    first: int
    count: int


def drafts(seed: Seed, stations: Sequence[Office], places: dict[str, list[Place]]) -> list[str]:
    """Drafts with every answer and both papers, ready to be sent. Returns their ids, in an order by chance."""
    made: list[str] = []
    for start in range(seed.first, seed.first + seed.count, 100):
        with transaction.atomic():
            made += _batch(range(start, min(start + 100, seed.first + seed.count)), stations, places)
    Random(seed.first).shuffle(made)
    return made


def _batch(numbers: Sequence[int], stations: Sequence[Office], places: dict[str, list[Place]]) -> list[str]:
    now, service = timezone.now(), by_slug("character-certificate")
    users, drafts, papers = [], [], []
    for number in numbers:
        rng = Random(number)
        mobile = f"+923{number:09d}"
        user = User(username=mobile, mobile=mobile, date_joined=now)
        user.set_unusable_password()
        station = stations[number % len(stations)]
        draft = Application(
            ref=new_ref(),
            service=service.code,
            version=service.version,
            citizen=user,
            entered_by=user,
            language="en" if rng.random() < ENGLISH else "ur",
            answers=answers(number, rng, station, places.get(station.code, [])),
            created_at=now,
            saved_at=now,
        )
        users.append(user)
        drafts.append(draft)
        for field, data in (("photo", photo(number)), ("id_copy", card(number))):
            kind = "photo" if field == "photo" else "paper"
            blob: Blob = keep(data=data, kind=kind, media_type="image/jpeg", now=now, width=480, height=600)
            papers.append(Attachment(application=draft, field=field, blob=blob, added_at=now))
    User.objects.bulk_create(users)
    Application.objects.bulk_create(drafts)
    Attachment.objects.bulk_create(papers)
    return [str(draft.pk) for draft in drafts]


def answers(number: int, rng: Random, station: Office, places: Sequence[Place]) -> dict[str, str]:
    """Everything the pages ask for, under the names of the inputs."""
    style, born = names.style(rng), rng.randint(1960, 2006)
    person = (names.woman if rng.random() < 0.4 else names.man)(rng, style, born)
    father = names.man(rng, style, born - 28)
    given = {
        "name": person.roman,
        "name_ur": person.urdu,
        "id_kind": "cnic",
        "id_cnic": f"0{(number * 290_797_405_639 + 31_415_926_535) % 10**12:012d}",
        "relation": "s/o" if rng.random() < 0.6 else "d/o",
        "relation_name": father.roman,
        "relation_name_ur": father.urdu,
        "birth_day": str(rng.randint(1, 28)),
        "birth_month": str(rng.randint(1, 12)),
        "birth_year": str(born),
        "present_line": f"مکان {rng.randint(1, 900)}، گلی {rng.randint(1, 40)}، نمبر {number}",
        "present_district": str(station.district_id),
        "present_station": str(station.pk),
        "present_area": "",
        "present_place": "",
        "permanent_same": "on",
        "since": str(rng.randint(max(born, 2000), 2025)),
        "purpose": rng.choice(PURPOSES),
        "country": "DE",
        "embassy": "Islamabad",
    }
    if places:
        place = rng.choice(places)
        given |= {"present_area": place.name_ur, "present_place": place.code}
    else:
        given["present_area"] = "محلہ اسلام پورہ"
    return given


@lru_cache(maxsize=1)
def _faces() -> list[Image.Image]:
    return [
        Image.open(io.BytesIO(portrait(n, woman=n % 5 < 2, age=20 + n))).resize((480, 600))
        for n in range(FACES)
    ]


def photo(number: int) -> bytes:
    """A passport picture, its background and a mark on the coat this applicant's own."""
    face = _faces()[number % FACES].copy()
    pen = ImageDraw.Draw(face)
    pen.rectangle((0, 0, 480, 24), fill=(number * 37 % 256, number * 11 % 256, number * 53 % 256))
    pen.text((200, 580), str(number), fill=(240, 240, 240))
    return _jpeg(face)


def card(number: int) -> bytes:
    """A picture of an identity card."""
    sheet = Image.new("RGB", (1000, 630), (214, 232, 214))
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((700, 120, 940, 420), fill=(160, 160, 170))
    for line in range(6):
        pen.text((60, 120 + 70 * line), f"{number} {line} " + "·" * 40, fill=(30, 40, 30))
    return _jpeg(sheet)


def _jpeg(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=84)
    return out.getvalue()
