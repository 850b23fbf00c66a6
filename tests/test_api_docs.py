"""The commands of `docs/api.md`, run as they stand there."""

import json
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from khidmat.services.tests.answering import picture
from tests.rights.doors import Doors
from tests.rights.posts import A
from tests.serving import serving

PAGE = Path(__file__).resolve().parents[1] / "docs" / "api.md"
BLOCK = re.compile(r"^```sh\n(.*?)^```", re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def served(doors: Doors) -> Iterator[str]:
    """The program on loopback, with the world of the doors in it."""
    with serving() as (address, _program):
        yield address


def commands() -> list[str]:
    return [one for one in BLOCK.findall(PAGE.read_text(encoding="utf-8")) if "curl" in one]


def test_every_command_of_the_page_does_what_it_says(doors: Doors, served: str, tmp_path: Path) -> None:
    things = doors.world.things[A]
    told = {"KHIDMAT": served, "TOKEN": doors.tokens["program"], "CODE": things.code, "DIGITS": "9012"}
    told |= {"WHOLE": str(doors.entries["in"]), "READY": str(things.ready), "NO_PROXY": "localhost"}
    environment = {**os.environ, **told, "OFFICER_TOKEN": doors.tokens["kamran"]}
    (tmp_path / "photo.jpg").write_bytes(picture().read())
    for command in commands():
        script = command.replace("curl -sS", "curl -sS --fail-with-body")
        done = subprocess.run(
            ["bash", "-euc", script],
            env=environment,
            capture_output=True,
            text=True,
            cwd=tmp_path,
            check=False,
        )
        assert done.returncode == 0, f"{command}\n{done.stdout[-2000:]}{done.stderr}"
        answers = [json.loads(line) for line in done.stdout.splitlines() if line.strip()] or [{}]
        assert all("type" not in answer or "problem" not in answer["type"] for answer in answers), command
