"""The slip that a customer takes home from the counter: one page of A5 in Urdu, not signed, no certificate."""

from dataclasses import asdict, dataclass

from khidmat.documents.setting import HERE, typesetter
from khidmat.documents.view import islands

#: Apart from the papers, of which every service may choose one.
TEMPLATES = HERE / "templates" / "prints"


@dataclass(frozen=True, slots=True)
class Slip:
    """What is printed, in words of the reader's language; `taken` are the papers, `lines` what happens next."""

    service: str
    ref: str
    voice: str
    name: str
    relation: str
    cnic: str
    taken: tuple[str, ...]
    fee: str
    promised: str
    officer: str
    office: str
    entered: str
    read_back: str
    mobile: str
    appeal: str
    token: str = ""
    behalf: str = ""
    site: str = ""
    specimen: bool = False


def _shown(value: object) -> object:
    """Urdu text in which numbers keep their order; lists likewise."""
    if isinstance(value, str):
        return islands(value)
    return [islands(str(one)) for one in value] if isinstance(value, tuple | list) else value


def print_slip(slip: Slip) -> bytes:
    """The slip as a PDF. Raises `Unprintable`."""
    words = {name: _shown(value) for name, value in asdict(slip).items()}
    return typesetter(TEMPLATES).set("slip.typ", words)
