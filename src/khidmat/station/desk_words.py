"""What the desk's acts write into the diary, in both languages. Never a name: the diary is open to more eyes."""

from khidmat.station.models import Complaint, CourtOrder, Decision
from khidmat.station.states import Matter, Turning
from khidmat.station.words import Both

MATTERS: dict[str, Both] = {
    Matter.OTHER: ("a complaint", "شکایت"),
    Matter.THEFT: ("a complaint of theft or robbery", "چوری یا ڈکیتی کی شکایت"),
    Matter.BODY: ("a complaint of an offence against the body", "جسم کے خلاف جرم کی شکایت"),
    Matter.DOCUMENTS: ("a complaint about financial papers", "مالی دستاویزات کی شکایت"),
    Matter.MISSING_CHILD: ("the report of a missing child", "لاپتا بچے کی اطلاع"),
}


def taken(complaint: Complaint) -> Both:
    """A complaint came in."""
    matter, matter_ur = MATTERS[complaint.matter]
    if complaint.came_from_id:
        return (
            f"Received from another station: {matter}, e-tag {complaint}.",
            f"دوسرے تھانے سے موصول: {matter_ur}، ای ٹیگ نمبر {complaint}۔",
        )
    return (
        f"Taken at the desk: {matter}, e-tag {complaint}.",
        f"فرنٹ ڈیسک پر درج: {matter_ur}، ای ٹیگ نمبر {complaint}۔",
    )


def decided(complaint: Complaint, decision: Decision) -> Both:
    """What was decided on it."""
    tag, tag_ur = f"E-tag {complaint}: ", f"ای ٹیگ نمبر {complaint}: "
    station = decision.to_station
    said: dict[str, Both] = {
        Turning.REFERRED: (
            f"no cognizable offence; the informant was sent to the magistrate, {decision.magistrate} (CrPC 155).",
            f"قابلِ دست اندازی جرم نہیں؛ درخواست گزار کو مجسٹریٹ {decision.magistrate} کے پاس بھیجا گیا (دفعہ 155 ض ف)۔",
        ),
        Turning.REFUSED: (
            "no FIR was registered; the reasons are written and were told to the complainant.",
            "ایف آئی آر درج نہیں ہوئی؛ وجہ لکھی گئی اور درخواست گزار کو بتائی گئی۔",
        ),
        Turning.TRANSFERRED: (
            f"sent to station {station.name if station else ''}, where it belongs.",
            f"متعلقہ تھانہ {station.name_ur if station else ''} کو بھیجی گئی۔",
        ),
        Turning.REOPENED: (
            "taken up again by order of the officer above.",
            "بالا افسر کے حکم پر دوبارہ کھولی گئی۔",
        ),
    }
    text, text_ur = said[decision.kind]
    return tag + text, tag_ur + text_ur


def zarra_told(complaint: Complaint) -> Both:
    """ZARRA heard of the child."""
    return (
        f"E-tag {complaint}: ZARRA was told of the missing child.",
        f"ای ٹیگ نمبر {complaint}: لاپتا بچے کی زارا کو اطلاع دی گئی۔",
    )


def child_found(complaint: Complaint) -> Both:
    """The child is there."""
    return f"E-tag {complaint}: the child is found.", f"ای ٹیگ نمبر {complaint}: بچہ مل گیا۔"


def ordered(complaint: Complaint, order: CourtOrder) -> Both:
    """A court ordered something."""
    return (
        f"E-tag {complaint}: order under section 22-A in petition {order.petition} received.",
        f"ای ٹیگ نمبر {complaint}: دفعہ 22-A کے تحت درخواست {order.petition} میں عدالت کا حکم موصول ہوا۔",
    )


def reported(complaint: Complaint, order: CourtOrder) -> Both:
    """The court has its report."""
    return (
        f"E-tag {complaint}: the report in petition {order.petition} went to the court.",
        f"ای ٹیگ نمبر {complaint}: درخواست {order.petition} میں رپورٹ عدالت کو بھیجی گئی۔",
    )
