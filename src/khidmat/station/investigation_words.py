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
