"""Command's figures: reports, their files, and the pages of those in charge."""

from django.apps import AppConfig


class CommandConfig(AppConfig):
    """Command's figures: reports, their files, and the pages of those in charge."""

    name = "khidmat.command"
    label = "command"
    default_auto_field = "django.db.models.BigAutoField"
