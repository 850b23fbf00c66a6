"""Reading the papers of an investigation: for who investigates, the station's books and the officers above."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khidmat.files.public import Blob
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Forbidden, NotFound
from khidmat.kernel.roles import Role
from khidmat.kernel.urdu import loose
from khidmat.station import policies
from khidmat.station.evidence import ONCE_ONLY, Presence, Recorded, StatementLaw, WitnessKind
from khidmat.station.models import (
    Docket,
    Fir,
    ForensicRequest,
    ItemText,
    Memo,
    MemoItem,
    Review,
    Search,
    SitePlan,
    Statement,
    Warrant,
    Witness,
)
from khidmat.station.queries.fir import fir, may_know_who, unsealed
from khidmat.station.queries.fir import writes as writes_in
from khidmat.station.queries.investigation import Step, steps
from khidmat.station.queries.sealed import is_sealed


@dataclass(frozen=True, slots=True)
class Made:
    """A memo with the things that it took, as they lie in the malkhana."""

    memo: Memo
    things: Sequence[ItemText]


@dataclass(frozen=True, slots=True)
class File:
    """Everything that was taken down in a case, each kind in its order."""

    fir: Fir
    sealed: bool
    writes: bool
    witnesses: Sequence[Witness]
    statements: Sequence[Statement]
    plans: Sequence[SitePlan]
    memos: Sequence[Made]
    searches: Sequence[Search]
    warrants: Sequence[Warrant]
    dockets: Sequence[Docket]
    requests: Sequence[ForensicRequest]
    steps: Sequence[Step]
    reviews: Sequence[Review]


def reachable(actor: Actor, fir_id: UUID, permission: str = policies.READ_PAPERS) -> Fir:
    """A case whose papers this reader may open. Raises `NotFound`, `Forbidden` with the reason."""
    one = fir(actor, fir_id, permission)
    if not may_know_who(actor, one):
        raise Forbidden(_("This case is sealed: its papers are for those who need the name."))
    if actor.role == Role.STATION_OFFICER and not writes_in(actor, one):
        raise Forbidden(_("These papers are for the investigating officer of this case and those above."))
    return one


def file(actor: Actor, one: Fir) -> File:
    """The papers of a case that was found reachable."""
    with unsealed(one):
        return File(
            fir=one,
            sealed=is_sealed(one),
            writes=writes_in(actor, one),
            witnesses=witnesses(one),
            statements=list(
                Statement.objects.filter(fir=one).select_related("witness", "by").order_by("number")
            ),
            plans=list(SitePlan.objects.filter(fir=one).select_related("by").order_by("number")),
            memos=_memos(one),
            searches=list(
                Search.objects.filter(fir=one).select_related("first", "second", "by").order_by("number")
            ),
            warrants=list(Warrant.objects.filter(fir=one).select_related("by").order_by("number")),
            dockets=list(Docket.objects.filter(fir=one).select_related("result").order_by("number")),
            requests=list(
                ForensicRequest.objects.filter(fir=one).select_related("result", "clock").order_by("number")
            ),
            steps=steps([one])[one.pk],
            reviews=list(one.reviews.select_related("by").order_by("number")),
        )


def _memos(one: Fir) -> list[Made]:
    """The memos of a case with their things. The case is unsealed."""
    taken: dict[UUID, list[ItemText]] = {}
    rows = MemoItem.objects.filter(memo__fir=one).order_by("number").values_list("memo_id", "item_id")
    texts = {text.item_id: text for text in ItemText.objects.filter(item__fir=one).select_related("item")}
    for memo_id, item_id in rows:
        taken.setdefault(memo_id, []).append(texts[item_id])
    memos = Memo.objects.filter(fir=one).select_related("first", "second", "by").order_by("number")
    return [Made(memo, taken.get(memo.pk, [])) for memo in memos]


def witnesses(one: Fir) -> list[Witness]:
    """The witnesses of a case in their order, for its forms and for its final report."""
    with unsealed(one):
        return list(Witness.objects.filter(fir=one).order_by("number"))


def recovered(one: Fir) -> list[str]:
    """What a case has in the malkhana, a thing a line behind its number there."""
    with unsealed(one):
        texts = ItemText.objects.filter(item__fir=one).select_related("item")
        return [f"{text.item} {text.description}" for text in texts.order_by("item__year", "item__number")]


def known(one: Fir) -> list[tuple[str, str]]:
    """The witnesses of a case to choose from."""
    return [(str(who.pk), f"{who.number}. {who.name or who.described}") for who in witnesses(one)]


def waiting_dockets(one: Fir) -> list[tuple[str, str]]:
    """The dockets that wait for their result; nobody is examined who did not agree."""
    with unsealed(one):
        rows = list(Docket.objects.filter(fir=one, consent=True, result=None).order_by("number"))
    return [(str(asked.pk), f"{asked.number}. {asked.name}") for asked in rows]


def waiting_requests(one: Fir) -> list[tuple[str, str]]:
    """The requests that wait for their result."""
    with unsealed(one):
        rows = list(ForensicRequest.objects.filter(fir=one, result=None).order_by("number"))
    return [(str(asked.pk), f"{asked.number}. {asked.article}") for asked in rows]


def picture(one: Fir, number: int) -> Blob:
    """The picture of a site plan. Raises `NotFound`."""
    with unsealed(one):
        found = SitePlan.objects.filter(fir=one, number=number).select_related("paper").first()
    if found is None or found.paper is None:
        raise NotFound(_("There is no picture of this plan."))
    return found.paper


def why_not_heard(one: Fir, made: Statement) -> dict[str, str | Promise]:
    """What the law asks of a statement and is not there, by field. The case is unsealed."""
    victim, wrong = made.witness.kind == WitnessKind.VICTIM, dict[str, str | Promise]()
    if made.law == StatementLaw.MAGISTRATE and not made.court:
        wrong["court"] = _("Write before which magistrate it was made.")
    if made.law == StatementLaw.POLICE and victim and made.witness.woman and one.sealed and not made.presence:
        wrong["presence"] = _("A woman tells this with somebody at her side (CrPC 161). Choose who it was.")
    if made.presence in Presence.values and not made.present:
        wrong["present"] = _("Write who was with her.")
    if made.recorded and not made.consent and made.law == StatementLaw.POLICE:
        wrong["consent"] = _("Voice or film is kept only with consent. Ask, then tick it.")
    if victim and made.law == StatementLaw.MAGISTRATE and once_only(one):
        wrong |= _why_not_again(made)
    return wrong


def entered_already(one: Fir, kind: str, name: str, father: str) -> Witness | None:
    """The victim whom a new witness seems to be, spelt this way or another, where she is heard once only.

    Two rows of one person would be two hearings. The case is unsealed.
    """
    if not once_only(one):
        return None
    there = Witness.objects.filter(fir=one).exclude(name="").order_by("number")
    return next(
        (who for who in there if WitnessKind.VICTIM in (kind, who.kind) and _same(who, name, father)), None
    )


def _same(who: Witness, name: str, father: str) -> bool:
    fathers = {loose(who.father), loose(father)} - {""}
    return loose(who.name) == loose(name) and len(fathers) <= 1


def once_only(one: Fir) -> bool:
    """Whether the victim of this case is heard by the magistrate once only (Anti-Rape Act, s. 14)."""
    return one.cited.filter(written__iregex=ONCE_ONLY).exists()


def _why_not_again(made: Statement) -> dict[str, str | Promise]:
    wrong: dict[str, str | Promise] = {}
    if made.recorded != Recorded.VIDEO:
        wrong["recorded"] = _("Her statement before the magistrate is filmed (Anti-Rape Act, s. 14).")
    if Statement.objects.filter(witness=made.witness, law=StatementLaw.MAGISTRATE).exists():
        wrong["known"] = _("She was heard by the magistrate already: once only (Anti-Rape Act, s. 14).")
    return wrong
