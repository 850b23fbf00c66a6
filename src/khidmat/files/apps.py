"""Blobs, rewritten on arrival."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Blobs, rewritten on arrival."""

    name = "khidmat.files"
    label = "files"
    default_auto_field = "django.db.models.BigAutoField"
