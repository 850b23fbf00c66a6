"""What registering writes into the diary and what stands where a name is sealed, in both languages. Never a name."""

from khidmat.station.models import Complaint
from khidmat.station.words import Both

SEALED: Both = ("name withheld", "نام پوشیدہ")


def registered(number: str, complaint: Complaint, sections: str, officer: Both) -> Both:
    """The entry that the FIR cites; of a sealed matter it says no more than its number and sections."""
    return (
        f"FIR {number} registered under {sections} on e-tag {complaint}. Investigation: {officer[0]}.",
        f"ای ٹیگ نمبر {complaint} پر مقدمہ نمبر {number} بجرم {sections} درج ہوا۔ تفتیش: {officer[1]}۔",
    )


def designated(number: str, officer: Both) -> Both:
    """The investigation goes to another officer."""
    return (
        f"FIR {number}: the investigation goes to {officer[0]}.",
        f"مقدمہ نمبر {number}: تفتیش {officer[1]} کے سپرد ہوئی۔",
    )


def added(number: str, *, cross: bool) -> Both:
    """A statement was added to a case."""
    if cross:
        return f"FIR {number}: a cross-version was recorded.", f"مقدمہ نمبر {number}: کراس ورژن تحریر ہوا۔"
    return (
        f"FIR {number}: a supplementary statement was recorded.",
        f"مقدمہ نمبر {number}: تتمہ بیان تحریر ہوا۔",
    )
