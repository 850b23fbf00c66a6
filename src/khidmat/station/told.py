"""What somebody tells at a desk, on its way from the form into the books."""

from dataclasses import dataclass

from khidmat.station.states import Matter, Source


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody tells, as he tells it. Only his words are needed; everything else may be empty or odd."""

    told: str
    source: str = Source.VISITOR
    matter: str = Matter.OTHER
    name: str = ""
    father: str = ""
    cnic: str = ""
    mobile: str = ""
    address: str = ""
    described: str = ""
    child_name: str = ""
    child_age: str = ""
    occurred: str = ""
    place_text: str = ""
    distance: str = ""
    direction: str = ""
    beat: str = ""
    offences: str = ""
    property_text: str = ""
    sensitive: bool = False
