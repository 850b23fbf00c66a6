"""What an investigation writes into the station's diary, in both languages: that it was done. Never a name."""

from khidmat.station.words import Both


def zimni(fir: str, number: int) -> Both:
    """A leaf of the case diary was written."""
    return f"FIR {fir}: case diary {number} was written.", f"مقدمہ نمبر {fir}: ضمنی نمبر {number} تحریر ہوئی۔"


def zimni_called(fir: str) -> Both:
    """A court called for the case diary."""
    return (
        f"FIR {fir}: the court called for the case diary (CrPC 172).",
        f"مقدمہ نمبر {fir}: عدالت نے ضمنیات طلب کیں (ض ف 172)۔",
    )


#: What a paper is called in the station's diary.
PAPERS: dict[str, Both] = {
    "statement_161": ("a statement under 161 was recorded", "بیان زیر دفعہ 161 ض ف تحریر ہوا"),
    "statement_164": ("a statement under 164 was put on file", "بیان زیر دفعہ 164 ض ف شامل ہوا"),
    "plan": ("a site plan was made", "نقشہ موقع تیار ہوا"),
    "memo_recovery": ("a recovery memo was made", "فرد برآمدگی مرتب ہوئی"),
    "memo_seizure": ("a seizure memo was made", "فرد مقبوضگی مرتب ہوئی"),
    "memo_pointing": ("a memo of pointing out was made", "فرد نشاندہی مرتب ہوئی"),
    "memo_disclosure": ("a disclosure memo was made", "فرد انکشاف مرتب ہوئی"),
    "search": ("a place was searched", "تلاشی لی گئی"),
    "warrant": ("a warrant was acted upon", "وارنٹ پر کارروائی ہوئی"),
    "docket": ("a medical docket was issued", "میڈیکل ڈاکٹ جاری ہوا"),
    "docket_result": ("a medico-legal certificate came", "میڈیکولیگل سرٹیفکیٹ ملا"),
    "request": ("a laboratory was asked", "لیبارٹری کو بھیجا گیا"),
    "result": ("the laboratory's result came", "لیبارٹری کا رزلٹ ملا"),
}


def paper(fir: str, what: str) -> Both:
    """A paper was put into the file of a case."""
    said = PAPERS[what]
    return f"FIR {fir}: {said[0]}.", f"مقدمہ نمبر {fir}: {said[1]}۔"


def marked(fir: str, *, spared: bool) -> Both:
    """A step of the investigation was marked as done, or spared."""
    if spared:
        return (
            f"FIR {fir}: a step was spared by order.",
            f"مقدمہ نمبر {fir}: تفتیش کا ایک مرحلہ بحکم چھوڑا گیا۔",
        )
    return (
        f"FIR {fir}: a step of the investigation was done.",
        f"مقدمہ نمبر {fir}: تفتیش کا ایک مرحلہ مکمل ہوا۔",
    )


def reviewed(fir: str) -> Both:
    """An officer above looked at the investigation."""
    return f"FIR {fir}: the investigation was reviewed.", f"مقدمہ نمبر {fir}: تفتیش کا جائزہ لیا گیا۔"


def inquest(number: str) -> Both:
    """An inquest was held."""
    return f"Inquest {number} was held (CrPC 174).", f"کارروائی زیر دفعہ 174 ض ف نمبر {number} ہوئی۔"
