"""`rights.csv` against the program: every post at every door, and every rule seen to be what opens one.

The table was written from the words of the task by somebody who had not read the rules. A line that disagrees with
the program is a fault of one of the two; `why` says what the line rests on.
"""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from khidmat.config import startup
from khidmat.kernel.policy import TABLE, Rule, Scope
from khidmat.kernel.roles import Role
from tests.rights import world
from tests.rights.doors import Cell, Doors, accepted, asks, places
from tests.rights.posts import BY_POST, LAHORE, POSTS
from tests.rights.watching import Answered, quick_refusals, watched

SHEET = Path(__file__).with_name("rights.csv")
WORDS = {"ok", "sign-in", "403", "404"}
#: Scopes that have no outside in another office: everybody's, one's own, the whole province's.
BOUNDLESS = (Scope.ANY, Scope.OWN, Scope.PROVINCE)
#: Rights whose territory no status can show, with what stands in its place.
SHOWN_ELSEWHERE = {
    "services.feedback.read": "a list of one's own offices: a test of the report sees no other district's or counter's",
    "portal.home.read": "one's own home: there is no other",
    "people.person.search": "who is found stands in a list: a test of the counter looks from Lahore",
    "portal.search.use": "what is found is what may be read: the test of the search below",
    "command.day.read": "an office out of reach is not found: a test of the day asks for it",
    "services.work.read": "an office out of reach is not found: a test of these reports asks for it",
    "command.report.read": "the list of reports: each report has its own right",
    "station.figures.read": "an office out of reach is not found: a test of crime figures asks for it",
    "services.statement.read": "an office out of reach is not found: a test of the statement asks for it",
    "accounts.officer.add": "an office out of reach is not offered: a test of accounts' pages sends it all the same",
    "screening.check.adjudicate": "a candidate is seen first, under the right to read",
    "payments.advice.read": "a list without what is another's: a test of payments counts it",
    "payments.day.close": "a day is seen first, under the right to read",
    "payments.day.see": "a day is seen first, under the right to read",
    "payments.fee.exempt": "a number of another district is owed nothing: a test of payments sends it all the same",
    "station.charge.absent": "an officer out of reach is not offered: a test of charges sends him all the same",
    "station.case.own": "a list of one's own cases: a test of the station shows no other officer's",
    "station.register.read": "another station's register is not found: a test of the registers asks for it",
    "station.register.restricted": "another station's register is not found: a test of the registers asks for it",
    "station.inquest.hold": "an inquest is written at one's own station: the form asks for none",
    "services.verification.mark": "a verification is seen first, under the right to read",
    "services.verification.report": "a verification is seen first, under the right to read",
}
#: Where another relation narrows what the office opens.
NARROWER = {
    ("services.verification.read", Role.STATION_OFFICER): "an officer sees those marked to him",
    ("station.court.report", Role.STATION_HEAD): "a case is reported by who investigates it",
    ("station.court.report", Role.STATION_OFFICER): "a case is reported by who investigates it",
    ("station.custody.arrest", Role.STATION_HEAD): "who investigates a case arrests in it",
    ("station.custody.arrest", Role.STATION_OFFICER): "who investigates a case arrests in it",
    ("station.zimni.write", Role.STATION_HEAD): "a case is written by who investigates it",
    ("station.zimni.write", Role.STATION_OFFICER): "a case is written by who investigates it",
    ("station.papers.write", Role.STATION_HEAD): "a case is written by who investigates it",
    ("station.papers.write", Role.STATION_OFFICER): "a case is written by who investigates it",
    ("station.papers.read", Role.STATION_OFFICER): "an officer reads the papers of the cases he investigates",
    ("station.zimni.read", Role.STATION_OFFICER): "an officer reads the diary of the cases he investigates",
    ("station.zimni.read", Role.MAGISTRATE): "a court reads the diary that it has called for",
}


def lines() -> list[dict[str, str]]:
    with SHEET.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def cell(line: dict[str, str]) -> Cell:
    return Cell(line["route"][1:], line["method"], line["post"], line["where"])


