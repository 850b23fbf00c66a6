"""Reading applications: each reader starts from what he may know exists."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import (
    Case,
    Count,
    Exists,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    When,
    prefetch_related_objects,
)
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from khidmat.accounts.public import Posting
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import NotFound
from khidmat.kernel.policy import TABLE, Scope
from khidmat.kernel.roles import Role
from khidmat.org.public import Office, district_of, within
from khidmat.screening.public import Candidate, Check, CheckState
from khidmat.services.models import (
    Appeal,
    Application,
    Assisted,
    Attachment,
    Correction,
    Discrepancy,
    Feedback,
    Happening,
    Notice,
    Question,
    Token,
    Verification,
)
from khidmat.services.states import (
    OPEN,
    AppealStatus,
    CorrectionStatus,
    DiscrepancyStatus,
    Face,
    Status,
    VerificationStatus,
)

#: Open and paid for: an officer has nothing to do with an application that waits for its fee.
IN_WORK = tuple(one for one in OPEN if one != Status.AWAITING_PAYMENT)
#: Of fewer answers than this an office could guess whose they are.
FEW = 5
WITH_STATION = (VerificationStatus.WAITING, VerificationStatus.MARKED)


def mine(actor: Actor) -> QuerySet[Application]:
    """The citizen's own applications, newest first."""
    if not TABLE.may(actor, "services.mine.read"):
        return Application.objects.none()
    return Application.objects.filter(citizen_id=actor.user_id).order_by("-created_at", "-id")


def entered(actor: Actor) -> QuerySet[Application]:
    """What an operator typed in for others, newest first: as little as a citizen does he see of anybody else's."""
    if not TABLE.may(actor, "services.counter.enter"):
        return Application.objects.none()
    by_me = Application.objects.filter(entered_by_id=actor.user_id)
    return by_me.filter(Exists(Assisted.objects.filter(application=OuterRef("pk")))).order_by(
        "-created_at", "-id"
    )


def own(actor: Actor) -> QuerySet[Application]:
    """What the actor may write in: a citizen his own applications, an operator those he entered."""
    return entered(actor) if actor.is_officer else mine(actor)


def waiting_tokens(actor: Actor, now: datetime) -> QuerySet[Token]:
    """Numbers of the operator's office that nobody has called today."""
    return Token.objects.filter(office_id=actor.office, day=localdate(now), called_at__isnull=True)


def called_token(actor: Actor, now: datetime) -> Token | None:
    """The number that the operator called last today, while no entry has it yet."""
    mine = Token.objects.filter(office_id=actor.office, day=localdate(now), called_by_id=actor.user_id)
    last = mine.order_by("-called_at", "-number").first()
    return None if last is None or Assisted.objects.filter(token=last).exists() else last


def given_token(actor: Actor, token_id: UUID | None) -> Token | None:
    """A number of the operator's office, as it was just given."""
    return Token.objects.filter(office_id=actor.office, pk=token_id).first() if token_id else None


def district_id_of(actor: Actor) -> UUID:
    """The district an officer's post lies in. Raises `NotFound` for a post above the districts."""
    row = Office.objects.filter(pk=actor.office, district__isnull=False).values_list("district_id").first()
    if row is None:
        raise NotFound(_("Your post belongs to no district."))
    return UUID(str(row[0]))


def decider(district_id: UUID, now: datetime) -> Posting | None:
    """The officer who decides in a district at a moment: the certificate officer, else the district's own head."""
    here = Posting.objects.select_related("user", "office").filter(
        office__district_id=district_id, period__contains=now
    )
    for role in (Role.APPROVER, Role.DISTRICT_OFFICER):
        if found := here.filter(role=role).order_by("period", "pk").first():
            return found
    return None


def applications(actor: Actor, permission: str = "services.application.read") -> QuerySet[Application]:
    """Sent applications of the territory that this right of the officer's reaches: by default, to open the file."""
    scope = TABLE.scope(actor, permission)
    if scope is None:
        return Application.objects.none()
    sent = Application.objects.filter(submitted_at__isnull=False)
    if scope is Scope.DISTRICT and actor.office_id:
        return sent.filter(district_id=district_of(actor.office_id))
    return sent.filter(district_id__in=within(actor, scope).values("pk"))


