"""Users, their postings, what they prove themselves with, their sessions; and programs with their tokens."""

from datetime import timedelta

import pgtrigger
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Case, F, Q, When

from khidmat.accounts.states import STAFF_NAME, Ending, Means, Outcome, Stage
from khidmat.kernel.fields import key
from khidmat.kernel.roles import HELD, Role

MOBILE = r"^\+923[0-9]{9}$"
#: No token is good for longer; forgotten ones end by themselves.
LONGEST_TOKEN = timedelta(days=366)


class User(AbstractBaseUser):
    """A person who signs in: staff by user name, password and second factor, citizens by mobile and code.

    `password_expires_at` is set while the password is a temporary one that somebody else has seen.
    """

    id = key()
    username = models.CharField(max_length=60, unique=True)
    email = models.EmailField(blank=True)
    mobile = models.CharField(max_length=16, blank=True)
    name = models.CharField(max_length=160)
    name_ur = models.CharField(max_length=160)
    is_staff_member = models.BooleanField(default=False)
    language = models.CharField(max_length=2, default="ur")
    date_joined = models.DateTimeField()
    password_expires_at = models.DateTimeField(null=True)

    # When somebody signed in last is a fact of `SignIn`; Django's column would say it twice.
    last_login = None

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    objects = BaseUserManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["mobile"], condition=Q(is_staff_member=False), name="accounts_citizen_mobile"
            ),
            models.CheckConstraint(
                condition=Q(is_staff_member=True, username__regex=STAFF_NAME)
                | Q(is_staff_member=False, username=F("mobile"), mobile__regex=MOBILE),
                name="accounts_user_name",
            ),
        ]


class Posting(models.Model):
    """A role at an office for a time. Rights follow the one that is current; there is at most one.

    A program of an organisation is posted like an officer, but whoever is one is never the other.
    """

    id = key()
    user = models.ForeignKey(User, models.PROTECT, related_name="postings")
    role = models.CharField(max_length=20, choices=[(r.value, r.label) for r in HELD])
    office = models.ForeignKey("org.Office", models.PROTECT, related_name="+")
    period = DateTimeRangeField()
    reason = models.CharField(max_length=300, blank=True)
    end_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["office", "role"], name="accounts_posting_office_role")]
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=[r.value for r in HELD]), name="accounts_posting_role"
            ),
            ExclusionConstraint(
                name="accounts_posting_program_apart",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    (
                        Case(When(role=Role.CLIENT, then=1), default=0, output_field=models.IntegerField()),
                        RangeOperators.NOT_EQUAL,
                    ),
                ],
            ),
            ExclusionConstraint(
                name="accounts_posting_one_at_a_time",
                expressions=[("user", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(
                condition=Q(period__isempty=False, period__startswith__isnull=False),
                name="accounts_posting_begins",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="accounts_posting_history",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func="""
                IF (NEW.user_id, NEW.role, NEW.office_id, NEW.reason, lower(NEW.period))
                    IS DISTINCT FROM (OLD.user_id, OLD.role, OLD.office_id, OLD.reason, lower(OLD.period))
                    OR upper(OLD.period) <= now() THEN
                    RAISE EXCEPTION 'a posting is ended, never rewritten' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;""",
            )
        ]


class Totp(models.Model):
    """The secret of an authenticator app. `counter` is the last time step used: no code works twice.

    `shown_in_demo` marks a secret that the demo itself chose; the demo's inbox shows codes of these alone.
    """

    id = key()
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    secret = models.BinaryField()
    counter = models.BigIntegerField(default=0)
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)
    shown_in_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(removed_at__isnull=True), name="accounts_totp_one"
            )
        ]


class Passkey(models.Model):
    """A WebAuthn credential: the attested data as the authenticator gave it, and its signature counter."""

    id = key()
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    label = models.CharField(max_length=60)
    credential_id = models.BinaryField(unique=True)
    credential = models.BinaryField()
    counter = models.BigIntegerField(default=0)
    added_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["user"], name="accounts_passkey_user")]


class RecoveryCode(models.Model):
    """One of ten codes on paper, each good once, for a lost phone. Only a keyed digest is kept."""

    id = key()
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    void_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "digest"], name="accounts_recovery_one")]


