"""The people of the district who have not applied for anything, and one who stands twice in the index."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from khidmat.demo.loading import homes
from khidmat.demo.loading.lives import Life, Stage
from khidmat.demo.population import Inhabitant
from khidmat.kernel.actor import Actor
from khidmat.org.public import office, place
from khidmat.people.public import AddressKind, Identity, Person, Residence, merge, register

NAMED = ("name_ur", "relation_name_ur", "birth_year")


def register_others(
    people: Sequence[Inhabitant], lives: Sequence[Life], *, actor: Actor, now: datetime
) -> None:
    """Put the grown-up inhabitants who do not apply into the index of persons; those who are there stay as they are."""
    applying = {life.person.number for life in lives}
    known = {cnic or tuple(names) for cnic, *names in Person.objects.values_list("cnic", *NAMED)}
    district = office(homes.KASUR)
    for person in people:
        if person.number in applying or not person.is_adult or _key(person) in known:
            continue
        where = place(person.place_code)
        if where.station is None:
            raise LookupError(f"{where.code} has no station")
        line = homes.of(person).line_ur
        register(
            identity=_identity(person),
            district_id=district.pk,
            residences=[Residence(AddressKind.PRESENT, line, where.pk, where.station.pk)],
            phones=[person.mobile] if person.mobile else [],
            actor=actor,
            now=now,
        )


@transaction.atomic
def found_twice(lives: Sequence[Life], *, keeper: Actor) -> None:
    """One applicant stands twice in the index, once without his card; the record keeper says that they are one."""
    papers = (Stage.ISSUED, Stage.DELIVERED)
    life = next(
        (one for one in lives if one.stage in papers and one.present.district_code == homes.KASUR), None
    )
    kept = Person.objects.filter(cnic=life.person.cnic, merged_from=None).first() if life else None
    if life is None or kept is None:
        return
    gone = register(
        identity=replace(_identity(life.person), id_kind="none", cnic=""),
        district_id=office(homes.KASUR).pk,
        phones=[life.person.mobile],
        actor=keeper,
        now=life.ended,
    )
    reason = "نام، ولدیت اور موبائل نمبر ایک ہیں؛ شناختی کارڈ دیکھ لیا گیا۔"
    merge(gone_id=gone.pk, kept_id=kept.pk, reason=reason, actor=keeper, now=life.ended)


def _key(person: Inhabitant) -> str | tuple[str, str, int | None]:
    """What tells whether somebody is there: his number, or without one what his paper would say."""
    year = None if person.birth_date else person.birth_year
    return person.cnic or (person.name_ur, person.relation_name_ur, year)


def _identity(person: Inhabitant) -> Identity:
    return Identity(
        name=person.name,
        name_ur=person.name_ur,
        relation=person.relation,
        relation_name=person.relation_name,
        relation_name_ur=person.relation_name_ur,
        id_kind=person.id_kind,
        cnic=person.cnic,
        birth_date=person.birth_date,
        birth_year=None if person.birth_date else person.birth_year,
        sex=person.sex,
        district=homes.KASUR,
    )
