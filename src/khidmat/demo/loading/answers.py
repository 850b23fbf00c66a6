"""What an applicant of the demo types, page by page, under the names of the form's inputs."""

from collections.abc import Mapping

from khidmat.demo.loading.homes import Home
from khidmat.demo.loading.lives import GENERAL, Life

#: What a general verification is for.
WANTED = ("rent", "job", "school", "office", "rent")
Pages = dict[str, dict[str, str]]


def pages(life: Life, districts: Mapping[str, str]) -> Pages:
    """The answers by page; `districts` gives the key of a district's office by its code."""
    person = life.person
    return {
        "who": {
            "name": person.name,
            "name_ur": person.name_ur,
            "id_kind": person.id_kind,
            "id_cnic": f"{person.cnic[:5]}-{person.cnic[5:12]}-{person.cnic[12]}",
        },
        "family": {
            "relation": person.relation,
            "relation_name": person.relation_name,
            "relation_name_ur": person.relation_name_ur,
            **_birth(life),
        },
        "address": {
            "email": life.email,
            **_home("present", life.present, life.language, districts),
            **_permanent(life, districts),
            "since": str(life.since),
            **({"card_address": "same"} if life.slug == GENERAL else {}),
        },
        "purpose": _purpose(life),
    }


def _purpose(life: Life) -> dict[str, str]:
    if life.slug == GENERAL:
        return {"purpose": WANTED[life.number % len(WANTED)], "detail": "", "asked_by": ""}
    return {
        "purpose": life.purpose.purpose,
        "country": life.purpose.country,
        "embassy": "",
        "detail": life.purpose.detail,
    }


def _birth(life: Life) -> dict[str, str]:
    born = life.person.birth_date
    if born is None:
        return {"birth_about": str(life.person.birth_year)}
    return {"birth_day": str(born.day), "birth_month": str(born.month), "birth_year": str(born.year)}


def _permanent(life: Life, districts: Mapping[str, str]) -> dict[str, str]:
    if life.permanent is None:
        return {"permanent_same": "on"}
    return _home("permanent", life.permanent, life.language, districts)


def _home(name: str, home: Home, language: str, districts: Mapping[str, str]) -> dict[str, str]:
    """The station is left to the area, as on the page."""
    english = language == "en"
    return {
        f"{name}_line": home.line if english else home.line_ur,
        f"{name}_district": districts[home.district_code],
        f"{name}_area": home.area if english else home.area_ur,
        f"{name}_place": home.place_code,
        f"{name}_station": "",
    }
