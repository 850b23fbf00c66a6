"""The district in a box."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The district in a box."""

    name = "khidmat.demo"
    label = "demo"
    default_auto_field = "django.db.models.BigAutoField"
