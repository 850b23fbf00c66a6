#!/usr/bin/env python3
"""Check an exported ledger without Khidmat: Python's standard library only.

    python3 verify_ledger.py BUNDLE [HEADS.jsonl ...]

BUNDLE has one line for each event: chain, number in the chain, hash (hex), then the event's text to the end of the
line. For every chain the numbers run from 1 without a gap, and

    hash = SHA-256( hash of the event before (32 zero bytes for the first) followed by the event's text in UTF-8 ).

A changed letter anywhere changes that event's hash and so every later one. HEADS files were exported while the ledger
was in use and kept elsewhere; each line says which hash a chain had at a number. A ledger that was written anew as a
whole, or cut at its end, cannot agree with them.

Exit code 0: everything holds. 1: it does not, and the first place in each chain is named. 2: the files cannot be read.
"""

import hashlib
import json
import re
import sys
from pathlib import Path

Heads = dict[str, dict[int, str]]
#: How our texts begin: keys in the order of the alphabet, so the chain is the third.
PLAIN = re.compile(
    rb'\{"actor":(?:null|"[0-9a-f-]{36}"),"at":"[0-9A-Z:.-]{20,32}","chain":"([0-9a-f-]{36})","'
)


def read_heads(names: list[str]) -> Heads:
    """What the exported heads say: chain, number, hash."""
    heads: Heads = {}
    for name in names:
        with Path(name).open(encoding="utf-8") as file:
            for line in file:
                row = json.loads(line)
                heads.setdefault(row["chain"], {})[int(row["seq"])] = row["hash"]
    return heads


def names_chain(body: bytes, chain: bytes) -> bool:
    """Whether the text is plainly of the form we write and names the chain, once: without reading all of it as JSON.

    A key could also be spelled with an escape; such a text is not plain and is read in full.
    """
    plain = PLAIN.match(body)
    return (
        plain is not None
        and plain[1] == chain
        and body.count(b'"chain"') == 1
        and b"\\u" not in body
        and body.endswith(b"}")
    )


def event_fault(body: bytes, chain: bytes) -> str:
    """The event's own text must be JSON and name the chain it stands in."""
    try:
        said = json.loads(body)
    except ValueError:
        return "the event's text is not JSON"
    return "" if said.get("chain") == chain.decode() else "the event belongs to another chain"


class Walk:
    """One way through the bundle: the chain it is in, the number and the hash it has reached, what was wrong."""

    def __init__(self, heads: Heads) -> None:
        self.heads = heads
        self.faults: list[str] = []
        self.finished: set[bytes] = set()
        self.chain, self.number, self.before = b"", 0, bytes(32)
        self.exported: dict[int, str] = {}

    def turn(self, chain: bytes) -> None:
        """Leave a chain and begin another."""
        self.end()
        self.chain, self.number, self.before = chain, 0, bytes(32)
        self.exported = self.heads.get(chain.decode(), {})
        if chain in self.finished:
            self.say("stands in the bundle twice")

    def end(self) -> None:
        """Exported heads beyond the end of the chain: its tail was cut."""
        self.finished.add(self.chain)
        beyond = [seq for seq in self.exported if seq > self.number]
        if beyond:
            self.say(f"ends at {self.number}, but event {max(beyond)} was exported")

    def event(self, seq: bytes, digest: bytes, body: bytes) -> None:
        """Check one event against the one before it, its own text and the exported heads."""
        self.number += 1
        stored = bytes.fromhex(digest.decode())
        if int(seq) != self.number:
            self.say(f"event {self.number} is missing, {int(seq)} follows")
            self.number = int(seq)
        elif hashlib.sha256(self.before + body).digest() != stored:
            self.say(f"event {self.number} was changed or does not follow the one before")
        if not names_chain(body, self.chain) and (wrong := event_fault(body, self.chain)):
            self.say(f"event {self.number}: {wrong}")
        if self.exported and self.exported.get(self.number, stored.hex()) != stored.hex():
            self.say(f"event {self.number} had another hash when the heads were exported")
        self.before = stored

    def say(self, what: str) -> None:
        """Note a fault of the present chain."""
        self.faults.append(f"chain {self.chain.decode()}: {what}")


def check(bundle: str, heads: Heads) -> tuple[int, list[str]]:
    """Walk the bundle once. Returns the number of events and a sentence for every fault."""
    walk, events = Walk(heads), 0
    with Path(bundle).open("rb") as file:
        for line in file:
            chain, seq, digest, body = line.split(b" ", 3)
            if chain != walk.chain:
                walk.turn(chain)
            walk.event(seq, digest, body.rstrip(b"\n"))
            events += 1
    walk.end()
    absent = [name for name in heads if name.encode() not in walk.finished]
    return events, walk.faults + [f"chain {name}: is missing as a whole" for name in absent]


def main(arguments: list[str]) -> int:
    """Check and say what was found."""
    if not arguments:
        print(__doc__)
        return 2
    try:
        events, faults = check(arguments[0], read_heads(arguments[1:]))
    except (OSError, ValueError, KeyError) as error:
        print(f"the files cannot be read: {error}")
        return 2
    for fault in faults[:100]:
        print(fault)
    print(f"{events} events, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
