"""Applications and what their life leaves behind."""

from django.db import models
from django.db.models import Q

from khidmat.kernel.fields import key
from khidmat.kernel.history import kept
from khidmat.people.public import AddressKind
from khidmat.services.states import LIFE, OPEN, VERIFICATION, Finding, Kin, Status, VerificationStatus


@kept(without=("answers", "saved_at"))
class Application(models.Model):
    """One request of a citizen for one service, pinned to the version of the definition it began under.

    `citizen` is whose mobile it is followed by, `entered_by` who typed it. At a counter these are two people; until
    an assisted draft is sent nobody but its operator has it, and he stands in both. `client` is the program that it
    came through; a program may have many drafts open, each for somebody else.

    `answers` are what was typed, by field name, as the definition declares them. Everything that is counted, joined
    or searched is a column, filled when the application is sent.
    """

    id = key()
    ref = models.CharField(max_length=8, unique=True)
    service = models.CharField(max_length=10)
    version = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=20, choices=Status, default=Status.DRAFT)
    citizen = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    entered_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    client = models.ForeignKey("accounts.Client", models.PROTECT, null=True, related_name="+")
    language = models.CharField(max_length=2)
    answers = models.JSONField(default=dict)
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    district = models.ForeignKey("org.Office", models.PROTECT, null=True, related_name="+")
    records = models.ForeignKey("screening.Check", models.PROTECT, null=True, related_name="+")
    photo = models.ForeignKey("files.Blob", models.PROTECT, null=True, related_name="+")
    clock = models.ForeignKey("clocks.Clock", models.PROTECT, null=True, related_name="+")
    certificate = models.OneToOneField("documents.Certificate", models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    decided_posting = models.ForeignKey("accounts.Posting", models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=1000, blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["citizen", "-created_at"], name="services_app_citizen"),
            models.Index(
                fields=["district", "due_at", "id"],
                include=["status", "records"],
                condition=Q(status__in=OPEN),
                name="services_app_open",
            ),
            models.Index(
                fields=["district", "submitted_at", "id"],
                condition=Q(status__in=OPEN),
                name="services_app_waiting",
            ),
            models.Index(fields=["person"], name="services_app_person"),
            models.Index(fields=["district", "-submitted_at", "id"], name="services_app_district"),
            models.Index(
                fields=["decided_at"], condition=Q(decided_at__isnull=False), name="services_app_decided"
            ),
            models.Index(
                fields=["closed_at"], condition=Q(closed_at__isnull=False), name="services_app_closed"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["citizen", "service"],
                condition=Q(status=Status.DRAFT, client__isnull=True),
                name="services_app_one_draft",
            ),
            models.CheckConstraint(
                condition=Q(status__in=[Status.DRAFT, Status.WITHDRAWN, Status.LAPSED])
                | Q(person__isnull=False, district__isnull=False, submitted_at__isnull=False),
                name="services_app_sent_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[Status.APPROVED, Status.REFUSED, Status.ISSUED, Status.DELIVERED])
                | Q(decided_at__isnull=False, decided_by__isnull=False, decided_posting__isnull=False),
                name="services_app_decided_by_someone",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.REFUSED) | ~Q(reason=""), name="services_app_refused_with_reason"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[Status.ISSUED, Status.DELIVERED]) | Q(certificate__isnull=False),
                name="services_app_issued_has_paper",
            ),
        ]
        triggers = LIFE.triggers()

    def __str__(self) -> str:
        return self.ref


class Attachment(models.Model):
    """A paper that the applicant added, by the field that asked for it; the newest of a field counts."""

    id = key()
    application = models.ForeignKey(Application, models.PROTECT, related_name="attachments")
    field = models.CharField(max_length=40)
    blob = models.ForeignKey("files.Blob", models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "field"],
                condition=Q(replaced_at__isnull=True),
                name="services_attachment_one_per_field",
            )
        ]


