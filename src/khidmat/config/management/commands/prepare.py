"""`./khidmat manage prepare`: schema as the owner, rights of the serving role, reference facts, static files."""

from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection, transaction

from khidmat.config import environment, grants, reference, tables


class Command(BaseCommand):
    help = "Bring the database and the static files to the state that this source needs. Safe to run again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        part = parser.add_mutually_exclusive_group()
        part.add_argument("--database-only", action="store_true", help="leave the static files alone")
        part.add_argument("--static-only", action="store_true", help="leave the database alone")

    def handle(self, *args: object, **options: object) -> None:
        if not options["static_only"]:
            self._database()
        if not options["database_only"]:
            Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
            call_command("collectstatic", verbosity=0, interactive=False, ignore_patterns=["ninja", "admin"])

    def _database(self) -> None:
        as_server = dict(connection.settings_dict)
        _connect(environment.database(environment.text("DATABASE_OWNER_URL")))
        tables.make()
        call_command("createcachetable", verbosity=0)
        _grant(str(as_server["USER"]))
        _connect(as_server)
        reference.load()


def _connect(parameters: dict[str, object]) -> None:
    connection.close()
    connection.settings_dict.update(parameters)


def _grant(role: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "select tablename from pg_tables where schemaname = 'public' "
            "union select viewname from pg_views where schemaname = 'public' order by 1"
        )
        for statement in grants.statements(role, [name for (name,) in cursor.fetchall()]):
            cursor.execute(statement)
