"""Persons as they are stated, and as they come into the index."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from khidmat.org.public import office
from khidmat.people import operations
from khidmat.people.identity import Identity, Residence
from khidmat.people.models import Person

Known = Callable[..., Person]


def identity(**changes: object) -> Identity:
    """Bilal Ahmad, son of Muhammad Akram, born 27 April 1994."""
    stated = {
        "name": "Bilal Ahmad",
        "name_ur": "بلال احمد",
        "relation": "s/o",
        "relation_name": "Muhammad Akram",
        "relation_name_ur": "محمد اکرم",
        "id_kind": "cnic",
        "cnic": "0123456789012",
        "birth_date": date(1994, 4, 27),
        "district": "KSR-DPO",
    }
    return Identity(**{**stated, **changes})


def home(line: str = "مکان 12، گلی 3", station: str = "KSR-PS-01") -> Residence:
    return Residence(kind="present", line=line, place_id=None, station_id=office(station).pk)


@pytest.fixture
def known(cast: object, now: datetime) -> Known:
    """Enter a person of Kasur (or of the district named) in the index."""

    def enter(district: str = "KSR-DPO", residences: object = (), phones: object = (), **changes) -> Person:
        return operations.register(
            identity=identity(**{"district": district, **changes}),
            district_id=office(district).pk,
            residences=residences,
            phones=phones,
            actor=cast.sana,
            now=now,
        )

    return enter
