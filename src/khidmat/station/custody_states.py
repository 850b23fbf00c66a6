"""Who an accused is for the papers of custody: what he says he is, and his age as it is stated and proved."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khidmat.kernel.machine import Machine, step

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


class Basis(models.TextChoices):
    """On what an arrest rests."""

    SECTION_54 = "section_54", _("Without a warrant (CrPC 54)")
    WARRANT = "warrant", _("Warrant of a court")
    COURT_ORDER = "court_order", _("Order of a court")


class Ground(models.TextChoices):
    """The nine grounds of CrPC 54(1)."""

    CONCERNED = "concerned", _("1: concerned in a cognizable offence")
    TOOLS = "tools", _("2: has tools for house-breaking")
    PROCLAIMED = "proclaimed", _("3: proclaimed an offender")
    STOLEN = "stolen", _("4: has what may be stolen")
    OBSTRUCTS = "obstructs", _("5: obstructs the police, or escaped")
    DESERTER = "deserter", _("6: deserted from the armed forces")
    ABROAD = "abroad", _("7: an act abroad that is an offence here")
    RELEASED = "released", _("8: breaks the rules of his release")
    REQUISITION = "requisition", _("9: asked for by another police officer")


class Cell(models.TextChoices):
    """Who is held together; nobody of another class is in the same cell."""

    MEN = "men", _("Men")
    WOMEN = "women", _("Women")
    JUVENILE = "juvenile", _("Children")
    TRANSGENDER = "transgender", _("Khwaja sira persons")


class Where(models.TextChoices):
    """Where a person in custody is: always in one place, and that is written."""

    WITH_OFFICER = "with_officer", _("With the officer")
    LOCK_UP = "lock_up", _("In the lock-up")
    COURT = "court", _("At the court")
    HOSPITAL = "hospital", _("At the hospital")
    JAIL = "jail", _("In jail (judicial)")
    RELEASED = "released", _("Released")
    ESCAPED = "escaped", _("Escaped")


OUT = (Where.COURT, Where.HOSPITAL)
HERE = (Where.WITH_OFFICER, Where.LOCK_UP, *OUT)
#: A custody or an arrest that ended: by an authority, or by nobody's; who is taken again is arrested again.
ENDED = (Where.RELEASED, Where.ESCAPED)
#: Where somebody is taken to by the keeper of the lock-up.
TAKEN_TO = (Where.LOCK_UP, *OUT, Where.JAIL)
CUSTODY = Machine(
    "station_custody",
    first=[Where.WITH_OFFICER],
    steps=[
        step("lodge", [Where.WITH_OFFICER, *OUT], Where.LOCK_UP),
        step("to_court", [Where.WITH_OFFICER, Where.LOCK_UP, Where.HOSPITAL, Where.JAIL], Where.COURT),
        step("to_hospital", [Where.WITH_OFFICER, Where.LOCK_UP, Where.COURT], Where.HOSPITAL),
        step("commit", OUT, Where.JAIL),
        step("release", [*HERE, Where.JAIL], Where.RELEASED),
        step("escape", [*HERE, Where.JAIL], Where.ESCAPED),
    ],
)
#: The step that leads to each place.
STEP_TO = {
    Where.LOCK_UP: "lodge",
    Where.COURT: "to_court",
    Where.HOSPITAL: "to_hospital",
    Where.JAIL: "commit",
    Where.RELEASED: "release",
    Where.ESCAPED: "escape",
}


class Stands(models.TextChoices):
    """How an arrest stands in its case. The body is let go when no arrest of it is open."""

    HELD = "held", _("Held in this case")
    RELEASED = "released", _("Released in this case")
    ESCAPED = "escaped", _("Escaped")


ARREST = Machine(
    "station_arrest",
    first=[Stands.HELD],
    steps=[step("release", [Stands.HELD], Stands.RELEASED), step("escape", [Stands.HELD], Stands.ESCAPED)],
)


class Told(models.TextChoices):
    """Who is told of an arrest. The last three are a child's (JJSA s. 3 and 5)."""

    RELATIVE = "relative", _("A relative or friend")
    LAWYER = "lawyer", _("The lawyer")
    GUARDIAN = "guardian", _("The guardian of the child")
    PROBATION = "probation", _("The probation officer")
    LEGAL_AID = "legal_aid", _("The child, of legal aid by the State")


#: The clock that each of a child's messages ends.
RULE_OF_TOLD = {
    Told.GUARDIAN: "custody.guardian",
    Told.PROBATION: "custody.probation",
    Told.LEGAL_AID: "custody.legal_aid",
}
PRODUCE, POLICE_DAYS, AT_LARGE = "custody.produce", "custody.remand", "custody.escape"


class RemandKind(models.TextChoices):
    """Whose custody a court orders."""

    POLICE = "police", _("Physical remand (police)")
    JUDICIAL = "judicial", _("Judicial remand (jail)")


class Exceptional(models.TextChoices):
    """The only offences in which a woman is given into police custody, by an order with reasons (CrPC 167(5))."""

    QATL = "qatl", _("Qatl")
    DACOITY = "dacoity", _("Dacoity")


#: Police custody, days in the whole (CrPC 167(2)).
MOST_POLICE_DAYS = 15


class Authority(models.TextChoices):
    """By what somebody is let go."""

    BAIL = "bail", _("Bail order of a court")
    BOND = "bond", _("Bond at the station, bailable offence (CrPC 496)")
    NO_EVIDENCE = "section_169", _("Want of evidence, bond (CrPC 169)")
    COURT = "court", _("Order of a court")


class NoteKind(models.TextChoices):
    """What the lock-up register notes."""

    CHECK = "check", _("Check")
    MEAL = "meal", _("Meal")
    VISIT = "visit", _("Visit")
    MEDICINE = "medicine", _("Medicine")
    HEALTH = "health", _("Complaint of health")
