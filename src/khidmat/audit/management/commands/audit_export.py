"""`./khidmat manage audit_export FILE`: a bundle for `tools/verify_ledger.py`."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand

from khidmat.audit.exporting import export_bundle


class Command(BaseCommand):
    help = "Write all events with their links to a file that can be checked without this program."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("target", type=Path)

    def handle(self, *args: object, target: Path, **options: object) -> None:
        self.stdout.write(f"{export_bundle(target)} events written")
