"""Messages and their outbox."""

from django.apps import AppConfig


class NotifyConfig(AppConfig):
    """Messages and their outbox."""

    name = "khidmat.notify"
    label = "notify"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Check the wording and the services: a fault in either stops the program."""
        from khidmat.notify import providers, wording

        wording.load()
        providers.check()