class Token(models.Model):
    """A place in the queue of one office on one day: given without a gap, called in the order it was given."""

    id = key()
    office = models.ForeignKey("org.Office", models.PROTECT, related_name="+")
    day = models.DateField()
    number = models.PositiveSmallIntegerField()
    given_at = models.DateTimeField()
    called_at = models.DateTimeField(null=True)
    called_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(
                fields=["office", "day", "number"],
                condition=Q(called_at__isnull=True),
                name="services_token_waiting",
            ),
            models.Index(fields=["called_by", "-called_at"], name="services_token_called"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["office", "day", "number"], name="services_token_one"),
            models.CheckConstraint(
                condition=Q(called_at__isnull=True, called_by__isnull=True)
                | Q(called_at__isnull=False, called_by__isnull=False),
                name="services_token_called_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)


class Assisted(models.Model):
    """That an application was typed at a counter: at which one, for whom, and that the applicant heard it read back.

    `person` is who was found when the customer came, `mobile` where news goes. `voice` is the number that is said to
    the phone line: eight digits and a check digit, so that a digit misheard is no other application. For somebody
    abroad a blood relative stands there: `kin` is what he is to the applicant, his own name and number follow.
    """

    id = key()
    application = models.OneToOneField(Application, models.PROTECT, related_name="assisted")
    office = models.ForeignKey("org.Office", models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    mobile = models.CharField(max_length=16, blank=True)
    token = models.OneToOneField(Token, models.PROTECT, null=True, related_name="+")
    kin = models.CharField(max_length=12, choices=Kin, blank=True)
    kin_name = models.CharField(max_length=120, blank=True)
    kin_cnic = models.CharField(max_length=13, blank=True)
    begun_at = models.DateTimeField()
    read_back_at = models.DateTimeField(null=True)
    read_back_sha256 = models.CharField(max_length=64, blank=True)
    voice = models.CharField(max_length=9, null=True, unique=True)

    class Meta:
        indexes = [models.Index(fields=["office", "-begun_at"], name="services_assisted_office")]
        constraints = [
            models.CheckConstraint(
                condition=Q(read_back_at__isnull=True, read_back_sha256="", voice__isnull=True)
                | Q(
                    read_back_at__isnull=False, read_back_sha256__regex="^[0-9a-f]{64}$", voice__isnull=False
                ),
                name="services_assisted_read_back_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(mobile="") | Q(mobile__regex=r"^\+923[0-9]{9}$"), name="services_assisted_mobile"
            ),
            models.CheckConstraint(
                condition=Q(read_back_at__isnull=True)
                | Q(kin="", kin_name="", kin_cnic="")
                | (~Q(kin="") & ~Q(kin_name="") & Q(kin_cnic__regex="^[0-9]{13}$")),
                name="services_assisted_kin_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(voice__isnull=True) | Q(voice__regex="^[0-9]{9}$"), name="services_assisted_voice"
            ),
        ]


@kept()
class Verification(models.Model):
    """A station's visit to one address of the applicant."""

    id = key()
    application = models.ForeignKey(Application, models.PROTECT, related_name="verifications")
    kind = models.CharField(max_length=10, choices=AddressKind)
    address = models.CharField(max_length=240)
    place = models.ForeignKey("org.Place", models.PROTECT, null=True, related_name="+")
    office = models.ForeignKey("org.Office", models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=VerificationStatus, default=VerificationStatus.WAITING)
    clock = models.OneToOneField("clocks.Clock", models.PROTECT, related_name="+")
    due_at = models.DateTimeField()
    raised_to = models.ForeignKey("org.Office", models.PROTECT, null=True, related_name="+")
    raised_at = models.DateTimeField(null=True)
    officer = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    marked_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    marked_at = models.DateTimeField(null=True)
    visited_on = models.DateField(null=True)
    finding = models.CharField(max_length=10, choices=Finding, blank=True)
    report = models.CharField(max_length=2000, blank=True)
    reported_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["application"], name="services_ver_application"),
            models.Index(
                fields=["office", "due_at", "id"],
                condition=Q(status__in=["waiting", "marked"]),
                name="services_ver_open",
            ),
            models.Index(
                fields=["office", "reported_at"],
                condition=Q(reported_at__isnull=False),
                name="services_ver_reported",
            ),
            models.Index(
                fields=["office", "marked_at"],
                condition=Q(marked_at__isnull=False),
                name="services_ver_marked",
            ),
            models.Index(
                fields=["officer", "due_at", "id"], condition=Q(status="marked"), name="services_ver_officer"
            ),
            models.Index(
                fields=["raised_to", "due_at", "id"],
                condition=Q(status__in=["waiting", "marked"]),
                name="services_ver_raised",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["application", "kind"], name="services_ver_once"),
            models.CheckConstraint(
                condition=~Q(status="reported")
                | (
                    Q(officer__isnull=False, visited_on__isnull=False, reported_at__isnull=False)
                    & ~Q(finding="")
                    & ~Q(report="")
                ),
                name="services_ver_report_is_whole",
            ),
        ]
        triggers = VERIFICATION.triggers()


class Question(models.Model):
    """What an officer asked the applicant, and the answer; the service clock stands still in between."""

    id = key()
    application = models.ForeignKey(Application, models.PROTECT, related_name="questions")
    text = models.CharField(max_length=1000)
    asked_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    clock = models.OneToOneField("clocks.Clock", models.PROTECT, related_name="+")
    answer = models.CharField(max_length=2000, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(answered_at__isnull=True),
                name="services_question_one_open",
            )
        ]


class Happening(models.Model):
    """A step of an application as the applicant may read it: what happened, when, at which office."""

    id = key()
    application = models.ForeignKey(Application, models.PROTECT, related_name="happenings")
    what = models.CharField(max_length=30)
    at = models.DateTimeField()
    office = models.ForeignKey("org.Office", models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["application", "at"], name="services_happening_at")]
