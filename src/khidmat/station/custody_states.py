"""Who an accused is for the papers of custody: what he says he is, and his age as it is stated and proved."""

from django.db import models
from django.utils.translation import gettext_lazy as _

#: Under this age a person is a child (Juvenile Justice System Act 2018, s. 2).
ADULT = 18


class Gender(models.TextChoices):
    """As the person says; no proof is asked and no number is read (Transgender Persons Act 2018)."""

    MAN = "man", _("Man")
    WOMAN = "woman", _("Woman")
    TRANSGENDER = "transgender", _("Khwaja sira (transgender)")


class Relation(models.TextChoices):
    """How the second name belongs to the first."""

    SON = "s/o", _("son of")
    DAUGHTER = "d/o", _("daughter of")
    WIFE = "w/o", _("wife of")
    CHILD = "c/o", _("child of")


class Proof(models.TextChoices):
    """What an age rests on. Only the last three may say that somebody taken for a child is none (JJSA s. 8)."""

    STATED = "stated", _("As stated or described")
    SEEN = "seen", _("As it looks to the officer")
    PAPER = "paper", _("Birth certificate, B-form, CNIC or school paper")
    MEDICAL = "medical", _("Medical examination")
    COURT = "court", _("Order of a court")


#: What can prove that somebody is no child.
PROVES = (Proof.PAPER, Proof.MEDICAL, Proof.COURT)
