"""Deadlines and the working calendar."""

from django.apps import AppConfig


class ClocksConfig(AppConfig):
    """Deadlines and the working calendar."""

    name = "khidmat.clocks"
    label = "clocks"
    default_auto_field = "django.db.models.BigAutoField"
