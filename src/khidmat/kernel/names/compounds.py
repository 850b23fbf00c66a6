"""Names written joined or apart: Abdulrehman, Nooruddin, محمداکرم, Shah Nawaz."""

import re
from string import ascii_lowercase

from khidmat.kernel.names import dictionary, sounds
from khidmat.kernel.names.dictionary import Kind

_SHORTEST = 3
_LINKS = frozenset(
    ["ul", "ur", "ud", "us", "un", "uz", "ush", "al", "el", "bin", "ibn", "bint", "ال", "بن", "بنت", "ابن"]
)
_LETTER_NAMES = (
    "اے،بی،سی،ڈی،ای،ایف،جی،ایچ،آئی،جے،کے،ایل،ایم،این،او،پی،کیو،آر،ایس،ٹی،یو،وی،ڈبلیو،ایکس،وائی،زیڈ"
)
_LETTERS = dict(zip(_LETTER_NAMES.split("،"), ascii_lowercase, strict=True))
_MUHAMMAD = "m[aeiou]+h[aeiou]+m+[aeiou]+d"
_FIRST = re.compile(f"({_MUHAMMAD}|m[ou]hd|gh?ulam)(.{{3,}})")
_SERVANT = re.compile("abd[aeiou]?(.+)")
_ARTICLE = re.compile("u[lrsndztx]")
_LAST = re.compile(
    f"(.{{3,}}?)(?:(?P<allah>[uo]+l+ah?|allah)|(?P<muhammad>{_MUHAMMAD})|(?P<din>u?[ld]?d(?:i|ee)n))"
)
_URDU_FIRST = re.compile("(محمد|غلام|ایم(?=.{3}))(.{2,})")
_URDU_SERVANT = re.compile("عب[دڈ]ال(.{2,})")
_URDU_LAST = re.compile("(.{2,})(اللہ|محمد)")
_URDU_ARTICLE = re.compile("(.{2,}?)ال(.{2,})")


def split(word: str) -> list[str]:
    """Return the words that a folded word holds: Abdussattar is abdul and sattar."""
    if len(word) <= _SHORTEST + 1 or dictionary.known(word):
        return [word]
    rules = (_urdu_rules, _two_known) if sounds.is_urdu(word) else (_servant, _two_known, _roman_rules)
    for rule in rules:
        if parts := rule(word):
            return [atom for part in parts for atom in split(part)]
    return [word]


def knits(word: str) -> bool:
    """Say whether a word may change with its neighbours, so that `atoms` must see all words of the name."""
    return word in _LINKS or word in _LETTERS or word in dictionary.words().joins or word == "d"


def atoms(words: list[str]) -> list[str]:
    """Return the words of a split name with pairs joined, letters read and links ("ul", "bin") left out."""
    words = [_LETTERS.get(word, word) for word in _join(words)]
    if words == ["a", "d"]:
        return ["allah", "ditta"]
    return [word for word in words if word not in _LINKS] or words


def _join(words: list[str]) -> list[str]:
    """Write as one the two words of a single name, such as بی بی."""
    joined = dictionary.words().joined
    kept: list[str] = []
    for word in words:
        if kept and kept[-1] + word in joined:
            kept[-1] += word
        else:
            kept.append(word)
    return kept


def _servant(word: str) -> tuple[str, ...]:
    """Abdul + a name: the article's letter is written once, twice or as the next one (Abdussattar)."""
    if not (match := _SERVANT.fullmatch(word)):
        return ()
    rest = match[1]
    for name in (rest, rest[1:]):
        if len(name) >= _SHORTEST and dictionary.known(name):
            return "abdul", name
    return ("abdul", rest[1:]) if len(rest) > _SHORTEST else ()


def _roman_rules(word: str) -> tuple[str, ...]:
    if match := _FIRST.fullmatch(word):
        return match[1], match[2]
    for article in _ARTICLE.finditer(word, _SHORTEST):
        if dictionary.known(word[article.end() :]):
            return word[: article.start()], word[article.end() :]
    if match := _LAST.fullmatch(word):
        return match[1], match.lastgroup or ""
    return ()


def _urdu_rules(word: str) -> tuple[str, ...]:
    if match := _URDU_SERVANT.fullmatch(word):
        return "عبدال", match[1]
    if match := _URDU_FIRST.fullmatch(word) or _URDU_LAST.fullmatch(word):
        return match[1], match[2]
    if word.startswith("ال") and dictionary.known(word[2:]):
        return (word[2:],)
    match = _URDU_ARTICLE.fullmatch(word)
    if match and dictionary.known(match[1]) and dictionary.known(match[2]):
        return match[1], match[2]
    return ()


def _two_known(word: str) -> tuple[str, ...]:
    """Cut a word where both parts are known names: the space was forgotten."""
    for cut in range(_SHORTEST, len(word) - _SHORTEST + 1):
        if _carries(word[:cut]) and _carries(word[cut:]):
            return word[:cut], word[cut:]
    return ()


def _carries(part: str) -> bool:
    return any(word.kind is not Kind.FAINT for word in dictionary.known(part))
