"""`./khidmat manage demo_kasur_year`: the year 2022 of Kasur's twenty stations, case by case."""

import os
import time
from argparse import ArgumentParser

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from khidmat.demo.loading import year
from khidmat.demo.year import stations

SEED = 2


class Command(BaseCommand):
    help = (
        "Play the 16,828 cases of 2022 through the station's books, in a folder of their own. Some minutes."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--seed", type=int, default=SEED, help="another year that never was")
        parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
        followed = ",".join(year.FOLLOWED)
        parser.add_argument(
            "--followed", default=followed, help="stations whose cases go on, or all, or none"
        )

    def handle(self, *args: object, **options: object) -> None:
        if settings.PRODUCTION:
            raise CommandError("This is a real start: the demo is never loaded beside real data.")
        call_command("prepare")
        if not year.is_free():
            raise CommandError(
                "These stations have later diaries, and a diary only goes forward. Give the year a folder of its own: "
                "KHIDMAT_DATA=DIR ./khidmat manage demo_kasur_year, then ./khidmat up --data DIR"
            )
        began, seed = time.monotonic(), int(str(options["seed"]))
        followed = _stations(str(options["followed"]))
        year.engage(seed, followed)
        made = year.load(seed, processes=int(str(options["processes"])), say=self._say, followed=followed)
        self.stdout.write(f"{made:,} FIRs in {time.monotonic() - began:.0f} s")

    def _say(self, done: int, total: int, text: str) -> None:
        self.stdout.write(f"{done:>7,} of {total:,} · {text}")
        self.stdout.flush()


def _stations(chosen: str) -> tuple[str, ...]:
    """The stations named. Raises `CommandError` for one that the year does not have."""
    known = stations()
    found = {"all": known, "none": []}.get(chosen, [code.strip() for code in chosen.split(",")])
    if wrong := set(found) - set(known):
        raise CommandError(
            f"There is no station {', '.join(sorted(wrong))} in the year. There are: {', '.join(known)}"
        )
    return tuple(found)
