"""How clerks spell: other accepted spellings, sound changes and slips of the finger, in both scripts.

Each table says which entries are held out: those never appear in the register or in the tuning queries.
"""

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from random import Random
from zlib import crc32

from .people import rows

HELD_OUT_PART = 3
"""One in three spellings of the name lists is held out, chosen by its CRC so that it never moves."""


@dataclass(frozen=True, slots=True)
class Rates:
    """Chances a word: written in another spelling, changed by its sound, mistyped."""

    spelling: float
    sound: float
    slip: float


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to write a sound differently, applied at one place of a word."""

    find: re.Pattern[str]
    write: str


def rules(text: str) -> tuple[Rule, ...]:
    """Read rules from lines of `pattern write`; `-` writes nothing."""
    pairs = (line.split() for line in text.strip().splitlines())
    return tuple(Rule(re.compile(find), "" if write == "-" else write) for find, write in pairs)


ROMAN_RULES = rules("""
    ee i
    (?<=[^aeiou])i(?=[^aeiou]) ee
    oo u
    (?<=[^aeiou])u(?=[^aeiou]) oo
    (?<=[^aeiou])a(?=[^aeiou]) e
    (?<=[^aeiou])e(?=[^aeiou]) a
    (?<=[^aeiou])a(?=[^aeiou]) u
    q k
    kh k
    w v
    v w
    ([bdfjlmnrstz])\\1 \\1
    (?<=[aeiou])([bdjlmnrstz])(?=[aeiou]) \\1\\1
    aa a
    (?<=[^aeiou])a(?=[^aeiou]) aa
    a$ ah
    ah$ a
    ai ay
    au o
    i$ y
    y$ i
    ou u
""")
ROMAN_RULES_HELD_OUT = rules("""
    (?<=[^aeiou])u(?=[^aeiou]) o
    (?<=[^aeiou])o(?=[^aeiou]) u
    f ph
    iq$ ique
    gh g
    (?<=[bdjkt])h -
    th t
    z dh
    ee ea
    ai e
    ch c
    j g
    ^i e
    e$ -
    k c
    sh s
    ay ae
    d$ t
    s$ ss
    ([bdfjlmnrstz])$ \\1\\1
""")
URDU_RULES = rules("""
    ذ ز
    ض ز
    ظ ز
    ز ذ
    ص س
    ث س
    س ص
    ط ت
    ت ط
    ح ہ
    ئ ی
    ء$ -
    آ ا
    ٰ -
    ہ$ ا
    ں$ ن
    (?<=[بتدجکگ])ھ ہ
""")
URDU_RULES_HELD_OUT = rules("""
    ق ک
    ک ق
    ع ا
    ا$ ہ
    ؤ و
    غ گ
    ز ظ
    (?<=.)ا(?=.) -
    ی(?=.) ئی
    ے$ ی
    ٰ ا
    و(?=.) ؤ
