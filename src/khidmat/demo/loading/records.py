"""The criminal records of the demo, sent in as the file that a record office would send."""

import csv
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from khidmat.demo.caseload import CaseRecord
from khidmat.kernel.actor import Actor
from khidmat.wanted.public import ImportBatch, import_file

NAME = "kasur-criminal-records.csv"
#: What nobody in the office knows, and what the register writes in words.
HIDDEN = ("station_code", "whose", "person")
RELATIONS = {"father": "s/o", "husband": "w/o"}


def as_csv(cases: Iterable[CaseRecord]) -> bytes:
    """The records under the headings of the import, in UTF-8."""
    rows = [_row(case) for case in cases]
    out = StringIO(newline="")
    writer = csv.DictWriter(out, fieldnames=list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def send_in(cases: Iterable[CaseRecord], *, actor: Actor, now: datetime) -> ImportBatch:
    """Import them; the same content makes one batch, however often it is sent."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / NAME
        path.write_bytes(as_csv(cases))
        return import_file(path=path, file_name=NAME, encoding="utf-8", actor=actor, now=now)


def _row(case: CaseRecord) -> dict[str, str]:
    found = {key: value for key, value in asdict(case).items() if key not in HIDDEN}
    found["juvenile"] = "yes" if case.juvenile else "no"
    found["relation"] = RELATIONS[case.relation]
    found["decided_on"] = case.decided_on.strftime("%d-%m-%Y") if case.decided_on else ""
    return {key: "" if value is None else str(value) for key, value in found.items()}
