"""What officers write, "302/324/34 PPC" or "13-2(a)/20/65 AO", read into sections; the text itself is kept.

Nothing is refused: what is not known stays as it was written, flagged. The act may stand behind its sections or
before them. Without one the Penal Code is meant, as everybody in a station means it, and that is flagged too.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from khidmat.kernel.urdu import ascii_digits, clean
from khidmat.law.models import Act, Section

PENAL_CODE = "PPC"
SLASHES, DASHES = re.compile(r"[\\⁄؍／]"), re.compile(r"[‐‑–—−]")
NOISE = re.compile(
    r"(?<![a-z])(?:u/s|under sections?|sections?|sec\.?|r/w|read with|of the|of|article|art\.?)(?![a-z])"
    r"|زیرِ? ?دفع(?:ہ|ات)|دفع(?:ہ|ات)|بجرم|جرائم|جرم|مجریہ|بمعہ|اور|(?<![a-z])and(?![a-z])"
)
#: A section: number, letters or figures after a hyphen, parts in brackets or in Roman figures.
SECTION = (
    r"\d{1,4}(?:\s?-\s?(?:\d{1,2}(?!\d)|[a-z]{1,2}(?![a-z])))*(?:[a-z]{1,2}(?![a-z])|\s[a-z]{1,2}(?=\())?"
    r"(?:\s?\(\s?[a-z0-9]{1,4}\s?\))*(?:[\s/](?:i{1,3}|iv|vi{0,3})(?![a-z.]))?"
)
AFTER_ACT = r"(?:\s*(?:act|ordinance|ord|order|ایکٹ|آرڈیننس|آرڈر)(?![a-z]))?(?:[\s,]*(?:18|19|20)\d\d(?!\d))?"
BRACKET = re.compile(r"\s?\([^()]*\)$|[\s/](?:i{1,3}|iv|vi{0,3})$")
#: The letter of a section as the Code prints it: 381-A, but 9(c).
LETTER = re.compile(r"(?<=[\d-])[a-z]{1,2}(?![a-z])")
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii")


@dataclass(frozen=True, slots=True)
class Cited:
    """One section of a text.

    `section` is None when it is not in the table; `part` is what the table does not tell apart; `choices` are the
    parts when none was written (302 alone is 302(a), (b) or (c), and the court decides); `assumed`: no act was
    written; `in_force`: it was law on the day asked for.
    """

    written: str
    act: str
    section: Section | None = None
    part: str = ""
    choices: tuple[Section, ...] = ()
    assumed: bool = False
    in_force: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A text and the sections in it, in the order written."""

    source: str
    cited: tuple[Cited, ...]

    @property
    def unknown(self) -> tuple[Cited, ...]:
        """Those that the table does not have: they stay as written and are shown as such."""
        return tuple(one for one in self.cited if one.section is None)

    @property
    def main(self) -> Section | None:
        """The first offence, not a section that only goes with one."""
        found = (one.section for one in self.cited if one.section is not None)
        return next((one for one in found if one.kind == "offence"), None)


class Book:
    """The table of offences, ready to read with."""

    def __init__(self, acts: Sequence[Act], sections: Sequence[Section]) -> None:
        self._rows: dict[tuple[str, str], list[Section]] = {}
        code = {act.pk: act.code for act in acts}
        self._families: dict[tuple[str, str], list[Section]] = {}
        for one in sections:
            self._rows.setdefault((code[one.act_id], key(one.number)), []).append(one)
            if found := re.fullmatch(r"(.+?)\([a-z]+\)", one.number):
                self._families.setdefault((code[one.act_id], key(found[1])), []).append(one)
        self._citations = {act.code: tuple(act.citation.split("|")) for act in acts if act.citation}
        names = {_plain(name): act.code for act in acts for name in _names(act)}
        self._codes = {_letters(name): act for name, act in names.items()}
        nothing = "(?!)"  # what an empty table knows of acts
        said = "|".join(map(_pattern, sorted(names, key=len, reverse=True))) or nothing
        self._token = re.compile(
            rf"(?P<act>(?<![a-zء-ے])(?:{said})(?![a-zء-ے]){AFTER_ACT})|(?P<section>{SECTION})"
            r"|(?P<slash>/)|(?P<hard>[;,،؛+&\n])|(?P<other>[^\s;,،؛+&/]+)"
        )

    def read(self, text: str, day: date) -> Reading:
        """The sections of a text, as the law stood on a day. Never raises."""
        runs = list(self._runs(text))
        cited = [one for run in runs for one in self._run(run, day)]
        return Reading(text, tuple(cited))

    def _runs(self, text: str) -> Iterator["Run"]:
        """Sections joined by slashes, each run with the act that it belongs to."""
        scribe = _Scribe()
        for found in self._token.finditer(_plain(text)):
            kind, word = str(found.lastgroup), found.group().strip()
            if kind == "act":
                scribe.act(self._code(word))
            else:
                scribe.take(kind, word)
        return iter(scribe.runs)

    def _code(self, word: str) -> str:
        return self._codes.get(_letters(word)) or self._codes[_letters(re.sub(AFTER_ACT + "$", "", word))]

    def _run(self, run: "Run", day: date) -> Iterator[Cited]:
        act, assumed = run.act, False
        words = self._without_citation(run)
        if not act:
            act, assumed = self._by_citation(run) or PENAL_CODE, not self._by_citation(run)
        while words:
            joined = "/".join(words[:2])
            if len(words) > 1 and (act, key(joined)) in self._rows:
                word, words = joined, words[2:]
            else:
                word, words = words[0], words[1:]
            yield self._one(word, act, day, assumed=assumed)

    def _without_citation(self, run: "Run") -> list[str]:
        """The sections without the number and year of the ordinance itself: 13/20/65 is section 13 of XX of 1965."""
        act = run.act or self._by_citation(run)
        for citation in self._citations.get(act, ()):
            tail = citation.split("/")
            if len(run.words) > len(tail) and run.words[-len(tail) :] == tail:
                return run.words[: -len(tail)]
        return list(run.words)

    def _by_citation(self, run: "Run") -> str:
        """The act whose number and year stand at the end, when no act was written."""
        for code, citations in self._citations.items():
            for tail in (one.split("/") for one in citations if "/" in one):
                if len(run.words) > len(tail) and run.words[-len(tail) :] == tail:
                    return code
        return ""

    def _one(self, word: str, act: str, day: date, *, assumed: bool) -> Cited:
        base, part = word, ""
        while True:
            rows = next((r for k in keys(base) if (r := self._rows.get((act, k)))), [])
            family = [] if rows else self._families.get((act, key(base)), [])
            if rows or family:
                law = [one for one in rows or family if _in_force(one, day)]
                found = (law or rows or family)[0]
                choices = tuple(law or family) if family else ()
                printed = LETTER.sub(lambda letter: letter.group().upper(), word)
                return Cited(printed, act, found, part, choices, assumed, in_force=bool(law))
            bracket = BRACKET.search(base)
            if bracket is None:
                return Cited(word, act, assumed=assumed)
            base, part = base[: bracket.start()], bracket.group().strip() + part


