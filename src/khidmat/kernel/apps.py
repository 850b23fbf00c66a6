"""Shapes that every app shares; no models."""

from django.apps import AppConfig


class KernelConfig(AppConfig):
    """Shapes that every app shares; no models."""

    name = "khidmat.kernel"
    label = "kernel"
    default_auto_field = "django.db.models.BigAutoField"
