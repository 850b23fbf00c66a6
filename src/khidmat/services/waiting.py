"""Whom an application waits for now: a named officer, since when, until when, and if it is late, who was told."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from khidmat.accounts.public import Posting, User
from khidmat.kernel.roles import Role
from khidmat.org.public import Office
from khidmat.screening.public import due_of
from khidmat.services import queries
from khidmat.services.models import Application
from khidmat.services.recourse import History
from khidmat.services.states import AppealStatus, CorrectionStatus, Status
from khidmat.ui.formats import bilingual, date_words


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that is waited for. Nobody is named where it waits for the applicant himself."""

    title: str | Promise
    due: datetime | None
    since: datetime | None = None
    officer: User | None = None
    office: Office | None = None
    raised_to: Office | None = None
    raised_at: datetime | None = None

    def late(self, now: datetime) -> bool:
        """Whether the promise is broken; nobody but an office can break it."""
        return self.office is not None and self.due is not None and now > self.due

    def note(self, now: datetime) -> str:
        """With whom, since when; and when it is late what was done about it."""
        if self.office is None or self.since is None:
            return ""
        whom = ", ".join(bilingual(one) for one in (self.officer, self.office) if one)
        said = _("With %(whom)s since %(since)s.") % {
            "whom": f"\u2068{whom}\u2069",
            "since": date_words(self.since),
        }
        if not self.late(now):
            return said
        if self.raised_to is None or self.raised_at is None:
            return said + " " + _("It is late and we are sorry.")
        told = _("It is late and we are sorry; raised to %(office)s on %(date)s.")
        return f"{said} {told % {'office': bilingual(self.raised_to), 'date': date_words(self.raised_at)}}"


#: What only the applicant can do, by state.
OWN: dict[str, Promise] = {
    Status.AWAITING_PAYMENT: gettext_lazy("Your payment of the fee"),
    Status.AWAITING_APPLICANT: gettext_lazy("Your answer to the question"),
    Status.NOTICED: gettext_lazy("Your side of what was found"),
    Status.ISSUED: gettext_lazy("Download your certificate"),
}


def waiting(application: Application, now: datetime, past: History | None = None) -> list[Waiting]:
    """Everything that is waited for, in the order in which it must come; `past` when it was read already."""
    found = list(_own(application))
    if application.status == Status.UNDER_VERIFICATION:
        found += [*_stations(application, now), *_records(application, now), _decision(application, now)]
    if application.status == Status.APPROVED:
        office = application.decided_posting.office if application.decided_posting else None
        title = gettext_lazy("Your certificate")
        found.append(
            Waiting(title, application.due_at, application.decided_at, application.decided_by, office)
        )
    return [*found, *_recourse(application, past, now)]


def _own(application: Application) -> Iterator[Waiting]:
    if application.status not in OWN:
        return
    asked = queries.open_notice(application) or queries.open_question(application)
    yield Waiting(OWN[application.status], asked.clock.due_at if asked else application.due_at)


def _stations(application: Application, now: datetime) -> Iterator[Waiting]:
    for one in queries.visits(application):
        if one.status in queries.WITH_STATION:
            yield Waiting(
                gettext_lazy("The station's verification"),
                one.due_at,
                one.marked_at or application.submitted_at,
                one.officer or _posted(one.office, Role.STATION_HEAD, now),
                one.office,
                one.raised_to,
                one.raised_at,
            )


def _records(application: Application, now: datetime) -> Iterator[Waiting]:
    check = application.records
    if check is not None and check.status == "candidates" and application.district:
        keeper = _posting(application.district, Role.RECORD_KEEPER, now)
        yield Waiting(
            gettext_lazy("Comparison with the records"),
            due_of(check),
            check.made_at,
            keeper.user if keeper else None,
            keeper.office if keeper else application.district,
        )


def _decision(application: Application, now: datetime) -> Waiting:
    district = application.district
    officer = _posting(district, Role.APPROVER, now) if district else None
    return Waiting(
        gettext_lazy("The decision"),
        application.due_at,
        application.submitted_at,
        officer.user if officer else None,
        officer.office if officer else district,
    )


def _recourse(application: Application, past: History | None, now: datetime) -> Iterator[Waiting]:
    """An appeal and a request for correction; both can only be open once there was something to decide."""
    appeals = past.appeals if past else application.appeals.select_related("office", "clock")
    for appeal in (one for one in appeals if one.status == AppealStatus.FILED):
        above = _posted(appeal.office, Role.DISTRICT_OFFICER, now)
        title = gettext_lazy("The decision on your appeal")
        yield Waiting(title, appeal.clock.due_at, appeal.filed_at, above, appeal.office)
    corrections = past.corrections if past else application.corrections.select_related("office", "clock")
    for asked in (one for one in corrections if one.status == CorrectionStatus.FILED):
        keeper = _posting(asked.office, Role.RECORD_KEEPER, now)
        yield Waiting(
            gettext_lazy("The record office's answer"),
            asked.clock.due_at,
            asked.filed_at,
            keeper.user if keeper else None,
            keeper.office if keeper else asked.office,
        )
    orders = (
        past.reissues
        if past
        else application.reissues.select_related("ordered_by", "ordered_posting__office")
    )
    for one in (one for one in orders if one.made_at is None):
        title = gettext_lazy("Your new certificate")
        yield Waiting(title, None, one.ordered_at, one.ordered_by, one.ordered_posting.office)


def _posted(office: Office, role: Role, now: datetime) -> User | None:
    """Who holds a post at an office."""
    found = Posting.objects.filter(office=office, role=role, period__contains=now).select_related("user")
    first = found.order_by("pk").first()
    return first.user if first else None


def _posting(district: Office, role: Role, now: datetime) -> Posting | None:
    """Who holds a post anywhere in a district."""
    inside = Posting.objects.filter(office__district=district, role=role, period__contains=now)
    return inside.select_related("user", "office").order_by("pk").first()
