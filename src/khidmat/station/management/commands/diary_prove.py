"""`./khidmat manage diary_prove CODE`: compare a printed page of a diary with the books and the ledger."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from khidmat.documents.public import parse_code
from khidmat.station.models import DiaryPrint
from khidmat.station.proving import prove


class Command(BaseCommand):
    help = "Compare a printed page of a diary with the books and the ledger, by the code on the paper."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", nargs="+", help="the code on the paper, with or without spaces")

    def handle(self, *args: object, **options: list[str]) -> None:
        typed = parse_code("".join(options["code"]))
        found = DiaryPrint.objects.select_related("day__station").filter(code=typed or "").first()
        if found is None:
            raise CommandError("No page of a diary was printed under this code.")
        proof = prove(found)
        page = f"{found.day.station.name}, {found.day}, entries 1 to {found.entries}"
        if not proof.agrees:
            raise CommandError(f"{page}: paper and books DIFFER {list(proof.otherwise)}")
        self.stdout.write(f"{page}: paper, books and ledger agree ({proof.digest[:16]})")
