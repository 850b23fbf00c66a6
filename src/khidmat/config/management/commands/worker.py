"""`./khidmat manage worker`: run the jobs."""

import asyncio
from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from khidmat.config import worker


class Command(BaseCommand):
    help = "Run the jobs until told to stop."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--concurrency", type=int, default=4)
        parser.add_argument("--once", action="store_true", help="stop when nothing waits")

    def handle(self, *args: object, **options: object) -> None:
        asyncio.run(worker.run(concurrency=int(str(options["concurrency"])), once=bool(options["once"])))
