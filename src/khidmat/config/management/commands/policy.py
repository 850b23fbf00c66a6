"""`./khidmat manage policy`: print the table of rights."""

from django.core.management.base import BaseCommand

from khidmat.kernel.policy import TABLE


class Command(BaseCommand):
    help = "Print every right: permission, role, how far it reaches, whether a purpose must be stated."

    def handle(self, *args: object, **options: object) -> None:
        for permission, role, rule in TABLE.rows():
            purpose = "  with a purpose" if rule.purpose else ""
            self.stdout.write(f"{permission:36} {role:18} {rule.scope}{purpose}")
