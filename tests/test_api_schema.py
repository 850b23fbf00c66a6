"""The API under generated requests: every check of schemathesis, as every kind of program, no fault of ours.

The few hundred of each run are drawn from one seed; `--all` sends twenty thousand.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from khidmat.accounts import tokens
from khidmat.documents import limits
from khidmat.services.operations import phoning
from tests.rights.doors import Doors
from tests.serving import Program, serving

#: Who asks what in the suite; `--all` asks everything as everybody.
PEOPLE = {
    "program": ("API", "Catalogue", "Applications", "Phone line", "Certificates"),
    "kamran": ("Decisions",),
}


@pytest.fixture
def served(doors: Doors, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, Program]]:
    """The program without its limits, which would answer everything after the first hundreds."""
    monkeypatch.setattr(tokens, "PACE", 10**9)
    for name in ("ASKED", "MISSED", "MISSED_EVERYWHERE", "DIGITS", "ASKED_BY_CLIENT", "MISSED_BY_CLIENT"):
        known = getattr(limits, name)
        monkeypatch.setattr(limits, name, limits.Limit(known.place, 10**9, known.window))
    for name in ("ASKED", "MISSED"):
        monkeypatch.setattr(phoning, name, limits.Limit(8, 10**9, getattr(phoning, name).window))
    with serving() as found:
        yield found


def failures(
    address: str, token: str, examples: int, *, tags: Sequence[str] = (), seed: int = 1
) -> list[str]:
    """What schemathesis has to say."""
    import schemathesis
    from schemathesis.config import GenerationConfig, ProjectConfig, ProjectsConfig, SchemathesisConfig
    from schemathesis.engine import from_schema

    headers = {"Authorization": f"Bearer {token}"} if token else {}
    generation = GenerationConfig(max_examples=examples, database="none", no_shrink=True)
    project = ProjectConfig(headers=headers, workers=1, generation=generation, continue_on_failure=True)
    config = SchemathesisConfig(seed=seed, projects=ProjectsConfig(default=project))
    schema = schemathesis.openapi.from_url(f"{address}/api/v1/openapi.json", config=config)
    if tags:
        schema = schema.include(tag=list(tags))
    found: list[str] = []
    for event in from_schema(schema).execute():
        if hasattr(event, "recorder"):
            found += told(event.recorder)
        elif type(event).__name__ in ("NonFatalError", "FatalError"):
            found.append(f"{event.label}: {event.info.format()}"[:2000])
    return found


def told(recorder: Any) -> list[str]:
    """The failed checks of a scenario with the request that failed."""
    lines = []
    for case_id, checks in recorder.checks.items():
        for check in checks:
            if check.failure_info is not None:
                case = recorder.cases[case_id].value
                failure = check.failure_info.failure
                lines.append(
                    f"{case.method} {case.formatted_path} {check.name}: {failure.title} {failure.message}"[
                        :600
                    ]
                )
    return lines


@pytest.mark.parametrize("who", PEOPLE)
def test_no_request_finds_a_fault_or_an_answer_the_document_does_not_promise(
    doors: Doors, served: tuple[str, Program], who: str
) -> None:
    address, program = served
    assert failures(address, doors.tokens[who], 3, tags=PEOPLE[who]) == []
    assert program.asked > 100


@pytest.mark.slow
@pytest.mark.parametrize("who", ["", *PEOPLE])
def test_twenty_thousand_requests_find_none_either(
    doors: Doors, served: tuple[str, Program], who: str
) -> None:
    address, program = served
    seed = 2
    while program.asked < 20_000 / 3:
        assert failures(address, doors.tokens.get(who, ""), 100, seed=seed) == []
        seed += 1
