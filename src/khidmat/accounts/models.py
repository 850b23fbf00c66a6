"""Users, their postings, and the one-time codes of citizens."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import UserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from khidmat.kernel.fields import key
from khidmat.kernel.roles import POSTED


class User(AbstractBaseUser):
    """A person who signs in: staff by user name, password and second factor; a citizen by mobile number and code."""

    id = key()
    username = models.CharField(max_length=60, unique=True)
    email = models.EmailField(blank=True)
    mobile = models.CharField(max_length=16, blank=True)
    name = models.CharField(max_length=160)
    name_ur = models.CharField(max_length=160)
    is_staff_member = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    language = models.CharField(max_length=2, default="ur")
    date_joined = models.DateTimeField()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []
    objects = UserManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["mobile"], condition=Q(is_staff_member=False), name="accounts_citizen_mobile"
            ),
        ]


class Posting(models.Model):
    """A role at an office for a time. Rights follow the one that is current; there is at most one."""

    id = key()
    user = models.ForeignKey(User, models.PROTECT, related_name="postings")
    role = models.CharField(max_length=20, choices=[(r.value, r.label) for r in POSTED])
    office = models.ForeignKey("org.Office", models.PROTECT, related_name="+")
    period = DateTimeRangeField()

    class Meta:
        indexes = [models.Index(fields=["office", "role"], name="accounts_posting_office_role")]
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=[r.value for r in POSTED]), name="accounts_posting_role"
            ),
            ExclusionConstraint(
                name="accounts_posting_one_at_a_time",
                expressions=[("user", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
            ),
        ]
