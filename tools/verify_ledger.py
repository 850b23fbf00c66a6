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
import sys

Heads = dict[str, dict[int, str]]


def read_heads(names: list[str]) -> Heads:
    """What the exported heads say: chain, number, hash."""
    heads: Heads = {}
    for name in names:
        with open(name, encoding="utf-8") as file:
            for line in file:
                row = json.loads(line)
                heads.setdefault(row["chain"], {})[int(row["seq"])] = row["hash"]
    return heads


def event_fault(body: bytes, chain: str) -> str:
    """The event's own text must be JSON and name the chain it stands in."""
    try:
        said = json.loads(body)
    except ValueError:
        return "the event's text is not JSON"
    return "" if said.get("chain") == chain else "the event belongs to another chain"


def check(bundle: str, heads: Heads) -> tuple[int, list[str]]:
    """Walk the bundle once. Returns the number of events and a sentence for every fault."""
    faults: list[str] = []
    events, chain, number, before = 0, "", 0, bytes(32)
    finished: set[str] = set()
    with open(bundle, "rb") as file:
        for line in file:
            name, seq, digest, body = line.rstrip(b"\n").split(b" ", 3)
            if name.decode() != chain:
                finished.add(chain)
                faults += missing(heads, chain, number)
                chain, number, before = name.decode(), 0, bytes(32)
                if chain in finished:
                    faults.append(f"chain {chain}: stands in the bundle twice")
            number += 1
            if int(seq) != number:
                faults.append(f"chain {chain}: event {number} is missing, {int(seq)} follows")
                number = int(seq)
            elif hashlib.sha256(before + body).hexdigest().encode() != digest:
                faults.append(f"chain {chain}: event {number} was changed or does not follow the one before")
            wrong = event_fault(body, chain)
            if wrong:
                faults.append(f"chain {chain}: event {number}: {wrong}")
            if heads.get(chain, {}).get(number, digest.decode()) != digest.decode():
                faults.append(f"chain {chain}: event {number} had another hash when the heads were exported")
            before = bytes.fromhex(digest.decode())
            events += 1
    faults += missing(heads, chain, number)
    faults += [f"chain {name}: is missing as a whole" for name in heads if name not in finished | {chain}]
    return events, faults


def missing(heads: Heads, chain: str, last: int) -> list[str]:
    """Exported heads beyond the end of the chain: its tail was cut."""
    beyond = [seq for seq in heads.get(chain, {}) if seq > last]
    return [f"chain {chain}: ends at {last}, but event {max(beyond)} was exported"] if beyond else []


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
