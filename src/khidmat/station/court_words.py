"""What the steps of a case write into the diary, in both languages. Never a name: the diary is open to more eyes."""

from khidmat.kernel.urdu import isolate
from khidmat.station.court_states import AbsconderAct, Outcome, ReportKind
from khidmat.station.words import Both

KINDS: dict[str, Both] = {
    ReportKind.FULL: ("challan, complete", "چالان مکمل"),
    ReportKind.INTERIM: ("interim challan", "انٹیرم چالان"),
    ReportKind.ABSENT: ("challan of absent accused (CrPC 512)", "چالان زیر دفعہ 512 ض ف"),
    ReportKind.CANCELLATION: ("cancellation report", "اخراج رپورٹ"),
    ReportKind.UNTRACED: ("untraced report", "رپورٹ عدم پتہ"),
}
STEPS: dict[str, Both] = {
    "give_back": (
        "the SHO gave the report back to its officer.",
        "ایس ایچ او نے رپورٹ تفتیشی افسر کو واپس کی۔",
    ),
    "forward": ("the report was sent to the prosecutor.", "رپورٹ پراسیکیوٹر کو بھجوائی گئی۔"),
    "object": (
        "the prosecutor returned the report with objections.",
        "پراسیکیوٹر نے اعتراض کے ساتھ رپورٹ واپس کی۔",
    ),
    "pass": ("the prosecutor passed the challan to the court.", "پراسیکیوٹر نے چالان پیش عدالت کیا۔"),
    "pass_interim": (
        "the prosecutor passed the interim challan to the court.",
        "پراسیکیوٹر نے انٹیرم چالان پیش عدالت کیا۔",
    ),
    "pass_cancellation": (
        "the prosecutor passed the cancellation report to the magistrate.",
        "پراسیکیوٹر نے اخراج رپورٹ مجسٹریٹ کو پیش کی۔",
    ),
    "decline": (
        "the district officer did not agree; the investigation goes on.",
        "ضلعی افسر نے اتفاق نہیں کیا؛ تفتیش جاری رہے گی۔",
    ),
    "send": (
        "the district officer heard the complainant and sent the cancellation report to the prosecutor.",
        "ضلعی افسر نے مدعی کو سنا اور اخراج رپورٹ پراسیکیوٹر کو بھیجی۔",
    ),
    "file": (
        "filed as untraced by order of the district officer.",
        "ضلعی افسر کے حکم سے عدم پتہ داخل دفتر ہوا۔",
    ),
    "cancel": ("the magistrate ordered the cancellation.", "مجسٹریٹ نے اخراج کا حکم دیا۔"),
    "disagree": (
        "the magistrate did not agree with the cancellation; the investigation goes on.",
        "مجسٹریٹ نے اخراج سے اتفاق نہیں کیا؛ تفتیش جاری رہے گی۔",
    ),
    "reopen": ("the case was opened again by order.", "حکم پر مقدمہ دوبارہ زیر تفتیش آیا۔"),
}
OUTCOMES: dict[str, Both] = {
    Outcome.CONVICTED: ("convicted", "سزا"),
    Outcome.ACQUITTED: ("acquitted", "بری"),
    Outcome.ACQUITTED_249A: ("acquitted under section 249-A", f"زیر دفعہ {isolate('249-A')} بری"),
    Outcome.ACQUITTED_265K: ("acquitted under section 265-K", f"زیر دفعہ {isolate('265-K')} بری"),
    Outcome.DISCHARGED: ("discharged", "ڈسچارج"),
    Outcome.COMPOUNDED: ("compounded", "راضی نامہ"),
}

ABSCONDER: dict[str, Both] = {
    AbsconderAct.DECLARE: ("declared a proclaimed offender by the court", "عدالت نے اشتہاری قرار دیا"),
    AbsconderAct.ATTACH: (
        "property attached by the court (CrPC 88)",
        "عدالت نے جائیداد قرق کی (زیر دفعہ 88 ض ف)",
    ),
    AbsconderAct.RECALL: ("the court recalled the proclamation", "عدالت نے اشتہار واپس لیا"),
}


def _of(number: str, said: Both) -> Both:
    return f"FIR {number}: {said[0]}", f"مقدمہ نمبر {number}: {said[1]}"


def reported(number: str, kind: str) -> Both:
    """The investigating officer wrote a report."""
    text, text_ur = KINDS[kind]
    return _of(
        number, (f"the investigating officer wrote the {text}.", f"تفتیشی افسر نے {text_ur} تحریر کی۔")
    )


def stepped(number: str, name: str) -> Both:
    """A step was taken."""
    return _of(number, STEPS[name])


def told(number: str) -> Both:
    """The complainant was told of a proposed cancellation."""
    return _of(
        number,
        ("the complainant was told of the proposed cancellation.", "مدعی کو مجوزہ اخراج کی اطلاع دی گئی۔"),
    )


def received(number: str, case_no: str, court: str) -> Both:
    """The court gave the case a number."""
    return _of(number, (f"case {case_no} of the court {court}.", f"عدالت {court} میں مقدمہ نمبر {case_no}۔"))


def heard(number: str, day: str, following: str) -> Both:
    """A hearing."""
    said = f"hearing of {day}.", f"پیشی مورخہ {day}۔"
    if following:
        said = f"{said[0]} Next date {following}.", f"{said[1]} اگلی تاریخ {following}۔"
    return _of(number, said)


def charged(number: str, accused: int, sections: str) -> Both:
    """Charges against one accused."""
    return _of(
        number,
        (
            f"charges against accused {accused}: {sections}.",
            f"ملزم نمبر {accused} پر الزام: {isolate(sections)}۔",
        ),
    )


def judged(number: str, accused: int, answers: list[tuple[str, str]]) -> Both:
    """The court's answers to the charges against one accused: (section, outcome)."""
    text = "; ".join(f"{section} {OUTCOMES[outcome][0]}" for section, outcome in answers)
    text_ur = "؛ ".join(f"{isolate(section)} {OUTCOMES[outcome][1]}" for section, outcome in answers)
    return _of(
        number, (f"verdict on accused {accused}: {text}.", f"ملزم نمبر {accused} کا فیصلہ: {text_ur}۔")
    )


def proclaimed(number: str, accused: int, day: str) -> Both:
    """An accused was called by proclamation."""
    return _of(
        number,
        (
            f"accused {accused} was proclaimed (CrPC 87) and is to appear by {day}.",
            f"ملزم نمبر {accused} کا اشتہار زیر دفعہ {isolate('87')} ض ف شائع ہوا؛ حاضری کی آخری تاریخ {day}۔",
        ),
    )


def absconding(number: str, accused: int, kind: str, order_no: str) -> Both:
    """What the court ordered of somebody proclaimed."""
    text, text_ur = ABSCONDER[kind]
    return _of(
        number,
        (
            f"accused {accused}: {text}, order {order_no}.",
            f"ملزم نمبر {accused}: {text_ur}، حکم نمبر {isolate(order_no)}۔",
        ),
    )
