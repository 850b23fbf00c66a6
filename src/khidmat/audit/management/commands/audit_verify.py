"""`./khidmat manage audit_verify [--heads DIR]`: check the ledger from its first event."""

from argparse import ArgumentParser
from pathlib import Path
from time import perf_counter

from django.core.management.base import BaseCommand, CommandError

from khidmat.audit.verifying import read_heads, verify
from khidmat.audit.witness import disagreements


class Command(BaseCommand):
    help = "Check every link of the ledger and compare it with the row history; exit 1 and name what does not hold."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--heads", type=Path, help="folder of heads exported earlier")

    def handle(self, *args: object, heads: Path | None = None, **options: object) -> None:
        began = perf_counter()
        verdict = verify(read_heads(heads) if heads else None)
        for fault in verdict.faults:
            self.stderr.write(f"chain {fault.chain} event {fault.seq}: {fault.what}")
        against = disagreements()
        for one in against:
            self.stderr.write(f"{one.table} {one.row} {one.state}: {one.what}")
        seconds = perf_counter() - began
        faults = len(verdict.faults) + len(against)
        self.stdout.write(f"{verdict.events} events checked in {seconds:.1f} s, {faults} faults")
        if faults:
            raise CommandError("the ledger does not hold", returncode=1)