class SignIn(models.Model):
    """A session. `until` is its absolute end, `proved_at` the last proof of who is there."""

    id = key()
    user = models.ForeignKey(User, models.PROTECT, related_name="sign_ins")
    means = models.CharField(max_length=10, choices=Means)
    address = models.GenericIPAddressField()
    agent = models.CharField(max_length=200, blank=True)
    started_at = models.DateTimeField()
    until = models.DateTimeField()
    seen_at = models.DateTimeField()
    proved_at = models.DateTimeField()
    locked_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=20, choices=Ending, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["user", "started_at"], condition=Q(ended_at__isnull=True), name="accounts_signin_open"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ending="")
                | Q(ended_at__isnull=False, ending__in=Ending.values),
                name="accounts_signin_ending",
            )
        ]


class Attempt(models.Model):
    """A try at a password, second factor or locked screen, kept for ever.

    `account` is a keyed digest of what was typed as user name: people type passwords there by mistake.
    """

    id = key()
    account = models.CharField(max_length=64)
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    address = models.GenericIPAddressField()
    at = models.DateTimeField()
    stage = models.CharField(max_length=10, choices=Stage)
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.FAILED)

    class Meta:
        indexes = [
            models.Index(fields=["account", "at"], name="accounts_attempt_account"),
            models.Index(fields=["address", "at"], name="accounts_attempt_address"),
        ]


class MobileCode(models.Model):
    """A one-time code sent to a mobile number: its keyed digest. The code is in the message alone."""

    id = key()
    mobile = models.CharField(max_length=16)
    digest = models.CharField(max_length=64)
    address = models.GenericIPAddressField()
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    redeemed_at = models.DateTimeField(null=True)
    opened = models.ForeignKey(SignIn, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["mobile", "sent_at"], name="accounts_code_mobile"),
            models.Index(fields=["address", "sent_at"], name="accounts_code_address"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(mobile__regex=MOBILE), name="accounts_code_mobile_form"),
            models.CheckConstraint(condition=Q(tries__lte=5), name="accounts_code_tries"),
            models.CheckConstraint(
                condition=Q(opened__isnull=True) | Q(redeemed_at__isnull=False),
                name="accounts_code_opened",
            ),
        ]


class Client(models.Model):
    """A program that uses the API: what it may do follows its posting, narrowed to its scopes.

    The posting is an officer's when the program works in his place, else the program's own at the office that
    answers for it. In an officer's place it may do nothing until he agreed: an administrator cannot give himself
    another's rights.
    """

    id = key()
    name = models.CharField(max_length=120)
    posting = models.ForeignKey(Posting, models.PROTECT, related_name="+")
    scopes = ArrayField(models.CharField(max_length=20))
    reason = models.CharField(max_length=300)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(scopes__len__gt=0), name="accounts_client_scopes"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, end_reason="")
                | (Q(ended_at__isnull=False) & ~Q(end_reason="")),
                name="accounts_client_ended_with_reason",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="accounts_client_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func="""
                IF (NEW.posting_id, NEW.scopes, NEW.name) IS DISTINCT FROM (OLD.posting_id, OLD.scopes, OLD.name)
                    OR OLD.agreed_at IS NOT NULL AND NEW.agreed_at IS DISTINCT FROM OLD.agreed_at
                    OR OLD.ended_at IS NOT NULL THEN
                    RAISE EXCEPTION 'a client is ended, never given other rights' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;""",
            )
        ]


class Token(models.Model):
    """A secret of a client, kept as its digest; `hint` is its end, to know it by. It ends by itself.

    `minute` and `asked` count the requests of the minute it was used in last.
    """

    id = key()
    client = models.ForeignKey(Client, models.PROTECT, related_name="tokens")
    digest = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=4)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    minute = models.PositiveIntegerField(default=0)
    asked = models.PositiveIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("issued_at"), expires_at__lte=F("issued_at") + LONGEST_TOKEN),
                name="accounts_token_expires",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, end_reason="")
                | (Q(ended_at__isnull=False) & ~Q(end_reason="")),
                name="accounts_token_ended_with_reason",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="accounts_token_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func="""
                IF (NEW.client_id, NEW.digest, NEW.issued_at, NEW.expires_at)
                    IS DISTINCT FROM (OLD.client_id, OLD.digest, OLD.issued_at, OLD.expires_at)
                    OR OLD.ended_at IS NOT NULL THEN
                    RAISE EXCEPTION 'a token is ended, never renewed' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;""",
            )
        ]
