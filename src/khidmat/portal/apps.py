"""Home per post, search."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Home per post, search."""

    name = "khidmat.portal"
    label = "portal"
    default_auto_field = "django.db.models.BigAutoField"
