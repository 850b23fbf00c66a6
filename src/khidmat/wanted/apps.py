"""The lists: criminal records."""

from django.apps import AppConfig


class WantedConfig(AppConfig):
    """The lists: criminal records."""

    name = "khidmat.wanted"
    label = "wanted"
    default_auto_field = "django.db.models.BigAutoField"
