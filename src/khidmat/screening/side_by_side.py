"""A candidate as the page of comparison shows it: two persons, line by line, with the evidence in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from khidmat.kernel.actor import Actor
from khidmat.people.public import Relation, evidence
from khidmat.screening import queries, words
from khidmat.screening.models import Candidate, Check, Verdict
from khidmat.screening.states import Answer
from khidmat.ui.templatetags.ui import bdi, cnic, ltr
from khidmat.wanted import public as wanted

Cell = str | SafeString


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the comparison; `word` and `verdict` (its colour) are the evidence."""

    label: str | Promise
    left: Cell
    right: Cell
    word: str | Promise = ""
    verdict: str = evidence.NOTHING


@dataclass(frozen=True, slots=True)
class Comparison:
    """A candidate beside the person of the check."""

    candidate: Candidate
    check: Check
    record: wanted.CriminalRecord
    lines: tuple[Line, ...]
    warnings: tuple[str | Promise, ...]
    siblings: tuple[Candidate, ...]
    verdicts: tuple[Verdict, ...]
    own_entry: bool

    @property
    def decided(self) -> bool:
        """Whether there is a verdict already."""
        return self.candidate.status != Answer.OPEN


def comparison(candidate: Candidate, actor: Actor) -> Comparison:
    """Everything the page shows about a candidate that was opened."""
    check = candidate.of_check
    record = wanted.compared([candidate.record_id])[candidate.record_id]
    siblings = queries.candidates(actor).filter(of_check=check).select_related("record")
    return Comparison(
        candidate=candidate,
        check=check,
        record=record,
        lines=tuple(_lines(candidate, check, record)),
        warnings=tuple(_warnings(candidate, record)),
        siblings=tuple(siblings),
        verdicts=tuple(candidate.verdicts.select_related("decided_by").order_by("-turn")),
        own_entry=check.entered_by_id == actor.user_id,
    )


def _lines(candidate: Candidate, check: Check, record: wanted.CriminalRecord) -> Iterator[Line]:
    name = evidence.NAME[candidate.name_evidence]
    yield _line(_("Name in Urdu"), bdi(check.name_ur), bdi(record.name_ur), name)
    yield _line(_("Name in Latin letters"), bdi(check.name), bdi(record.name))
    if candidate.alias:
        yield _line(
            _("Found under another name"),
            bdi(candidate.alias),
            bdi(record.name_ur or record.name),
            evidence.ALIAS,
        )
    father = evidence.FATHER[candidate.father_evidence]
    if record.relation in (Relation.WIFE_OF, Relation.WIDOW_OF):
        father = evidence.RELATION
    yield _line(_("Father or husband, in Urdu"), bdi(check.father_ur), bdi(record.father_ur), father)
    yield _line(_("Father or husband, in Latin letters"), bdi(check.father), bdi(record.father))
    if check.photo_id or record.photo_id:
        person = _photograph(candidate, "person") if check.photo_id else ""
        yield _line(_("Photograph"), person, _photograph(candidate, "record") if record.photo_id else "")
    born = evidence.BIRTH[candidate.birth_evidence]
    yield _line(_("Year of birth"), ltr(check.birth_year), ltr(record.birth_year), born)
    yield _line(_("CNIC number"), cnic(check.cnic), cnic(record.cnic), evidence.CNIC[candidate.cnic_evidence])
    district = evidence.DISTRICT[candidate.district_evidence]
    yield _line(_("Address"), bdi(check.address), bdi(record.address), district)


def _photograph(candidate: Candidate, side: str) -> SafeString:
    source = reverse("screening:photograph", args=[candidate.pk, side])
    words_for = {"person": _("Photograph of the person of the form"), "record": _("Photograph in the record")}
    return format_html('<img src="{}" alt="{}" width="140" height="180">', source, words_for[side])


def _line(label: str | Promise, left: Cell, right: Cell, word: evidence.Word = evidence.SILENT) -> Line:
    return Line(label, left, right, word.text, word.tone)


def _warnings(candidate: Candidate, record: wanted.CriminalRecord) -> Iterator[str | Promise]:
    if candidate.cnic_evidence == "same" and candidate.name_evidence in ("different", "partial"):
        yield words.CARD_BUT_NOT_NAME
    else:
        yield words.ONLY_CARD_AND_NAME
    if record.pk != candidate.record_id:
        yield words.EARLIER_VERSION
    if not wanted.disclosable([record.pk]):
        yield words.NO_LONGER_DISCLOSED
