"""The applicant in the index beside two rows that may be he: one with another card, one who was merged into him."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from khidmat.kernel.actor import Actor
from khidmat.people import public as people
from khidmat.services.public import Application


def persons(application: Application, cnic: str, keeper: Actor, now: datetime) -> dict[str, UUID]:
    """The three by what the table of rights calls them."""
    home, applicant = application.district, application.person
    if home is None or applicant is None:
        raise AssertionError("a sent application has both")
    twin = people.Identity(
        name=applicant.name,
        name_ur=applicant.name_ur,
        relation="s/o",
        relation_name="Muhammad Akram",
        relation_name_ur="محمد اکرم",
        id_kind="cnic",
        cnic=cnic.replace("-", "")[:-1] + "9",
        birth_year=1994,
        district=home.code,
    )
    made = {
        name: people.register(identity=one, district_id=home.pk, actor=keeper, now=now).pk
        for name, one in (("twin", twin), ("merged", replace(twin, id_kind="none", cnic="")))
    }
    people.merge(
        gone_id=made["merged"],
        kept_id=applicant.pk,
        reason="Shown by both papers.",
        actor=keeper,
        now=now,
    )
    return {"person": applicant.pk, **made}
