"""What citizens apply for."""

from django.apps import AppConfig


class ServicesConfig(AppConfig):
    """What citizens apply for."""

    name = "khidmat.services"
    label = "services"
    default_auto_field = "django.db.models.BigAutoField"
