"""The design system."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """The design system."""

    name = "khidmat.ui"
    label = "ui"
    default_auto_field = "django.db.models.BigAutoField"
