"""What an officer writes of an FIR besides what its complaint says already."""

from dataclasses import dataclass
from uuid import UUID

#: The texts that may be empty: Form 24.5(1), columns 3 and 5, the accused, and who was with a woman who told it.
TEXTS = ("brief", "accused", "delay", "steps", "presence")
STEPS = "مقدمہ درج رجسٹر ہوا۔ تفتیش افسر کے سپرد کی گئی۔"


@dataclass(frozen=True, slots=True)
class Typed:
    """As it was typed, whole or not.

    `head` is the code of the statistical head where the sections alone do not tell it: cattle, a snatched vehicle.
    """

    sections: str
    officer_id: UUID | None
    brief: str = ""
    accused: str = ""
    delay: str = ""
    steps: str = ""
    presence: str = ""
    head: str = ""


@dataclass(frozen=True, slots=True)
class Who:
    """An accused as he is named or described; only one of name and description is needed.

    `known` is a person of the index who was chosen; `instead` the accused in whose place this one stands.
    """

    name: str = ""
    father: str = ""
    relation: str = ""
    cnic: str = ""
    gender: str = ""
    age: str = ""
    described: str = ""
    address: str = ""
    known: UUID | None = None
    instead: UUID | None = None
    reason: str = ""
