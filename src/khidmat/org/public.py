"""What other apps may use of the organisation."""

from khidmat.org import territory
from khidmat.org.models import Office, Place
from khidmat.org.operations import load_offices, load_places, move, next_number, next_numbers
from khidmat.org.queries import (
    PROVINCE_CHAIN,
    above,
    district_of,
    districts,
    districts_with_places,
    find_places,
    office,
    offices,
    place,
    places,
    portal_chain,
    stations,
    within,
)
from khidmat.org.states import OfficeKind

__all__ = [
    "PROVINCE_CHAIN",
    "Office",
    "OfficeKind",
    "Place",
    "above",
    "district_of",
    "districts",
    "districts_with_places",
    "find_places",
    "load_offices",
    "load_places",
    "move",
    "next_number",
    "next_numbers",
    "office",
    "offices",
    "place",
    "places",
    "portal_chain",
    "stations",
    "territory",
    "within",
]
