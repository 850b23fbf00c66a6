"""What an officer writes of an FIR besides what its complaint says already."""

from dataclasses import dataclass
from uuid import UUID

#: The texts that may be empty: Form 24.5(1), columns 3 and 5, the accused, and who was with a woman who told it.
TEXTS = ("brief", "accused", "delay", "steps", "presence")
STEPS = "مقدمہ درج رجسٹر ہوا۔ تفتیش افسر کے سپرد کی گئی۔"


@dataclass(frozen=True, slots=True)
class Typed:
    """As it was typed, whole or not."""

    sections: str
    officer_id: UUID | None
    brief: str = ""
    accused: str = ""
    delay: str = ""
    steps: str = ""
    presence: str = ""