def verifications(actor: Actor, permission: str = "services.verification.read") -> QuerySet[Verification]:
    """Verifications this right reaches: for an SHO his station's, an officer his own, the circle those below."""
    scope = TABLE.scope(actor, permission)
    if scope is None:
        return Verification.objects.none()
    found = Verification.objects.filter(office_id__in=within(actor, scope).values("pk"))
    if actor.role == Role.STATION_OFFICER:
        return found.filter(officer_id=actor.user_id)
    return found


def to_decide(actor: Actor) -> QuerySet[Application]:
    """Open applications of the territory, the most overdue first."""
    return applications(actor).filter(status__in=IN_WORK).order_by("due_at", "id")


def open_verifications(actor: Actor) -> QuerySet[Verification]:
    """Verifications still with a station, the most overdue first; a circle officer sees the raised ones."""
    found = verifications(actor).filter(status__in=WITH_STATION)
    if actor.role == Role.CIRCLE_OFFICER:
        found = found.filter(raised_to_id=actor.office_id)
    return found.order_by("due_at", "id")


def is_ready(application: Application) -> bool:
    """Whether nothing but the decision is missing: records settled, every verification in."""
    return application.status == Status.UNDER_VERIFICATION and checks_are_in(application)


def checks_are_in(application: Application) -> bool:
    """Whether the records are settled and every station has answered, whatever the state."""
    settled = application.records is not None and application.records.status in ("cleared", "resolved")
    return settled and all(one.status not in WITH_STATION for one in visits(application))


def was_heard(application: Application) -> bool:
    """Whether the applicant was told what was found and answered, or let his days pass, since the last appeal."""
    return heard(application.notices.all(), application.appeals.all())


def heard(notices: Iterable[Notice], appeals: Iterable[Appeal]) -> bool:
    """The same of rows that were read already."""
    last = max((one.decided_at for one in appeals if one.decided_at), default=None)
    over = (one for one in notices if one.answered_at or one.passed_at)
    return any(last is None or one.told_at > last for one in over)


def open_notice(application: Application) -> Notice | None:
    """The notice that waits for the applicant's side."""
    return application.notices.select_related("clock").filter(answered_at=None, passed_at=None).first()


def appeals(actor: Actor) -> QuerySet[Appeal]:
    """Appeals of the territory, those that wait first, the oldest first."""
    scope = TABLE.scope(actor, "services.appeal.decide")
    if scope is None:
        return Appeal.objects.none()
    found = Appeal.objects.filter(office_id__in=within(actor, scope).values("pk"))
    return found.order_by(Case(When(status="filed", then=0), default=1), "filed_at", "id")


def open_appeals(actor: Actor) -> int:
    """How many appeals of the territory wait."""
    return appeals(actor).filter(status=AppealStatus.FILED).count()


def open_corrections(actor: Actor) -> int:
    """How many requests for correction of the territory wait."""
    return corrections(actor).filter(status=CorrectionStatus.FILED).count()


def corrections(actor: Actor) -> QuerySet[Correction]:
    """Requests to correct a record of the territory, those that wait first, the oldest first."""
    scope = TABLE.scope(actor, "services.correction.decide")
    if scope is None:
        return Correction.objects.none()
    found = Correction.objects.filter(office_id__in=within(actor, scope).values("pk"))
    return found.order_by(Case(When(status="filed", then=0), default=1), "filed_at", "id")


def feedback(actor: Actor) -> QuerySet[Feedback]:
    """What people thought of the work, the latest first: of the district that decided, or taken at these counters."""
    scope = TABLE.scope(actor, "services.feedback.read")
    if scope is None:
        return Feedback.objects.none()
    offices = within(actor, scope).values("pk")
    taken_here = Q(application__assisted__office_id__in=offices)
    found = Feedback.objects.filter(taken_here if scope is Scope.SUBTREE else Q(office_id__in=offices))
    return found.order_by("-given_at", "-id")


def faces(actor: Actor) -> list[tuple[str, int]]:
    """How often each of the five answers was given in the territory; nothing of so few that they could be guessed."""
    found = dict(feedback(actor).order_by().values_list("face").annotate(n=Count("pk")))
    if sum(found.values()) < FEW:
        return []
    return [(str(face.label), found.get(face.value, 0)) for face in Face]


