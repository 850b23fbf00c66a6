"""What is typed of an arrest, on its way from the form into the books."""

from dataclasses import dataclass

from khidmat.station.custody_states import Basis, Ground


@dataclass(frozen=True, slots=True)
class Taken:
    """An arrest as it is told. `men` and `women` are the officials who took the person, a line each."""

    gender: str
    place: str
    medical: str
    hour: str = ""
    basis: str = Basis.SECTION_54
    ground: str = Ground.CONCERNED
    paper_number: str = ""
    paper_court: str = ""
    paper_date: str = ""
    reasons: str = ""
    men: str = ""
    women: str = ""
    age: str = ""
    disputed: bool = False
    relative: str = ""
    relative_how: str = ""
    relative_why_not: str = ""
    searched: bool = True
    witness_1: str = ""
    witness_2: str = ""
    belongings: str = ""
