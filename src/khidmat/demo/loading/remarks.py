"""What officers and applicants of the demo write: reports of visits, questions, answers, reasons. Mostly in Urdu."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from khidmat.demo.loading.lives import Stage
from khidmat.services.public import Finding

Chosen = TypeVar("Chosen")
VISITS: dict[Finding, tuple[str, ...]] = {
    Finding.CONFIRMED: (
        "گھر پر ملاقات ہوئی۔ محلے کے دو افراد نے تصدیق کی کہ خاندان کئی سال سے یہاں رہتا ہے۔",
        "درخواست گزار کے والد سے ملاقات ہوئی۔ پتہ درست ہے، کوئی شکایت سامنے نہیں آئی۔",
        "نمبردار سے پوچھا گیا۔ رہائش درست ہے اور چال چلن ٹھیک بتایا گیا۔",
        "درخواست گزار سے گھر پر ملاقات ہوئی، شناختی کارڈ دیکھا، پتہ درست ہے۔",
        "ساتھ والے دکان دار نے بتایا کہ یہی گھر ہے اور لوگ پرانے رہنے والے ہیں۔",
        "Met the family at the house. Two neighbours confirm that they live here. Nothing adverse.",
        "مسجد کے امام صاحب اور پڑوسی نے تصدیق کی۔ تھانے کے رجسٹر میں کوئی اندراج نہیں۔",
    ),
    Finding.NOT_FOUND: (
        "پتے پر تالا لگا تھا۔ پڑوسی کے مطابق خاندان دو ماہ پہلے کہیں اور چلا گیا ہے۔",
        "اس نمبر کا مکان اس گلی میں نہیں ملا۔ محلے میں کوئی درخواست گزار کو نہیں جانتا۔",
    ),
    Finding.ADVERSE: (
        "رہائش درست ہے۔ پڑوسی کے ساتھ زمین کا جھگڑا چل رہا ہے، دونوں طرف سے درخواستیں آئی ہیں۔",
        "گھر درست ہے۔ تھانے کے ریکارڈ میں ایک مقدمہ ملتا جلتا ہے، ریکارڈ آفس سے ملا لیا جائے۔",
    ),
}


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question to the applicant, and what he answers."""

    question: str
    answer: str


EXCHANGES = (
    Exchange(
        "یہ تصویر کب کی ہے؟ پچھلے 6 مہینے کی تصویر چاہیے۔",
        "تصویر پچھلے مہینے کی ہے۔ سفید پردے کے سامنے لی تھی۔",
    ),
    Exchange(
        "اس پتے پر رہنے کا کوئی ثبوت ہے؟ کرایہ نامہ یا بجلی کا بل؟",
        "بجلی کا بل والد کے نام پر ہے۔ افسر کو گھر پر دکھا دیا تھا۔",
    ),
    Exchange(
        "آپ کا کوئی اور نام یا عرف ہے؟ ہو تو لکھیں۔",
        "نہیں، صرف یہی نام ہے جو کارڈ پر لکھا ہے۔",
    ),
    Exchange(
        "سرٹیفکیٹ کس ادارے کو دینا ہے؟",
        "یہ نوکری کے لیے کمپنی کو دینا ہے۔",
    ),
    Exchange(
        "جس گھر میں رہتے ہیں اس کے مالک کا نام لکھیں۔",
        "مالک مکان کا نام رانا سلیم ہے۔ گھر کرائے کا ہے۔",
    ),
)
#: What was found against an application, what the applicant says to it, and what he is advised when it is refused.
ADVERSE = (
    (
        "لکھے ہوئے پتے پر آپ کا گھر نہیں ملا۔",
        "رہائش اسی گھر میں ہے۔ اس دن گھر پر کوئی نہ تھا۔",
        "درست پتے کے ساتھ نئی درخواست دیں۔",
    ),
    (
        "تصویر درخواست گزار کی نہیں ہے۔",
        "تصویر تین سال پرانی ہے، شکل کچھ بدل گئی ہے۔",
        "اپنی نئی تصویر کے ساتھ دوبارہ درخواست دیں۔",
    ),
    (
        "شناختی کارڈ کی تصویر پڑھی نہیں جاتی۔",
        "کارڈ پرانا ہے، لکھائی مٹ گئی ہے۔",
        "صاف تصویر کے ساتھ دوبارہ درخواست دیں۔",
    ),
)
SAME = (
    "شناختی کارڈ نمبر، ولدیت اور پتہ ایک ہیں۔ تصویر بھی اسی شخص کی ہے۔",
    "نام، ولدیت اور سال پیدائش ایک ہیں، تھانے نے پرانا پتہ بھی یہی بتایا۔",
)
DIFFERENT = (
    "نام اور ولدیت ملتی ہے مگر سال پیدائش اور پتہ الگ ہیں۔ یہ کوئی اور شخص ہے۔",
    "صرف نام ملتا ہے۔ شناختی کارڈ نمبر اور رہائش دوسری ہے، شخص ایک نہیں۔",
)

OPINIONS = (
    (5, "کام وقت پر ہوا۔"),
    (4, ""),
    (4, "افسر نے عزت سے بات کی۔"),
    (3, "تھانے میں دو دن زیادہ لگے۔"),
    (5, ""),
    (2, "گھر پر دو بار آئے، ایک بار میں پتہ ٹھیک نہیں ملا۔"),
)


def side(number: int) -> str:
    """What an applicant says to what was found."""
    return _pick(ADVERSE, number)[1]


def opinion(number: int, *, pleased: bool) -> tuple[int, str]:
    """How an applicant thought the work was, as one of five, and in words if there are any.

    The few of the counter that is played at are `pleased`: one bad answer among six would hide them all.
    """
    return _pick([one for one in OPINIONS if one[0] > 3] if pleased else OPINIONS, number // 3)


def finding(stage: Stage, number: int) -> Finding:
    """What the visit of an application finds: what was approved was in order, what waits may need a second look."""
    if stage in (Stage.NOTICED, Stage.REFUSED, Stage.APPEALED):
        return Finding.NOT_FOUND if number % len(ADVERSE) == 0 else Finding.CONFIRMED
    if stage not in (Stage.READY, Stage.ASKED, Stage.HALF):
        return Finding.CONFIRMED
    return {0: Finding.NOT_FOUND, 1: Finding.ADVERSE}.get(number % 6, Finding.CONFIRMED)


def visit(number: int, seen: Finding) -> str:
    """The report of a visit."""
    return _pick(VISITS[seen], number)


def exchange(number: int) -> Exchange:
    """The question of an application and its answer."""
    return _pick(EXCHANGES, number)


def found(number: int) -> str:
    """What was found, as the applicant is told before anything is decided; the first is a home that was not found."""
    return _pick(ADVERSE, number)[0]


def refusal(number: int) -> str:
    """Why an application is refused, as the applicant reads it: what was found, and what to do now."""
    what, _side, advice = _pick(ADVERSE, number)
    return f"{what} {advice}"


def comparison(number: int, *, same: bool) -> str:
    """Why a record is, or is not, the applicant's."""
    return _pick(SAME if same else DIFFERENT, number)


def _pick(texts: Sequence[Chosen], number: int) -> Chosen:
    return texts[number % len(texts)]
