"""Screening of persons against the lists, and what record keepers decide."""

from django.apps import AppConfig


class ScreeningConfig(AppConfig):
    """Screening of persons against the lists, and what record keepers decide."""

    name = "khidmat.screening"
    label = "screening"
    default_auto_field = "django.db.models.BigAutoField"
