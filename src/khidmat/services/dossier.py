"""The whole file of an application as the deciding officer sees it: nothing that may not be disclosed is in it."""

from dataclasses import dataclass
from datetime import datetime

from khidmat.kernel.actor import Actor
from khidmat.kernel.policy import TABLE
from khidmat.people.public import Lookalike, lookalikes
from khidmat.screening.public import Disclosure, disclosure
from khidmat.services import queries, registry
from khidmat.services.definition import Service
from khidmat.services.eligibility import why_not
from khidmat.services.models import Application, Attachment, Question, Verification
from khidmat.services.progress import Line, lines
from khidmat.services.recourse import History, history
from khidmat.services.review import Section, sections
from khidmat.services.statement import Difference, differences
from khidmat.services.states import LIFE, OPEN


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything on one page. `blocked` says why there is no approve button; empty when there is one."""

    application: Application
    service: Service
    sections: list[Section]
    papers: list[Attachment]
    verifications: list[Verification]
    questions: list[Question]
    lines: list[Line]
    records: Disclosure | None
    differences: list[Difference]
    may_settle: bool
    lookalikes: list[Lookalike]
    opens_person: bool
    blocked: str
    history: History
    may_decide: bool
    may_refuse: bool
    may_ask: bool


def dossier(application: Application, actor: Actor, now: datetime) -> Dossier:
    """Gather the file."""
    service = registry.service(application.service, application.version)
    may = TABLE.may(actor, "services.application.decide")
    blocked = why_not(application, actor) if may else ""
    own = queries.took_part(application, actor.user_id)
    unsettled = queries.open_discrepancy(application)
    visits, papers = queries.visits(application), list(queries.attachments(application))
    past = history(application, actor, may_decide=may and not own)
    return Dossier(
        application=application,
        service=service,
        sections=sections(application, service, {one.field for one in papers}),
        papers=papers,
        verifications=visits,
        questions=list(application.questions.select_related("asked_by").order_by("asked_at")),
        lines=lines(application, now, past),
        records=disclosure(application.records_id) if application.records_id else None,
        differences=differences(application),
        may_settle=may and not own and application.status in OPEN and unsettled is not None,
        lookalikes=_lookalikes(application, actor),
        opens_person=TABLE.may(actor, "people.person.read"),
        blocked=blocked,
        history=past,
        may_decide=may,
        may_refuse=may and not own and past.heard and LIFE.may(application.status, "refuse"),
        may_ask=may and LIFE.may(application.status, "ask"),
    )


def _lookalikes(application: Application, actor: Actor) -> list[Lookalike]:
    """Persons of the index who may be the applicant, while that can still change a decision."""
    if application.person is None or application.status not in OPEN:
        return []
    return lookalikes(application.person, actor)
