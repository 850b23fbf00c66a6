"""The person of an application as the index takes him: from clean answers, as they were stated."""

from khidmat.people.public import Identity, OtherName
from khidmat.services import forms, registry
from khidmat.services.forms import Whole
from khidmat.services.kinds import StatedAddress, StatedBirth, StatedId
from khidmat.services.models import Application

#: The answers that say who a person is.
ASKED = ("name", "id", "relation", "birth")


def identity(whole: Whole, present: StatedAddress | None = None) -> Identity | None:
    """Name, relation, paper, birth and other names; None while the paper or the birth is not there."""
    paper, birth = whole.values.get("id"), whole.values.get("birth")
    if not (isinstance(paper, StatedId) and isinstance(birth, StatedBirth)):
        return None
    alias = OtherName(whole.text("alias"), whole.text("alias_ur"))
    district = present.office.district if present else None
    return Identity(
        name=whole.text("name"),
        name_ur=whole.text("name_ur"),
        relation=whole.text("relation"),
        relation_name=whole.text("relation_name"),
        relation_name_ur=whole.text("relation_name_ur"),
        id_kind=paper.kind,
        cnic=paper.cnic,
        number=paper.number,
        birth_date=birth.day,
        birth_year=birth.year,
        district=district.code if district else "",
        aliases=(alias,) if alias.name or alias.name_ur else (),
    )


def stated(application: Application) -> Identity | None:
    """The person as an application states him, sent or not; None while it does not say enough."""
    service = registry.service(application.service, application.version)
    return identity(forms.so_far(service, application.answers, ASKED))
