"""Law as data."""

from django.apps import AppConfig


class LawConfig(AppConfig):
    """Law as data."""

    name = "khidmat.law"
    label = "law"
    default_auto_field = "django.db.models.BigAutoField"