@pytest.fixture(scope="module")
def answered(doors: Doors) -> dict[Cell, Answered]:
    """How the program answers every line of the table, and which permissions it asked about on the way."""
    with quick_refusals(doors):
        return {one: watched(doors, one) for one in map(cell, lines())}


def test_the_table_has_one_line_for_every_route_method_and_post(
    doors: Doors, answered: dict[Cell, Answered]
) -> None:
    wanted = {
        Cell(route, method, post.name, where)
        for route, method in accepted(lambda one: answered[one].said if one in answered else doors.ask(one))
        for post in POSTS
        for where in places(route)
        if asks(post, route)
    }
    written = [cell(line) for line in lines()]
    missing, foreign = (sorted(map(str, some)) for some in (wanted - set(written), set(written) - wanted))
    assert not missing, "\n".join(["no line for", *missing])
    assert not foreign, "\n".join(["a line for what does not exist", *foreign])
    assert len(written) == len(set(written))
    assert [line for line in lines() if line["expected"] not in WORDS or not line["why"]] == []


def test_every_post_is_answered_as_the_table_says(answered: dict[Cell, Answered]) -> None:
    wrong = [
        f"{' '.join(line.values())}: was {said}"
        for line in lines()
        if (said := answered[cell(line)].said) != line["expected"]
    ]
    assert not wrong, "\n".join(wrong)


def by_rule(answered: dict[Cell, Answered], permission: str, role: Role, said: set[str]) -> list[Cell]:
    """Cells of a role's posts that asked about the permission; those whose route names it come first."""
    named = {path for path, pattern in startup.routes() if permission in startup.permissions(pattern)}
    found = [
        one
        for one, answer in answered.items()
        if answer.said in said and BY_POST[one.post].role == role and permission in answer.permissions
    ]
    return sorted(found, key=lambda one: one.route not in named)


@contextmanager
def table(rows: list[tuple[str, Role, Rule]]) -> Iterator[None]:
    """The program with these rules instead of its own."""
    whole = TABLE.rows()
    TABLE.fill(replace(rule, roles=frozenset({role})) for _permission, role, rule in rows)
    try:
        yield
    finally:
        TABLE.fill(replace(rule, roles=frozenset({role})) for _permission, role, rule in whole)


def test_each_rule_removed_closes_a_door(doors: Doors, answered: dict[Cell, Answered]) -> None:
    """The system's own jobs knock at no door; what they may is shown by the tests of those jobs."""
    whole, kept = TABLE.rows(), []
    for permission, role, _rule in whole:
        if role is Role.SYSTEM:
            continue
        with table([row for row in whole if row[:2] != (permission, role)]):
            turned = any(doors.ask(one) != "ok" for one in by_rule(answered, permission, role, {"ok"}))
        if not turned:
            kept.append(f"{permission} for {role}: no line of the table turns without it")
    assert not kept, "\n".join(kept)


def test_each_territory_widened_opens_a_door(doors: Doors, answered: dict[Cell, Answered]) -> None:
    whole, kept = TABLE.rows(), []
    for permission, role, rule in whole:
        if rule.scope in BOUNDLESS or permission in SHOWN_ELSEWHERE or (permission, role) in NARROWER:
            continue
        wide = (permission, role, replace(rule, scope=Scope.PROVINCE))
        with table([wide if row[:2] == wide[:2] else row for row in whole]):
            turned = any(
                doors.ask(one) == "ok" for one in by_rule(answered, permission, role, {"403", "404"})
            )
        if not turned:
            kept.append(f"{permission} for {role}: nothing outside {rule.scope} is seen to be closed by it")
    assert not kept, "\n".join(kept)


@pytest.mark.parametrize("post", ["sana", "kamran", "omar"])
def test_a_search_by_name_ends_at_the_border_and_one_by_number_does_not(doors: Doors, post: str) -> None:
    lahore = world.APPLICANTS[LAHORE]
    by_name = doors.page(post, "/duty/search/", {"q": lahore.name})
    by_number = {"q": lahore.cnic, "purpose": "certificate", "reference": "PCC-1"}
    assert (f"/duty/applications/{doors.world.things[LAHORE].ready}/" in by_name) is (post == "omar")
    assert lahore.name in doors.page(post, "/duty/search/", by_number)
