"""The life of a case from its FIR to the court's answer, and the papers on the way."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from khidmat.kernel.machine import Machine, step
from khidmat.kernel.roles import Role


class CaseState(models.TextChoices):
    """Where a case stands, and in whose hands it is."""

    INVESTIGATING = "investigating", _("Under investigation")
    REPORTED = "reported", _("Final report with the SHO")
    PROPOSED = "proposed", _("Proposal with the district officer")
    WITH_PROSECUTOR = "with_prosecutor", _("Challan with the prosecutor")
    CANCELLATION_SENT = "cancellation_sent", _("Cancellation with the prosecutor")
    OBJECTED = "objected", _("Returned by the prosecutor")
    INTERIM = "interim", _("Interim challan before the court")
    IN_COURT = "in_court", _("Under trial")
    CANCELLATION_IN_COURT = "cancellation_in_court", _("Cancellation before the magistrate")
    DECIDED = "decided", _("Decided by the court")
    CANCELLED = "cancelled", pgettext_lazy("case", "Cancelled")
    UNTRACED = "untraced", _("Untraced")
    TRANSFERRED = "transferred", pgettext_lazy("case", "Transferred")


C = CaseState
#: From here the investigating officer reports.
OPEN = (C.INVESTIGATING, C.INTERIM, C.OBJECTED)
#: Nothing is waited for any more.
ENDED = (C.DECIDED, C.CANCELLED, C.UNTRACED, C.TRANSFERRED)

CASE = Machine(
    "station_case",
    first=[C.INVESTIGATING],
    steps=[
        step("report", OPEN, C.REPORTED),
        step("give_back", [C.REPORTED], C.INVESTIGATING),
        step("forward", [C.REPORTED], C.WITH_PROSECUTOR),
        step("object", [C.WITH_PROSECUTOR, C.CANCELLATION_SENT], C.OBJECTED),
        step("pass", [C.WITH_PROSECUTOR], C.IN_COURT),
        step("pass_interim", [C.WITH_PROSECUTOR], C.INTERIM),
        step("propose", [C.INVESTIGATING, C.OBJECTED], C.PROPOSED),
        step("decline", [C.PROPOSED], C.INVESTIGATING),
        step("send", [C.PROPOSED], C.CANCELLATION_SENT),
        step("file", [C.PROPOSED], C.UNTRACED),
        step("pass_cancellation", [C.CANCELLATION_SENT], C.CANCELLATION_IN_COURT),
        step("cancel", [C.CANCELLATION_IN_COURT], C.CANCELLED),
        step("disagree", [C.CANCELLATION_IN_COURT], C.INVESTIGATING),
        step("decide", [C.IN_COURT, C.INTERIM], C.DECIDED),
        step("reopen", [C.UNTRACED, C.CANCELLED], C.INVESTIGATING),
        step("transfer", [C.INVESTIGATING], C.TRANSFERRED),
    ],
)
BEGIN = "begin"
#: The court's own answers are written by the court's reader, or by the station from the certified order.
FROM_THE_COURT = (Role.MAGISTRATE, Role.STATION_HEAD, Role.STATION_CLERK)
#: Who takes a step, by the posting he holds at that hour. The database asks for the posting as well.
BY_WHOM: dict[str, tuple[Role, ...]] = {
    "report": (Role.STATION_OFFICER, Role.STATION_HEAD),
    "give_back": (Role.STATION_HEAD,),
    "forward": (Role.STATION_HEAD,),
    "object": (Role.PROSECUTOR,),
    "pass": (Role.PROSECUTOR,),
    "pass_interim": (Role.PROSECUTOR,),
    "propose": (Role.STATION_OFFICER, Role.STATION_HEAD),
    "decline": (Role.DISTRICT_OFFICER,),
    "send": (Role.DISTRICT_OFFICER,),
    "file": (Role.DISTRICT_OFFICER,),
    "pass_cancellation": (Role.PROSECUTOR,),
    "cancel": FROM_THE_COURT,
    "disagree": FROM_THE_COURT,
    "decide": FROM_THE_COURT,
    "reopen": (Role.STATION_HEAD, Role.CIRCLE_OFFICER, Role.DISTRICT_OFFICER),
}
#: Steps that are nothing without their words: objections, opinion, order, reason.
IN_WORDS = ("give_back", "object", "decline", "send", "file", "cancel", "disagree", "reopen")
SHORTEST_WORDS = 10
#: The superintendent's own opinion is more than a nod (2023 LHC 5767).
SHORTEST_OPINION = 40


class ReportKind(models.TextChoices):
    """The final reports of section 173."""

    FULL = "full", _("Challan, complete")
    INTERIM = "interim", _("Interim challan")
    ABSENT = "absent", _("Challan of absent accused (s. 512)")
    CANCELLATION = "cancellation", _("Cancellation report")
    UNTRACED = "untraced", _("Untraced report")


#: Reports that go to trial through the SHO; the other two are proposals to the superintendent.
CHALLANS = (ReportKind.FULL, ReportKind.INTERIM, ReportKind.ABSENT)
#: The report that each of these steps takes on.
OF_KIND: dict[str, tuple[ReportKind, ...]] = {
    "report": CHALLANS,
    "forward": CHALLANS,
    "pass": (ReportKind.FULL, ReportKind.ABSENT),
    "pass_interim": (ReportKind.INTERIM,),
    "propose": (ReportKind.CANCELLATION, ReportKind.UNTRACED),
    "send": (ReportKind.CANCELLATION,),
    "file": (ReportKind.UNTRACED,),
    "pass_cancellation": (ReportKind.CANCELLATION,),
    "cancel": (ReportKind.CANCELLATION,),
    "disagree": (ReportKind.CANCELLATION,),
}


class CancelGround(models.TextChoices):
    """Why a case is cancelled (r. 24.7)."""

    FALSE = "false", _("Maliciously false")
    MISTAKE_OF_LAW = "law", _("Mistake of law")
    MISTAKE_OF_FACT = "fact", _("Mistake of fact")
    NON_COGNIZABLE = "non_cognizable", _("Non-cognizable: the informant goes to the magistrate (s. 155)")
    CIVIL = "civil", _("Matter for a civil court")


class Standing(models.TextChoices):
    """How an accused stands when the report is written."""

    CUSTODY = "custody", pgettext_lazy("accused", "In custody")
    BAIL = "bail", pgettext_lazy("accused", "On bail")
    ABSENT = "absent", pgettext_lazy("accused", "Not arrested")
    RELEASED = "released", pgettext_lazy("accused", "Released for want of evidence (s. 169)")


class Acknowledged(models.TextChoices):
    """How the complainant showed that he was told of the proposal."""

    THUMB = "thumb", _("Thumb impression")
    SIGNATURE = "signature", _("Signature")
    REFUSED = "refused", _("Refused to sign, before two witnesses")
    NOT_FOUND = "not_found", _("Not found at the address")


class Outcome(models.TextChoices):
    """What the court says to one charge against one accused."""

    CONVICTED = "convicted", _("Convicted")
    ACQUITTED = "acquitted", _("Acquitted by judgment")
    ACQUITTED_249A = "acquitted_249a", _("Acquitted under s. 249-A")
    ACQUITTED_265K = "acquitted_265k", _("Acquitted under s. 265-K")
    DISCHARGED = "discharged", pgettext_lazy("charge", "Discharged")
    COMPOUNDED = "compounded", _("Compounded (s. 345)")


#: From the last of the three publications to the day on which somebody who was proclaimed is to appear (CrPC 87).
DAYS_TO_APPEAR = 30


class AbsconderAct(models.TextChoices):
    """What a court orders of somebody whom it proclaimed."""

    DECLARE = "declare", _("Declares a proclaimed offender (s. 87)")
    ATTACH = "attach", _("Attaches property (s. 88)")
    RECALL = "recall", _("Recalls the proclamation")


class Attached(models.TextChoices):
    """What is attached."""

    MOVABLE = "movable", _("Movable property")
    IMMOVABLE = "immovable", _("Land and houses")
