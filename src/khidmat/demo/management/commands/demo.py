"""`./khidmat manage demo`: load the district in a box. `./khidmat up` calls it."""

import os
from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from khidmat.demo.loading import district, plan, signs

#: Of several tried: four namesakes of recorded people whom only a person can tell apart.
SEED = 2
#: The rest is loaded while somebody already works with the first part.
NICE = 10
PROCESSES = 2


class Command(BaseCommand):
    help = "Load the demo: --first what a visitor needs, --rest everything else. Safe to run again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        part = parser.add_mutually_exclusive_group(required=True)
        part.add_argument("--first", action="store_true", help="cast, records, sixty applications")
        part.add_argument(
            "--rest", action="store_true", help="the district and its applications of five months"
        )
        parser.add_argument("--seed", type=int, default=SEED, help="another district that never was")

    def handle(self, *args: object, **options: object) -> None:
        if settings.PRODUCTION:
            raise CommandError("This is a real start: the demo is never loaded beside real data.")
        now = timezone.now()
        found = district.world(int(str(options["seed"])), now)
        if options["first"]:
            self._complain(district.load_first(found, plan.first(found), now=now, processes=PROCESSES))
            for line in signs.lines():
                self.stdout.write(line)
            return
        os.nice(NICE)
        try:
            self._complain(district.load_rest(found, plan.rest(found), now=now, say=self._say))
        except district.Unfinished as error:
            raise CommandError(str(error)) from error

    def _say(self, done: int, total: int, text: str) -> None:
        self.stdout.write(f"progress {done} {total} {text}")
        self.stdout.flush()

    def _complain(self, stopped: list[str]) -> None:
        for line in stopped:
            self.stderr.write(line)
