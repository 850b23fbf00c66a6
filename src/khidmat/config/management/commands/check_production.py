"""`./khidmat manage check_production`: say why production may not start."""

from django.core.management.base import BaseCommand, CommandError

from khidmat.config.production import faults


class Command(BaseCommand):
    help = "Exit 1 with the reasons when this installation may not serve as production."

    def handle(self, *args: object, **options: object) -> None:
        found = faults()
        for fault in found:
            self.stderr.write(f"production refuses to start: {fault}")
        if found:
            raise CommandError("nothing was started", returncode=1)
        self.stdout.write("production may start")
