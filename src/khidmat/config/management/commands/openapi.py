"""`./khidmat manage openapi`: print the API's document (OpenAPI 3.1); `docs/openapi.json` is this text."""

from django.core.management.base import BaseCommand

from khidmat.config.openapi import written


class Command(BaseCommand):
    help = "Print the API's document. After a change: ./khidmat manage openapi > docs/openapi.json"

    def handle(self, *args: object, **options: object) -> None:
        self.stdout.write(written(), ending="")