""")
"""`و` written with a hamza it does not have, `ع` unheard, an alif left out: all met in old registers."""

ROMAN_KEYS = {
    "a": "sqz", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo",
    "j": "hk", "k": "jl", "l": "k", "m": "n", "n": "bm", "o": "ip", "p": "o", "q": "wa", "r": "et",
    "s": "ad", "t": "ry", "u": "yi", "v": "cb", "w": "qe", "x": "zc", "y": "tu", "z": "x",
}  # fmt: skip
URDU_SHIFT = {"ت": "ٹ", "ٹ": "ت", "د": "ڈ", "ڈ": "د", "ر": "ڑ", "ڑ": "ر", "ن": "ں", "ج": "ض", "س": "ص"}
"""Phonetic keyboard: the same key with and without shift."""
URDU_DOTS = {"ب": "پ", "پ": "ب", "ج": "چ", "چ": "ج", "ف": "ق", "ق": "ف", "ح": "خ", "خ": "ح", "ش": "س"}
"""Copied from a handwritten page: dots lost or gained."""

KEYS = {"roman": ROMAN_KEYS, "urdu": URDU_SHIFT}
RULES = {"roman": ROMAN_RULES, "urdu": URDU_RULES}
RULES_HELD_OUT = {"roman": ROMAN_RULES_HELD_OUT, "urdu": URDU_RULES_HELD_OUT}
SLIPS = ("drop", "swap", "near", "near")
SLIPS_HELD_OUT = ("double", "dots", "insert")


class Speller:
    """Writes words of one script as one kind of clerk does, and counts in `tally` what it did to them."""

    def __init__(
        self, rng: Random, script: str, rates: Rates, tally: Counter[str], *, held_out: bool
    ) -> None:
        self.rng = rng
        self.script = script
        self.rates = rates
        self.tally = tally
        self.untouched = (1 - rates.spelling) * (1 - rates.sound) * (1 - rates.slip)
        self.known = spellings(held_out=held_out)[script]
        self.rules = RULES[script] + (RULES_HELD_OUT[script] if held_out else ())
        self.slips = SLIPS + (SLIPS_HELD_OUT if held_out else ())

    def write(self, text: str) -> str:
        """Write a word, or a compound as a whole or word by word, as this clerk does."""
        if " " in text:
            return self.compound(text)
        self.tally["words " + self.script] += 1
        # One draw for the common case: a million records have thirteen million words.
        return text if self.rng.random() < self.untouched else self.disturbed(text)

    def compound(self, text: str) -> str:
        """Respell the whole (Zia-ul-Haq, Ziaulhaq) half as often as its words."""
        if text in self.known and self.rng.random() < self.rates.spelling / 2:
            return self.rng.choice(self.known[text])
        return " ".join([self.write(word) for word in text.split()])

    def disturbed(self, word: str) -> str:
        """Try at least one of the three things on the word, each by its own chance."""
        rng, rates = self.rng, self.rates
        spelling = sound = slip = False
        while not (spelling or sound or slip):
            spelling = rng.random() < rates.spelling
            sound = rng.random() < rates.sound
            slip = rng.random() < rates.slip
        if spelling and word in self.known:
            self.tally["spelling " + self.script] += 1
            word = rng.choice(self.known[word])
        if sound:
            word = self.sounded(word)
        if slip and len(word) > 3:
            self.tally["slip " + self.script] += 1
            word = self.slipped(word)
        return word

    def sounded(self, word: str) -> str:
        """Apply one fitting rule at one place; a word that no rule fits stays as it is."""
        lower = word.lower()
        for rule in self.rng.sample(self.rules, len(self.rules)):
            places = list(rule.find.finditer(lower))
            if places:
                place = self.rng.choice(places)
                self.tally["sound " + self.script] += 1
                changed = lower[: place.start()] + place.expand(rule.write) + lower[place.end() :]
                return changed.capitalize() if word[0].isupper() else changed
        return word

    def slipped(self, word: str) -> str:
        """Let the finger slip once, after the first letter."""
        kind = self.rng.choice(self.slips)
        at = self.rng.randrange(1, len(word) - 1)
        if kind == "drop":
            return word[:at] + word[at + 1 :]
        if kind == "swap":
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        if kind == "double":
            return word[:at] + word[at] + word[at:]
        keys = URDU_DOTS if kind == "dots" and self.script == "urdu" else KEYS[self.script]
        if kind == "insert":
            return word[:at] + self.rng.choice(keys.get(word[at], word[at])) + word[at:]
        places = [place for place in range(1, len(word)) if word[place] in keys] or [at]
        at = self.rng.choice(places)
        return word[:at] + self.rng.choice(keys.get(word[at], word[at - 1])) + word[at + 1 :]


@lru_cache(maxsize=2)
def spellings(*, held_out: bool) -> dict[str, dict[str, list[str]]]:
    """List the other spellings by script and word; held-out ones only if asked for."""
    tables: dict[str, dict[str, list[str]]] = {"roman": {}, "urdu": {}}
    for script, word, spelling, seen in sorted(all_spellings()):
        if held_out or seen == "both":
            tables[script].setdefault(word, []).append(spelling)
    return tables


def all_spellings() -> set[tuple[str, str, str, str]]:
    """List (script, word, spelling, both or eval); where two files differ, `spellings.csv` decides."""
    found = {(row["script"], row["word"], row["spelling"]): row["seen"] for row in rows("spellings.csv")}
    for name in ("given_names.csv", "name_tokens.csv"):
        for row in rows(name):
            for other in filter(None, row["other_roman"].split("|")):
                seen = "eval" if crc32(other.encode()) % HELD_OUT_PART == 0 else "both"
                found.setdefault(("roman", row["roman"], other), seen)
    return {(script, word, other, seen) for (script, word, other), seen in found.items() if word != other}
