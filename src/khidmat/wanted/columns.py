"""The columns of an import file: what they are called in either language, which must be there, how long they may be."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khidmat.kernel.urdu import squeeze
from khidmat.wanted.reasons import BadFile, FileFault


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `also` are other headings it is known by; `example` fills the template."""

    key: str
    label: str | Promise
    also: tuple[str, ...]
    limit: int
    example: str
    required: bool = False


COLUMNS = (
    Column(
        "station", _("Police station"), ("police station", "ps", "تھانہ"), 120, "A Division", required=True
    ),
    Column(
        "case_ref", _("Case number"), ("fir", "fir no", "case no", "مقدمہ نمبر"), 40, "354/12", required=True
    ),
    Column("year", _("Year of the case"), ("سال", "سن"), 10, "2012"),
    Column(
        "sections",
        _("Sections as written"),
        ("offence", "دفعات", "بجرم", "جرم"),
        300,
        "379/411 PPC",
        required=True,
    ),
    Column(
        "stage", _("Stage"), ("status", "result", "مرحلہ", "نتیجہ", "حال"), 40, "convicted", required=True
    ),
    Column("court", _("Court"), ("عدالت", "نام عدالت"), 160, "Judicial Magistrate, Kasur"),
    Column("decided_on", _("Date of decision"), ("decision date", "تاریخ فیصلہ"), 40, "14-03-2014"),
    Column("juvenile", _("Under 18 at the time"), ("child", "نابالغ", "کم عمر"), 20, "no"),
    Column("name", _("Name in Latin letters"), ("name roman", "نام انگریزی"), 120, "Muhammad Aslam"),
    Column("name_ur", _("Name in Urdu"), ("name urdu", "نام", "نام اردو"), 120, "محمد اسلم"),
    Column(
        "father", _("Father's name in Latin letters"), ("father roman", "ولدیت انگریزی"), 120, "Ghulam Rasool"
    ),
    Column(
        "father_ur", _("Father's name in Urdu"), ("father urdu", "ولدیت", "والد کا نام"), 120, "غلام رسول"
    ),
    Column("relation", _("Relation"), ("رشتہ",), 20, "s/o"),
    Column("cnic", _("CNIC number"), ("nic", "شناختی کارڈ", "شناختی کارڈ نمبر"), 40, "01234-5678901-2"),
    Column("birth_year", _("Year of birth"), ("born", "سال پیدائش"), 10, "1984"),
    Column("address", _("Address"), ("پتہ", "سکنہ"), 300, "Kot Murad Khan, Kasur"),
    Column("district", _("District of residence"), ("ضلع",), 80, "Kasur"),
)
BY_KEY = {column.key: column for column in COLUMNS}
#: What our own file of refused rows adds in front: it can be mended and sent back as it is.
ADDED = ("row", "verdict", "reason")

_ADDED_WORDS = {*ADDED, *map(squeeze, ("قطار", "وجہ"))}
_WORDS = {squeeze(word.replace("_", " ")): c.key for c in COLUMNS for word in (c.key, *c.also)}
#: Either script is enough for the person and the father.
_EITHER = (("name", "name_ur"), ("father", "father_ur"))


def places(heading: Sequence[str]) -> dict[str, int]:
    """Where each known column stands. Raises `BadFile` for columns that are missing, unknown or there twice."""
    found: dict[str, int] = {}
    unknown: list[str] = []
    for at, text in enumerate(heading):
        word = squeeze(text.replace("_", " "))
        if not word or word in _ADDED_WORDS:
            continue
        key = _WORDS.get(word)
        if key is None:
            unknown.append(text[:40])
        elif key in found:
            raise BadFile(FileFault.COLUMN_TWICE, column=text[:40])
        else:
            found[key] = at
    missing = [c.key for c in COLUMNS if c.required and c.key not in found]
    missing += [pair[0] for pair in _EITHER if not set(pair) & found.keys()]
    if missing:
        raise BadFile(FileFault.COLUMNS_MISSING, columns=", ".join(missing))
    if unknown:
        raise BadFile(FileFault.COLUMNS_UNKNOWN, columns=", ".join(unknown[:5]))
    return found
