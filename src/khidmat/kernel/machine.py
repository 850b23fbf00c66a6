"""Life cycles: one frozen transition table feeds the check, the buttons, the database guard and the diagram."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import pgtrigger
from django.utils.translation import gettext_lazy as _

from khidmat.kernel.errors import Stale


@dataclass(frozen=True, slots=True)
class Step:
    """A named move from any of `sources` to `target`."""

    name: str
    sources: frozenset[str]
    target: str


def step(name: str, sources: Iterable[str], target: str) -> Step:
    """A `Step` from any iterable of states."""
    return Step(name, frozenset(sources), target)


class IllegalMove(Stale):
    """The step does not exist from the present state: somebody else moved it first."""


class HasStatus(Protocol):
    """What a machine moves."""

    status: str


class Machine:
    """A transition table over a `status` column. `move` is the only writer of that column."""

    def __init__(self, name: str, *, first: Iterable[str], steps: Sequence[Step]) -> None:
        self.name, self.first, self.steps = name, frozenset(first), tuple(steps)
        self._by_name = {s.name: s for s in self.steps}
        if len(self._by_name) != len(self.steps):
            raise ValueError(f"{name}: two steps of one name")

    @property
    def states(self) -> frozenset[str]:
        """Every state that the table mentions."""
        return self.first.union(*(s.sources | {s.target} for s in self.steps))

    def may(self, status: str, name: str) -> bool:
        """Whether the step exists from this state."""
        return status in self._by_name[name].sources

    def steps_from(self, status: str) -> list[str]:
        """Names of the steps that lead out of a state."""
        return [s.name for s in self.steps if status in s.sources]

    def move(self, thing: HasStatus, name: str) -> None:
        """Set the status that the step leads to. Raises `IllegalMove` when the step is not open."""
        found = self._by_name[name]
        if thing.status not in found.sources:
            raise IllegalMove(_("This was changed in the meantime. Look at it as it is now, then decide."))
        thing.status = found.target

    def pairs(self) -> list[tuple[str, str]]:
        """All allowed (from, to) pairs, sorted: what the database guard enforces."""
        return sorted({(source, s.target) for s in self.steps for source in s.sources})

    def triggers(self) -> list[pgtrigger.Trigger]:
        """Two guards for a model's `Meta.triggers`: allowed first states, allowed moves."""
        moves = ", ".join(f"'{a}>{b}'" for a, b in self.pairs())
        starts = ", ".join(f"'{s}'" for s in sorted(self.first))
        return [
            pgtrigger.Trigger(
                name=f"{self.name}_first",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=f"""
                IF NEW.status NOT IN ({starts}) THEN
                    RAISE EXCEPTION '{self.name}: % is not a first state', NEW.status USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;""",
            ),
            pgtrigger.Trigger(
                name=f"{self.name}_moves",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__status__df=pgtrigger.F("new__status")),
                func=f"""
                IF OLD.status || '>' || NEW.status NOT IN ({moves}) THEN
                    RAISE EXCEPTION '{self.name}: no step from % to %', OLD.status, NEW.status
                        USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;""",
            ),
        ]

    def diagram(self) -> str:
        """Mermaid state diagram for the docs."""
        lines = ["stateDiagram-v2", *(f"    [*] --> {s}" for s in sorted(self.first))]
        lines += [f"    {a} --> {s.target}: {s.name}" for s in self.steps for a in sorted(s.sources)]
        return "\n".join(lines)
