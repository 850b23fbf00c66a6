"""The second verifier reads an event in full unless it plainly names its chain; no spelling gets past it."""

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

SECOND = Path(__file__).resolve().parents[4] / "tools" / "verify_ledger.py"
MINE = "018f0000-0000-7000-8000-000000000001"
OTHER = "018f0000-0000-7000-8000-000000000002"
PLAIN = f'{{"actor":null,"at":"2026-11-24T05:00:00.000000Z","chain":"{MINE}","code":"x"'

HONEST = {
    "as we write it": PLAIN + "}",
    "other keys first": f'{{"code":"x","chain":"{MINE}"}}',
    "the word as a value": PLAIN + ',"data":{"of":"chain"}}',
}
CROOKED = {
    "a second chain, which wins": PLAIN + f',"chain":"{OTHER}"}}',
    "the same with a space": PLAIN + f',"chain" :"{OTHER}"}}',
    "the same with an escape": PLAIN + f',"ch\\u0061in":"{OTHER}"}}',
    "of another chain": PLAIN.replace(MINE, OTHER) + "}",
    "cut off": PLAIN,
}


def checked(body: str, folder: Path) -> str:
    digest = hashlib.sha256(bytes(32) + body.encode()).hexdigest()
    (folder / "bundle").write_text(f"{MINE} 1 {digest} {body}\n", encoding="utf-8")
    command = [sys.executable, "-I", str(SECOND), str(folder / "bundle")]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.splitlines()[-1]


@pytest.mark.parametrize("body", HONEST.values(), ids=HONEST)
def test_an_event_that_names_its_chain_is_accepted(body: str, tmp_path: Path) -> None:
    assert checked(body, tmp_path) == "1 events, 0 faults"


@pytest.mark.parametrize("body", CROOKED.values(), ids=CROOKED)
def test_an_event_of_another_chain_is_found_however_it_is_spelled(body: str, tmp_path: Path) -> None:
    assert checked(body, tmp_path) == "1 events, 1 faults"
