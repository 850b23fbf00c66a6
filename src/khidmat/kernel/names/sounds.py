"""How a written word sounds, in one code for both scripts.

A sound is a string of consonants (`b p t s j c k d z r x g f l m n`, where `x` is sh and `c` is ch) and of
weak letters. A capital weak letter (`A I U H`) is certainly heard; a small one (`a i u h`) may be a short
vowel that Urdu does not write, or a breath that Roman drops. So راشد is `rAxd` and fits "Rashid", `raxid`,
but not "Rasheed", `raxId`; رشید is `rxId` and fits both, as it does in life.
"""

import re
import unicodedata

from khidmat.kernel import urdu

WEAK = frozenset("aiuh")
# Initials that stand for another sound: S. for Shah, C. for Karim; Urdu begins Iqbal and Umar with alef, ain.
_INITIALS = {"S": "X", "C": "SK", "K": "C", "A": "IU", "P": "F", "G": "J", "Y": "I", "W": "U"}

_DOUBLED = re.compile(r"([b-df-hj-np-tv-z])\1+")
_ROMAN = re.compile("t?chh?|[sgtdbjrz]h|kh|ph|ck|qu?e$|qu(?=[aeio])|aa+|ee+|ii+|oo+|[ae][iy](?![aeiou])|.")
_ROMAN_CODE = {
    **{letter: letter for letter in "bptsjdzrgflmn"},
    **{f"{letter}h": letter for letter in "gtdbjrz"},
    **dict.fromkeys(["ch", "chh", "tch", "tchh"], "c"),
    **dict.fromkeys(["k", "kh", "ck", "q", "qu", "que", "qe"], "k"),
    **dict.fromkeys(["ai", "ay", "ei", "ey"], "aI"),
    **dict(zip("aeiouwvhyx", ["a", "i", "i", "u", "u", "U", "U", "h", "i", "ks"], strict=True)),
    "sh": "x",
    "ph": "f",
}
_ROMAN_FINAL = {"i": "I", "y": "I", "o": "U", "u": "U"}

_URDU_CODE = {
    **dict(zip("بپتٹثجچخدڈذرڑزژسشصضطظغفقکگلمنں", "bpttsjckddzrrzzsxsztzgfkkglmnn", strict=True)),
    **dict(zip("اآأعوؤیےۓئہحۂۃ", "AAAaUuIIIihhht", strict=True)),
    # Letters of Pashto, Sindhi, Saraiki and Punjabi names, by their nearest Urdu sound.
    **dict(zip("ټډړږښڼېۍګڳٻڄڃڇڏڌڊٿٽڙڦڪڻݨ", "tdrgxnIIggbjjcdddttrpknn", strict=True)),
}
_URDU_FIRST = {"ا": "a", "آ": "a", "أ": "a", "ع": "a", "ئ": "a", "ہ": "H", "ح": "H", "ھ": "H"}
_NASAL = re.compile("(?<=.)ن(?=ب.)")  # عنبرین is said and written Ambreen; زینب stays Zainab
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f]")
_APOSTROPHES = re.compile("['`\u02bb\u02bc\u02bf\u2018\u2019\u00b4]")
_FINAL_ALEF = re.compile("ی\u0670(?!\\w)")
_ACCENTED = re.compile("[\u00c0-\u024f\u1e00-\u1eff]")


def is_urdu(word: str) -> bool:
    """Say whether a folded word is written in the Arabic script."""
    return bool(_ARABIC.match(word))


def sound(word: str) -> str:
    """Return the sound code of one folded word of either script; other scripts are their own code."""
    if is_urdu(word):
        return _urdu_sound(word)
    return _roman_sound(word) if word[:1].isascii() else word


def skeleton(code: str) -> str:
    """Return the consonants of a sound and its first letter: the part that every spelling keeps.

    Inside a word w, y, h and all vowels go, since و ی ہ may be any of them and Roman drops them at will.
    """
    first = {"A": "a", "I": "y", "U": "v", "H": "h"}.get(code[:1], code[:1])
    return first + "".join(letter for letter in code[1:] if letter not in "aiuhAIUH")


def fits(one: str, two: str) -> bool:
    """Say whether two sounds can be one word: they differ only in letters that either may leave out."""
    places = _past_weak({0}, two)
    for letter in one:
        heard = {place + 1 for place in places if two[place : place + 1].upper() == letter.upper()}
        places = _past_weak(heard | places if letter in WEAK else heard, two)
    return len(two) in places


def begins(code: str, initial: str) -> bool:
    """Say whether an initial (the sound of one letter) can stand for a word of this sound."""
    first, letter = code[:1].upper(), initial[:1].upper()
    return first == letter or first in _INITIALS.get(letter, "")


def _past_weak(places: set[int], code: str) -> set[int]:
    """Add the places reached by leaving out weak letters; time grows with length, never with the choices."""
    reached = set(places)
    for place in places:
        while code[place : place + 1] in WEAK:
            place += 1
            reached.add(place)
    return reached


def _roman_sound(word: str) -> str:
    word = _DOUBLED.sub(r"\1", word)
    pieces = _ROMAN.findall(word)
    code = [
        _roman_piece(piece, following) for piece, following in zip(pieces, [*pieces[1:], ""], strict=True)
    ]
    if pieces[0] == "h":
        code[0] = "H"
    elif pieces[0] == "ph":
        code[0] = "p"
    elif pieces[0][0] in "aeiou":
        # Urdu begins every such word with ا or ع, whichever vowel is heard.
        code[0] = "a" + code[0].lstrip("aA")
    if len(pieces) > 1 and pieces[-1] in _ROMAN_FINAL:
        code[-1] = _ROMAN_FINAL[pieces[-1]]
    return _merged("".join(code))


def _roman_piece(piece: str, following: str) -> str:
    if piece == "y" and following[:1] in tuple("aeiou"):
        return "I"
    if piece == "c":
        return "s" if following[:1] in tuple("eiy") else "k"
    if len(piece) > 1 and piece[0] in "aeio" and piece[0] == piece[1]:
        return {"a": "A", "e": "I", "i": "I", "o": "U"}[piece[0]]
    return _ROMAN_CODE.get(piece, piece)


def _urdu_sound(word: str) -> str:
    word = _NASAL.sub("م", word)
    if word.startswith("ذوال"):
        word = "ذل" + word[4:]  # Zulfiqar, Zulqarnain
    first = _URDU_FIRST.get(word[0]) or _URDU_CODE.get(word[0], "")
    return _merged(first + "".join(_URDU_CODE.get(letter, "") for letter in word[1:]))


def _merged(code: str) -> str:
    """Write a vowel once that is spelt twice, as in "Dawood" or "Saeed"; the certain one stays."""
    kept: list[str] = []
    for letter in code:
        if kept and letter in "aiuAIU" and kept[-1].upper() == letter.upper():
            kept[-1] = min(kept[-1], letter)  # capitals come first in code points
        else:
            kept.append(letter)
    return "".join(kept)


def plain(text: str) -> str:
    """Fold a name for its sound: apostrophes vanish (Sa'ad is one word) and Latin letters lose accents."""
    if "\u0670" in text:
        # The last letter of Mustafa and Bushra is heard as a long a.
        text = _FINAL_ALEF.sub("ا", urdu.clean(text))
    text = _APOSTROPHES.sub("", text)
    folded = urdu.fold(text)
    if folded.isascii() or not _ACCENTED.search(folded):
        return folded
    return _ACCENTED.sub(_bare, folded)


def _bare(match: re.Match[str]) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKD", match[0]) if letter.isascii())
