"""`./khidmat manage add_administrator`: the first accounts administrator of a district, who adds everybody else."""

import secrets
from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from khidmat.accounts.operations.officers import take_on
from khidmat.accounts.proofs import temporary_password
from khidmat.accounts.queries import system_actor
from khidmat.kernel.errors import DomainError
from khidmat.kernel.roles import Role
from khidmat.org.public import Office, office


class Command(BaseCommand):
    help = "Add an accounts administrator and print the temporary password. It is shown once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username", help="small Latin letters and digits")
        parser.add_argument("--name", required=True, help="in English letters")
        parser.add_argument("--name-ur", required=True, help="in Urdu letters")
        parser.add_argument("--office", required=True, help="code of the district's office, such as KSR-DPO")

    def handle(self, *_arguments: object, **options: str) -> None:
        password, now = temporary_password(secrets.token_hex()), timezone.now()
        try:
            take_on(
                username=options["username"],
                name=options["name"],
                name_ur=options["name_ur"],
                password=password,
                mobile="",
                role=Role.ADMINISTRATOR,
                office=office(options["office"]),
                since=now,
                reason="set-up",
                actor=system_actor(None),
                now=now,
            )
        except Office.DoesNotExist:
            raise CommandError(f"There is no office {options['office']}.") from None
        except DomainError as refusal:
            raise CommandError(str(refusal.message)) from refusal
        self.stdout.write(f"user name:          {options['username']}")
        self.stdout.write(f"temporary password: {password} (good for three days, once)")
