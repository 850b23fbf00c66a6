"""The slip that a customer takes home from the counter: one page of A5 in Urdu, not signed, no certificate."""

import json
import os
import shutil
import tempfile
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from threading import Lock

import typst

from khidmat.documents.render import FONTS, HERE, Unprintable
from khidmat.documents.view import islands

#: Apart from the papers, of which every service may choose one.
MAIN = HERE / "templates" / "prints" / "slip.typ"


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


class SlipPress:
    """One warm compiler with its own folder, used by one thread at a time: 10 ms a slip, the first takes a second."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._folder = tempfile.TemporaryDirectory(prefix="khidmat-slip-")
        self.place = Path(self._folder.name)
        shutil.copy(MAIN, self.place)
        self._compiler = typst.Compiler(
            input=str(self.place / MAIN.name),
            root=str(self.place),
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
        )

    def print(self, slip: Slip) -> bytes:
        """The PDF. Raises `Unprintable`. The words lie in the folder only while the page is set."""
        words = {name: _shown(value) for name, value in asdict(slip).items()}
        content = self.place / "input.json"
        with self._lock:
            content.write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")
            try:
                paper = self._compiler.compile(format="pdf")
            except typst.TypstError as error:
                raise Unprintable(error.message) from error
            finally:
                content.unlink()
        if not isinstance(paper, bytes):
            raise Unprintable("typst made no single file")
        return paper


def _shown(value: object) -> object:
    """Urdu text in which numbers keep their order; lists likewise."""
    if isinstance(value, str):
        return islands(value)
    return [islands(str(one)) for one in value] if isinstance(value, tuple | list) else value


@cache
def _press(_process: int) -> SlipPress:
    return SlipPress()


def print_slip(slip: Slip) -> bytes:
    """The slip as a PDF, by the press of this process. Raises `Unprintable`."""
    return _press(os.getpid()).print(slip)
