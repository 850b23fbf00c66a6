"""What an applicant may still do: appeal, ask for a correction, say how the work was; and until when."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import translation
from django.utils.translation import gettext as _

from khidmat.kernel.actor import Actor
from khidmat.kernel.policy import TABLE
from khidmat.screening.public import disclosure
from khidmat.services import queries
from khidmat.services.models import Appeal, Application, Correction, Decision, Notice, Reissue
from khidmat.services.states import LIFE, Finding, Status, Wrong
from khidmat.ui.formats import bilingual, worded
from khidmat.wanted.public import Disclosed

#: Until when a refusal can be appealed; the message names the day.
APPEAL = timedelta(days=30)
#: States in which the record check may already be told of, or a name already stands on a paper.
CORRECTABLE = (Status.UNDER_VERIFICATION, Status.NOTICED, Status.REFUSED, Status.ISSUED, Status.DELIVERED)


def appeal_until(application: Application) -> datetime | None:
    """The end of the time in which a refusal can be appealed."""
    refused = application.status == Status.REFUSED and application.decided_at
    return application.decided_at + APPEAL if refused and application.decided_at else None


def may_appeal(application: Application, now: datetime) -> bool:
    """Whether there is a refusal, in time, that was not appealed against yet."""
    until = appeal_until(application)
    if until is None or now > until:
        return False
    return not application.appeals.filter(filed_at__gte=application.decided_at).exists()


def may_ask_correction(application: Application) -> bool:
    """Whether a record can be asked to be corrected now: one request at a time."""
    return application.status in CORRECTABLE and not application.corrections.filter(status="filed").exists()


def told_cases(application: Application) -> tuple[Disclosed, ...]:
    """The cases that may be told of to the applicant: what the paper would print, and nothing else."""
    return disclosure(application.records_id).records if application.records_id else ()


def may_rate(application: Application) -> bool:
    """Whether somebody can say how the work was: once, after the paper is in his hands."""
    return application.status == Status.DELIVERED and not hasattr(application, "feedback")


def correctable(application: Application) -> list[tuple[str, str]]:
    """What a correction can be asked for: each case that may be told of, and the names."""
    cases = [(str(one.series), _case(one)) for one in told_cases(application)]
    return [*cases, (Wrong.NAME.value, str(Wrong.NAME.label))]


def _case(one: Disclosed) -> str:
    return f"\u2066{one.case_ref}\u2069 · {worded(one, 'station')} · {one.stage.label}"


def draft_notice(application: Application) -> str:
    """What the file has that must be told, in the applicant's language, for the officer to put in plain words."""
    with translation.override(application.language):
        lines = [
            _("%(station)s: %(finding)s.")
            % {"station": bilingual(one.office), "finding": str(one.get_finding_display())}
            for one in queries.visits(application)
            if one.finding not in ("", Finding.CONFIRMED)
        ]
        lines += [_("On record: %(case)s.") % {"case": _case(one)} for one in told_cases(application)]
    return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class History:
    """What was told, decided and appealed in a file, and what the officer may do about it now."""

    notices: list[Notice]
    decisions: list[Decision]
    appeals: list[Appeal]
    corrections: list[Correction]
    reissues: list[Reissue]
    heard: bool
    may_notify: bool
    may_reissue: bool


def history(application: Application, actor: Actor, *, may_decide: bool) -> History:
    """Gather it; `may_decide` is whether the officer decides such files and had no part in this one."""
    notices = list(application.notices.select_related("told_by", "clock").order_by("told_at"))
    appeals = list(application.appeals.select_related("decided_by").order_by("filed_at"))
    reissues = list(application.reissues.select_related("old", "new").order_by("ordered_at"))
    heard = queries.heard(notices, appeals)
    ready = queries.checks_are_in(application) and LIFE.may(application.status, "notify")
    paper = application.certificate
    return History(
        notices=notices,
        decisions=list(application.decisions.select_related("by").order_by("at")),
        appeals=appeals,
        corrections=list(application.corrections.select_related("record").order_by("filed_at")),
        reissues=reissues,
        heard=heard,
        may_notify=may_decide and ready and not heard,
        may_reissue=TABLE.may(actor, "services.paper.reissue")
        and paper is not None
        and paper.status == "valid"
        and all(one.made_at for one in reissues),
    )
