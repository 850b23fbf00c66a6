"""How a clerk writes a person: which words of the name, in which order and script, with which mistakes."""

from collections import Counter
from dataclasses import dataclass, replace
from random import Random
from typing import NamedTuple

from .people import MUHAMMAD, TITLES, Name, Person, Word, facts
from .spelling import Rates, Speller


@dataclass(frozen=True, slots=True)
class Hand:
    """Chances with which one kind of clerk does each thing; names as in the table of the package."""

    roman: Rates
    urdu: Rates
    muhammad_short: float
    muhammad_left_out: float
    muhammad_added: float
    swapped: float
    joined: float
    father_short: float
    capitals: float
    arabic_letters: float
    held_out: float = 0.0


REGISTER = Hand(
    roman=Rates(0.30, 0.05, 0.015),
    urdu=Rates(0.20, 0.02, 0.010),
    muhammad_short=0.12,
    muhammad_left_out=0.05,
    muhammad_added=0.02,
    swapped=0.02,
    joined=0.02,
    father_short=0.04,
    capitals=0.15,
    arabic_letters=0.05,
)
TUNE = Hand(
    roman=Rates(0.48, 0.18, 0.07),
    urdu=Rates(0.45, 0.09, 0.05),
    muhammad_short=0.22,
    muhammad_left_out=0.15,
    muhammad_added=0.06,
    swapped=0.10,
    joined=0.06,
    father_short=0.10,
    capitals=0.10,
    arabic_letters=0.12,
)
EVAL = replace(TUNE, held_out=0.04)

CLAN_DROPPED, CLAN_ADDED = 0.30, 0.12
YEAR_OFF, YEAR_MISSING, DISTRICT_WRONG = 0.30, 0.10, 0.13
OTHER_SCRIPT = 0.50
"""Of the 40 % written in one script only; so one query in five is in the other script alone."""

SHORT_MUHAMMAD = (
    Word("M.", "م۔", "short"),
    Word("M", "محمد", "short"),
    Word("Mohd.", "محمد", "short"),
    Word("Md.", "ایم", "short"),
)
SHORT_HELD_OUT = (
    Word("Mohd", "مُحَمَّد", "short"),
    Word("Muh'd", "محمدؐ", "short"),
    Word("Mohmd.", "ایم۔", "short"),
)
ALIASES = (("Kala", "کالا"), ("Bhola", "بھولا"), ("Pappu", "پپو"), ("Billa", "بلا"), ("Jeera", "جیرا"))
LETTER_NAMES = {
    "A": "اے", "B": "بی", "D": "ڈی", "F": "ایف", "G": "جی", "H": "ایچ", "I": "آئی", "J": "جے", "K": "کے",
    "L": "ایل", "M": "ایم", "N": "این", "Q": "کیو", "R": "آر", "S": "ایس", "T": "ٹی", "U": "یو", "W": "ڈبلیو",
    "Y": "وائی", "Z": "زیڈ",
}  # fmt: skip
ARABIC = str.maketrans({"ی": "\u064a", "ک": "\u0643", "ہ": "\u0647"})
ARABIC_HELD_OUT = str.maketrans({"ی": "\u0649", "ک": "\u0643", "ہ": "\u06d5"})


class FourNames(NamedTuple):
    """What stands on paper, in both scripts."""

    name: str
    name_ur: str
    father: str
    father_ur: str


class Clerk:
    """Writes names with one hand, and counts in `tally` what he did."""

    def __init__(self, rng: Random, hand: Hand, tally: Counter[str] | None = None) -> None:
        self.rng = rng
        self.hand = hand
        self.tally: Counter[str] = Counter() if tally is None else tally
        held_out = hand.held_out > 0
        self.roman_speller = Speller(rng, "roman", hand.roman, self.tally, held_out=held_out)
        self.urdu_speller = Speller(rng, "urdu", hand.urdu, self.tally, held_out=held_out)

    def happens(self, what: str, chance: float) -> bool:
        """Decide whether it happens this time, and count it by its name."""
        if self.rng.random() < chance:
            self.tally[what] += 1
            return True
        return False

    def name(self, words: Name, clan: Name, *, may_be_muhammad: bool, father: bool = False) -> Name:
        """Choose the words he puts down, in his order, not yet spelled."""
        written = self.with_muhammad(words, may_be_muhammad=may_be_muhammad)
        if father and self.happens("father shortened", self.hand.father_short):
            written = self.shortened(written)
        if self.hand.held_out:
            written = self.unfamiliar(written)
        if clan:
            first = tuple(word for word in clan if word.part == "clan-first")
            written = (*first, *written, *clan[len(first) :])
        if len(written) > 1 and self.happens("swapped", self.hand.swapped):
            at = self.rng.randrange(len(written) - 1)
            written = (*written[:at], written[at + 1], written[at], *written[at + 2 :])
        return written

    def with_muhammad(self, words: Name, *, may_be_muhammad: bool) -> Name:
        """Leave Muhammad as it is, shorten it, leave it out, or put it where there was none."""
        if MUHAMMAD not in words:
            fits = may_be_muhammad and words[0].part == "name" and "Muhammad" not in words[0].roman
            added = fits and self.happens("muhammad added", self.hand.muhammad_added)
            return (MUHAMMAD, *words) if added else words
        self.tally["muhammad"] += 1
        at = words.index(MUHAMMAD)
        if self.happens("muhammad left out", self.hand.muhammad_left_out):
            return words[:at] + words[at + 1 :]
        if self.happens("muhammad short", self.hand.muhammad_short):
            forms = SHORT_MUHAMMAD + (SHORT_HELD_OUT if self.hand.held_out else ())
            return (*words[:at], self.rng.choice(forms), *words[at + 1 :])
        return words

    def shortened(self, words: Name) -> Name:
        """Write Ghulam Rasool as G. Rasool, Nazir Ahmad as Nazir."""
        two_names = len(words) > 1 and words[-2].part == "name"
        return words[:-1] if two_names else tuple(initial(word) for word in words)

    def unfamiliar(self, words: Name) -> Name:
        """Make the mistakes only the evaluation shows: title, alias, initial."""
        if words[0].part != "title" and self.happens("title added", self.hand.held_out):
            words = (TITLES.draw(self.rng), *words)
        if self.happens("alias added", self.hand.held_out / 2):
            roman, urdu = self.rng.choice(ALIASES)
            words = (*words, Word("alias", "عرف", "short"), Word(roman, urdu, "short"))
        if self.happens("initial", self.hand.held_out / 2):
            words = tuple(initial(word) for word in words)
        return words

    def roman(self, words: Name) -> str:
        """Write the words in Roman letters."""
        write = self.roman_speller.write
        text = self.together([word.roman if word.part == "short" else write(word.roman) for word in words])
        return text.upper() if self.happens("capitals", self.hand.capitals) else text

    def urdu(self, words: Name) -> str:
        """Write the words in Urdu letters, now and then with another keyboard's code points."""
        write = self.urdu_speller.write
        text = self.together([word.urdu if word.part == "short" else write(word.urdu) for word in words])
        if self.happens("arabic letters", self.hand.arabic_letters):
            strange = self.hand.held_out and self.rng.random() < 0.3
            text = text.translate(ARABIC_HELD_OUT if strange else ARABIC)
        if self.hand.held_out and self.happens("invisible", self.hand.held_out):
            text = text.replace(" ", self.rng.choice(("\u200c", "\u00a0", "  ", " \u200f")), 1)
        return text

    def together(self, words: list[str]) -> str:
        """Join the words to a line; sometimes one of the spaces is missing."""
        parts = " ".join(words).split(" ")
        if len(parts) > 1:
            self.tally["spaced"] += 1
            if self.happens("joined", self.hand.joined):
                at = self.rng.randrange(len(parts) - 1)
                tail = parts[at + 1].lower() if self.rng.random() < 0.7 else parts[at + 1]
                parts[at : at + 2] = [parts[at] + tail]
        return " ".join(parts)