@dataclass(slots=True)
class Run:
    """Sections joined by slashes, and the act they belong to, "" while none was written."""

    words: list[str]
    act: str = ""


class _Scribe:
    """Puts runs and acts together while the text is read from its beginning."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self._open: list[Run] = []  # wait for an act behind them
        self._piece: list[Run] = []  # since the last comma
        self._before = ""  # an act that stood before its sections
        self._joined = False

    def take(self, kind: str, word: str) -> None:
        """A section, a slash, a comma, or a word that is nothing we know (kept as it is)."""
        if kind == "slash":
            self._joined = True
            return
        if kind == "hard":
            self._piece, self._joined = [], False
            self._before = "" if word in ";؛\n" else self._before
            return
        if self._joined and self._piece:
            self._piece[-1].words.append(word)
        else:
            run = Run([word], self._before)
            self.runs.append(run)
            self._piece.append(run)
            if not self._before:
                self._open.append(run)
        self._joined = False

    def act(self, code: str) -> None:
        """An act: of the sections before it, or, when there are none, of those that follow."""
        mine = self._open or self._piece
        for run in mine:
            run.act = code
        self._before = "" if mine else code
        self._open, self._piece, self._joined = [], [], False


def key(number: str) -> str:
    """A section's number as it is compared: 337-A(i), 337 A i and 337A(I) are one; 13-2 and 132 are two."""
    text = re.sub(r"[\s.]", "", number.casefold())
    text = re.sub(r"(?<=\d)\((?=\d)", "-", text)
    text = re.sub(r"(?<=\))\((?=\d)", "-", text)
    text = re.sub(r"[()]", "", text)
    text = re.sub(r"/(?=[ivx])", "", text)
    return re.sub(r"(?<=[a-z])-|-(?=[a-z])", "", text)


def keys(number: str) -> Iterator[str]:
    """The number, then with its last letter or figure as the Roman figure that it stands for: 506-B is 506(ii)."""
    first = key(number)
    yield first
    if found := re.fullmatch(r"(\d+[a-z]?)([a-e]|\d)", first):
        place = "abcde".find(found[2]) if found[2].isalpha() else int(found[2]) - 1
        if 0 <= place < len(ROMAN) and not (found[2].isdigit() and found[1].isdigit()):
            yield found[1] + ROMAN[place]


def _in_force(one: Section, day: date) -> bool:
    first, end = one.period.lower, one.period.upper
    return bool((first is None or first <= day) and (end is None or day < end))


def _names(act: Act) -> list[str]:
    return [act.code, act.name, act.name_ur, *(act.written.split("|") if act.written else [])]


def _plain(text: str) -> str:
    lines = (ascii_digits(clean(line)) for line in text.splitlines())
    text = DASHES.sub("-", SLASHES.sub("/", "\n".join(lines))).casefold()
    return NOISE.sub(" ", text)


def _letters(text: str) -> str:
    return re.sub(r"[\s.۔]", "", text)


def _pattern(name: str) -> str:
    """Letters of a short name may have dots and spaces between them; words of a long one spaces only."""
    letters = _letters(name)
    between: Callable[[Iterable[str]], str] = r"[.۔]?\s?".join
    if len(letters) <= 5:
        return between(map(re.escape, letters)) + r"[.۔]?"
    return r"\s+".join(map(re.escape, name.split()))