def is_own(application: Application, user_id: UUID | None) -> bool:
    """Whether the user had any part in the file, a decision or a notice included: then no appeal comes to him."""
    return (
        took_part(application, user_id)
        or application.decisions.filter(by_id=user_id).exists()
        or application.notices.filter(told_by_id=user_id).exists()
    )


def took_part(application: Application, user_id: UUID | None) -> bool:
    """Whether the user entered, compared, marked or verified something in the file: then he may not decide it."""
    if user_id in (application.entered_by_id, application.citizen_id):
        return True
    if any(user_id in (one.officer_id, one.marked_by_id) for one in visits(application)):
        return True
    if application.records is None or application.records.status == CheckState.CLEARED:
        return False  # nothing was found, so nobody compared anything
    return Candidate.objects.filter(of_check=application.records_id, verdicts__decided_by_id=user_id).exists()


def visits(application: Application) -> list[Verification]:
    """The verifications of a file with their offices, places and officers, read once for all who ask."""
    if "verifications" not in getattr(application, "_prefetched_objects_cache", ()):
        with_all = Verification.objects.select_related("office__district", "officer", "place").order_by(
            "kind"
        )
        prefetch_related_objects([application], Prefetch("verifications", with_all))
    return list(application.verifications.all())


def attachments(application: Application) -> QuerySet[Attachment]:
    """The papers that count, by field."""
    return application.attachments.filter(replaced_at=None).select_related("blob").order_by("field")


def happenings(application: Application) -> QuerySet[Happening]:
    """The steps so far, oldest first."""
    return application.happenings.select_related("office").order_by("at", "id")


def open_question(application: Application) -> Question | None:
    """The question that waits for the applicant."""
    return application.questions.filter(answered_at=None).first()


def station_officers(verification: Verification, now: datetime) -> QuerySet[Posting]:
    """Officers of the verification's station to whom it can be marked."""
    return (
        Posting.objects.filter(
            office_id=verification.office_id,
            role__in=[Role.STATION_OFFICER, Role.STATION_HEAD],
            period__contains=now,
        )
        .select_related("user")
        .order_by("user__name", "pk")
    )


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and the filter whose rows it counts."""

    code: str
    number: int


def counts_to_decide(actor: Actor, now: datetime) -> list[Figure]:
    """Exceptions first: late, ready for decision, with stations, with record keeper, with applicant."""
    found = applications(actor).filter(status__in=IN_WORK)
    row = found.aggregate(
        late=Count("pk", filter=Q(due_at__lt=now)),
        asked=Count("pk", filter=Q(status=Status.AWAITING_APPLICANT)),
        open=Count("pk"),
    )
    # By itself, since a question inside an aggregate is asked again for every row.
    row["ready"] = found.filter(ready()).count()
    return [Figure(code, row[code]) for code in ("late", "ready", "asked", "open")]


def ready() -> Q:
    """Applications of which everything is in: the check is settled and no station is still at work.

    Asked by what is open, of which there is little: partial indexes hold it, however much has ended.
    """
    visit = Verification.objects.filter(application=OuterRef("pk"), status__in=WITH_STATION)
    check = Check.objects.filter(pk=OuterRef("records_id"), status=CheckState.CANDIDATES)
    settled = Q(status=Status.UNDER_VERIFICATION, records__isnull=False)
    return settled & ~Q(Exists(visit)) & ~Q(Exists(check))


def offices_named(ids: set[UUID]) -> dict[UUID, Office]:
    """Offices by id, for lists."""
    return Office.objects.in_bulk(list(ids))


def counts_to_visit(actor: Actor, now: datetime) -> dict[str, int]:
    """Late, to be marked, with an officer."""
    return (
        open_verifications(actor)
        .order_by()
        .aggregate(
            late=Count("pk", filter=Q(due_at__lt=now)),
            waiting=Count("pk", filter=Q(status=VerificationStatus.WAITING)),
            marked=Count("pk", filter=Q(status=VerificationStatus.MARKED)),
        )
    )


def open_discrepancy(application: Application) -> Discrepancy | None:
    """What of the statement is other than the index and not settled yet."""
    return Discrepancy.objects.filter(application=application, status=DiscrepancyStatus.OPEN).first()