def initial(word: Word) -> Word:
    """Shorten Ghulam Rasool to G. Rasool, Abdul Rehman to A. Rehman; one-word names stay."""
    first, space, rest = word.roman.partition(" ")
    urdu_first, urdu_space, urdu_rest = word.urdu.partition(" ")
    if not space or first[0] not in LETTER_NAMES:
        return word
    if not urdu_space:
        urdu_rest = urdu_first.removeprefix("عبدال")
    return Word(f"{first[0]}. {rest}", f"{LETTER_NAMES[first[0]]} {urdu_rest}", "name")


def both_names(clerk: Clerk, own: Name, father: Name, scripts: str) -> FourNames:
    """Write the four name fields, empty where the script is not used."""
    roman, urdu = scripts != "urdu", scripts != "roman"
    return FourNames(
        clerk.roman(own) if roman else "",
        clerk.urdu(own) if urdu else "",
        clerk.roman(father) if roman else "",
        clerk.urdu(father) if urdu else "",
    )


def as_recorded(clerk: Clerk, who: Person) -> FourNames:
    """Write his names as the register has them."""
    muslim = who.tradition == "muslim"
    clan = who.clan if who.clan_written else ()
    father_clan = who.clan if who.father_clan_written else ()
    own = clerk.name(who.own, clan, may_be_muhammad=muslim and not who.woman)
    father = clerk.name(who.father, father_clan, may_be_muhammad=muslim, father=True)
    return both_names(clerk, own, father, who.scripts)


def as_asked(clerk: Clerk, who: Person) -> FourNames:
    """Write his names as another clerk does years later."""
    clans = []
    for written in (who.clan_written, who.father_clan_written):
        if written:
            clerk.tally["clan"] += 1
            keep = not clerk.happens("clan dropped", CLAN_DROPPED)
        else:
            keep = bool(who.clan) and clerk.happens("clan added", CLAN_ADDED)
        clans.append(who.clan if keep else ())
    muslim = who.tradition == "muslim"
    own = clerk.name(who.own, clans[0], may_be_muhammad=muslim and not who.woman)
    father = clerk.name(who.father, clans[1], may_be_muhammad=muslim, father=True)
    return both_names(clerk, own, father, asked_scripts(clerk, who.scripts))


def asked_scripts(clerk: Clerk, recorded: str) -> str:
    """Choose the scripts of the query: the other one alone in a fifth of all, both in about half."""
    if recorded != "both":
        if clerk.happens("other script only", OTHER_SCRIPT):
            return "roman" if recorded == "urdu" else "urdu"
        return clerk.rng.choice(("both", recorded))
    return clerk.rng.choices(("both", "urdu", "roman"), (7, 2, 1))[0]


def asked_year(clerk: Clerk, year: int) -> int | None:
    """State the birth year: missing, off by one or two, or right."""
    if clerk.happens("year missing", YEAR_MISSING):
        return None
    return year + clerk.rng.choice((-2, -1, 1, 2)) if clerk.happens("year off", YEAR_OFF) else year


def asked_district(clerk: Clerk, district: str) -> str:
    """State the district; a wrong one is a neighbour or where he lives now."""
    if not clerk.happens("district wrong", DISTRICT_WRONG):
        return district
    pools = facts()
    near = [code for code in pools.neighbours[pools.region[district]] if code != district]
    if near and clerk.rng.random() < 0.5:
        return clerk.rng.choice(near)
    other = district
    while other == district:
        other = pools.district.draw(clerk.rng)
    return other
