"""Messages and their outbox."""

from django.apps import AppConfig


class NotifyConfig(AppConfig):
    """Messages and their outbox."""

    name = "khidmat.notify"
    label = "notify"
    default_auto_field = "django.db.models.BigAutoField"
