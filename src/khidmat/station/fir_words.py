"""What registering writes into the diary and what stands where a name is sealed, in both languages. Never a name."""

from collections.abc import Sequence

from khidmat.kernel.urdu import isolate
from khidmat.station.models import Complaint, FirTransfer
from khidmat.station.words import Both

SEALED: Both = ("name withheld", "نام پوشیدہ")


def registered(number: str, complaint: Complaint, sections: str, officer: Both) -> Both:
    """The entry that the FIR cites; of a sealed matter it says no more than its number and sections."""
    order: FirTransfer | None = getattr(complaint, "carries", None)
    before = order.fir if order else None
    came = (
        (
            f" It came from station {before.station.name}, FIR {before}, by order of the Superintendent (r. 25.7).",
            f" یہ مقدمہ تھانہ {before.station.name_ur} کے مقدمہ نمبر {before} سے بحکم سپرنٹنڈنٹ (قاعدہ 25.7) آیا۔",
        )
        if before
        else ("", "")
    )
    law = isolate(sections)
    return (
        f"FIR {number} registered under {sections} on e-tag {complaint}. Investigation: {officer[0]}.{came[0]}",
        f"ای ٹیگ نمبر {complaint} پر مقدمہ نمبر {number} بجرم {law} درج ہوا۔ تفتیش: {officer[1]}۔{came[1]}",
    )


def sent(number: str, station: Both, there: Complaint) -> Both:
    """The case leaves the station."""
    order, order_ur = "by order of the Superintendent (r. 25.7)", "بحکم سپرنٹنڈنٹ پولیس (قاعدہ 25.7)"
    return (
        f"FIR {number} is cancelled here {order} and sent to station {station[0]}, e-tag {there} there.",
        f"مقدمہ نمبر {number} {order_ur} یہاں خارج ہو کر تھانہ {station[1]} کو بھیجا گیا، وہاں ای ٹیگ نمبر {there}۔",
    )


def designated(number: str, officer: Both) -> Both:
    """The investigation goes to another officer."""
    return (
        f"FIR {number}: the investigation goes to {officer[0]}.",
        f"مقدمہ نمبر {number}: تفتیش {officer[1]} کے سپرد ہوئی۔",
    )


def team(number: str, order: str, officers: Sequence[Both]) -> Both:
    """Officers investigate a case together, or do no longer."""
    if not officers:
        return (
            f"FIR {number}: the joint investigation team is ended by order {order}.",
            f"مقدمہ نمبر {number}: مشترکہ تفتیشی ٹیم بحکم {isolate(order)} ختم ہوئی۔",
        )
    names, names_ur = (sep.join(one[place] for one in officers) for place, sep in ((0, ", "), (1, "، ")))
    return (
        f"FIR {number}: joint investigation team by order {order}: {names}.",
        f"مقدمہ نمبر {number}: بحکم {isolate(order)} مشترکہ تفتیشی ٹیم: {names_ur}۔",
    )


def added(number: str, *, cross: bool) -> Both:
    """A statement was added to a case."""
    if cross:
        return f"FIR {number}: a cross-version was recorded.", f"مقدمہ نمبر {number}: کراس ورژن تحریر ہوا۔"
    return (
        f"FIR {number}: a supplementary statement was recorded.",
        f"مقدمہ نمبر {number}: تتمہ بیان تحریر ہوا۔",
    )


def accused_named(number: str, which: int) -> Both:
    """Somebody is accused."""
    return (
        f"FIR {number}: accused no. {which} was named.",
        f"مقدمہ نمبر {number}: ملزم نمبر {which} نامزد ہوا۔",
    )


def accused_struck(number: str, which: int, instead: int | None) -> Both:
    """Somebody was named wrongly, or has a name now."""
    if instead is None:
        return (
            f"FIR {number}: accused no. {which} was struck; the reason is in the case.",
            f"مقدمہ نمبر {number}: ملزم نمبر {which} قلمزد ہوا؛ وجہ مقدمے میں درج ہے۔",
        )
    return (
        f"FIR {number}: accused no. {instead} stands in the place of no. {which}.",
        f"مقدمہ نمبر {number}: ملزم نمبر {which} کی جگہ ملزم نمبر {instead} درج ہوا۔",
    )


def age_noted(number: str, which: int) -> Both:
    """Something was stated or proved of an age."""
    return (
        f"FIR {number}: the age of accused no. {which} was recorded.",
        f"مقدمہ نمبر {number}: ملزم نمبر {which} کی عمر درج ہوئی۔",
    )
