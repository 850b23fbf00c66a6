"""`./khidmat manage books_verify [--rows N]`: count what breaks a promise of the station's books."""

from argparse import ArgumentParser
from time import perf_counter

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from khidmat.station.integrity import LINES, Claim, sees_everything


def ask(sql: str) -> list[str]:
    """The first column of a query."""
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return [str(row[0]) for row in cursor.fetchall()]


class Command(BaseCommand):
    help = "Count everything that breaks a promise of the station's books; exit 1 where a line is not zero."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--rows", type=int, default=3, help="how many broken things of a line are named")

    def handle(self, *args: object, rows: int = 3, **options: object) -> None:
        if not sees_everything(ask):
            raise CommandError(
                "This role does not see sealed rows. Ask as the owner: ./khidmat manage books_verify"
            )
        began, faults = perf_counter(), 0
        for claim in Claim:
            self.stdout.write(f"{claim}")
            for line in LINES:
                if line.claim is claim:
                    found = ask(line.sql)
                    faults += len(found)
                    named = f"  {', '.join(found[:rows])}" if found else ""
                    self.stdout.write(f"{len(found):9}  {line.name}{named}")
        self.stdout.write(f"{len(LINES)} lines in {perf_counter() - began:.1f} s, {faults} faults")
        if faults:
            raise CommandError("the books do not hold", returncode=1)
