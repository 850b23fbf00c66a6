"""Which cases the law seals, asked of the database past its own walls: it answers yes or no, never who."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import BooleanField, F, Func

from khidmat.station.models import Accused, Fir


class IsChild(Func):
    """Whether an accused is taken for a child."""

    function = "station_is_child"
    output_field = BooleanField()


def is_sealed(one: Fir) -> bool:
    """Whether the law seals a case: by its sections or its complaint, or because a child is among the accused."""
    return one.sealed or one.pk in with_children([one])


def with_children(ones: Iterable[Fir]) -> set[UUID]:
    """Which of some FIRs have a child among the accused."""
    accused = Accused.objects.filter(fir__in=list(ones)).alias(child=IsChild(F("pk"))).filter(child=True)
    return set(accused.values_list("fir_id", flat=True))
