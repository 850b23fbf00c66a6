"""A person of the index as officers see him, and two of them side by side."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from khidmat.accounts.public import names
from khidmat.kernel.actor import Actor
from khidmat.kernel.policy import TABLE
from khidmat.people.public import Lookalike, Merge, Person, Sheet, evidence, evidence_of, lookalikes
from khidmat.services.finding import Hit, of_person
from khidmat.ui.templatetags.ui import bdi, cnic, date_table, ltr, mobile


@dataclass(frozen=True, slots=True)
class Line:
    """One line of two persons side by side."""

    label: Promise
    left: SafeString | str
    right: SafeString | str
    word: str | Promise = ""
    verdict: str = evidence.NOTHING


@dataclass(frozen=True, slots=True)
class Act:
    """A merge that was made, and by whom; the second name when it was undone."""

    merge: Merge
    by: object
    undone_by: object


@dataclass(frozen=True, slots=True)
class Whole:
    """A person with what the reader may know: facts by where they came from, applications, who else he may be."""

    sheet: Sheet
    hits: list[Hit]
    lookalikes: list[Lookalike]
    acts: list[Act]
    may_merge: bool


def whole(sheet: Sheet, actor: Actor) -> Whole:
    """Everything of the page of a person."""
    may = TABLE.may(actor, "people.person.merge")
    return Whole(
        sheet=sheet,
        hits=of_person(actor, sheet.person.pk),
        lookalikes=lookalikes(sheet.person, actor) if may and sheet.survivor == sheet.person else [],
        acts=_acts(sheet.merges),
        may_merge=may,
    )


def _acts(merges: list[Merge]) -> list[Act]:
    ids = {key for one in merges for key in (one.merged_by, one.unmerged_by) if key}
    known = names(ids)
    return [
        Act(one, known.get(one.merged_by), known.get(one.unmerged_by) if one.unmerged_by else None)
        for one in merges
    ]


def side_by_side(one: Person, two: Person) -> list[Line]:
    """Two persons line by line with the evidence in words."""
    word = evidence_of(one, two)
    return [
        Line(_("Name"), _name(one), _name(two), *word["name"]),
        Line(_("Father or husband"), _second(one), _second(two), *word["father"]),
        Line(_("Birth"), _born(one), _born(two), *word["birth"]),
        Line(_("Number"), _number(one), _number(two), *word["cnic"]),
        Line(_("Addresses and mobile"), _addresses(one), _addresses(two), *word["beside"]),
        Line(_("In the index since"), date_table(one.created_at), date_table(two.created_at)),
    ]


def _name(one: Person) -> SafeString:
    return _both(one.name_ur, one.name)


def _second(one: Person) -> SafeString:
    return _both(one.relation_name_ur, one.relation_name)


def _both(urdu: str, roman: str) -> SafeString:
    return format_html_join(" · ", "{}", ((bdi(name),) for name in (urdu, roman) if name))


def _born(one: Person) -> SafeString | str:
    return date_table(one.birth_date) or ltr(one.birth_year)


def _number(one: Person) -> SafeString | str:
    return cnic(one.cnic) or ltr(one.id_number) or one.get_id_kind_display()


def _addresses(one: Person) -> SafeString:
    lines = [bdi(address.line) for address in one.addresses.order_by("-stated_at", "pk")]
    lines += [mobile(phone.number) for phone in one.phones.order_by("-stated_at", "pk")]
    return format_html_join(" · ", "{}", ((line,) for line in lines))
