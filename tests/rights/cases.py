"""Cases at every stage on their way to the court, for the rights table; in other areas one case stands for all."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.timezone import localdate

from khidmat.kernel.actor import Actor
from khidmat.station import public as station
from tests.rights.posts import A, B

if TYPE_CHECKING:
    from tests.rights.world import World

WORDS = "The file was read and both sides were heard; nothing of what was told happened there."
PROSECUTORS = {A: "noreen", B: "fozia"}
HEADS = {A: "ali", B: "zahid"}


class Way:
    """One registered case of an area, yesterday, as far as somebody leads it."""

    def __init__(self, world: "World", area: str, investigator: str) -> None:
        self.now: datetime = world.now - timedelta(days=1)
        self.head, self.io = world.actor(HEADS[area]), world.actor(investigator)
        self.prosecutor, self.dpo = world.actor(PROSECUTORS[area]), world.actor("hina")
        told = station.Told(told="A goat was stolen.", matter="theft")
        complaint = station.take(told=told, actor=self.head, now=self.now)
        typed = station.Typed("379 PPC", world.users[investigator].pk)
        self.fir = station.register(complaint_id=complaint.pk, typed=typed, actor=self.head, now=self.now)
        self.pk = self.fir.pk
        who = station.Who(described="Unknown, short")
        self.accused = station.name_accused(fir_id=self.pk, typed=who, actor=self.head, now=self.now).pk

        for step in station.open_steps(self.fir):
            station.spare(
                code=step.task.code, note="Not needed in a case of the table.", **self.act(self.dpo)
            )

    def act(self, actor: Actor) -> dict[str, object]:
        """Who acts, on what, when."""
        return {"fir_id": self.pk, "actor": actor, "now": self.now}

    def reported(self, kind: str = "full") -> "Way":
        """The investigating officer's report."""
        standing = "custody" if kind == "full" else "released"
        ground = "false" if kind == "cancellation" else ""
        typed = station.Reported(kind, WORDS, WORDS, ground=ground, standings={self.accused: standing})
        station.report(typed=typed, **self.act(self.io))
        return self

    def passing(self) -> "Way":
        """With the prosecutor."""
        station.forward(agrees=True, words="", **self.act(self.head))
        return self

    def passed(self) -> "Way":
        """Before the court."""
        station.scrutinise(agrees=True, words="", **self.act(self.prosecutor))
        return self

    def told(self) -> "Way":
        """The complainant was told."""
        station.tell_complainant(told_on=localdate(self.now), how="thumb", **self.act(self.io))
        return self

    def closed(self) -> "Way":
        """The superintendent agrees."""
        station.close(agrees=True, words=WORDS, heard="He agrees to it.", **self.act(self.dpo))
        return self

    def tried(self) -> "Way":
        """With a number and a charge."""
        today = localdate(self.now)
        station.take_number(case_no="7", court="MFC Kasur", received_on=today, **self.act(self.head))
        station.charge(accused_id=self.accused, sections="379 PPC", framed_on=None, **self.act(self.head))
        return self

    def fled(self) -> "Way":
        """His warrant came back unserved."""
        paper = {
            "kind": "arrest",
            "court": "MFC Kasur",
            "reference": "5",
            "result": "returned",
            "text": WORDS,
        }
        made = station.warrant(**paper, issued_on=localdate(self.now), done_at=self.now, **self.act(self.io))
        self.warrant = made.pk
        return self

    def called(self) -> UUID:
        """The court called him by proclamation."""
        today = localdate(self.now)
        days = dict.fromkeys(("ordered_on", "village_on", "residence_on", "courthouse_on"), today)
        typed = station.Called(self.warrant, "MFC Kasur", "6", **days, appear_on=today + timedelta(days=30))
        how = {"accused_id": self.accused, "typed": typed, "actor": self.head, "now": self.now}
        made = station.call_absconder(**how)
        return made.pk


def cases(world: "World", area: str, investigator: str, fir: dict[str, UUID | str]) -> dict[str, UUID | str]:
    """Every stage in an area whose posts lead cases; elsewhere its one case."""
    names = ("open", "reported", "passing", "proposed", "told", "ruled", "untraced", "tried")
    if area not in HEADS:
        one = dict.fromkeys(("tried", "fled", "warrant", "called"), fir["accused"])
        return {**{f"case_{name}": fir["fir"] for name in names}, **one}

    def begun() -> Way:
        return Way(world, area, investigator)

    fled, tried = begun().fled(), begun().reported().passing().passed().tried()
    return {
        "case_open": begun().pk,
        "case_reported": begun().reported().pk,
        "case_passing": begun().reported().passing().pk,
        "case_proposed": begun().reported("cancellation").pk,
        "case_told": begun().reported("cancellation").told().pk,
        "case_ruled": begun().reported("cancellation").told().closed().passed().pk,
        "case_untraced": begun().reported("untraced").closed().pk,
        "case_tried": tried.pk,
        "tried": tried.accused,
        "fled": fled.accused,
        "warrant": fled.warrant,
        "called": begun().fled().called(),
    }
