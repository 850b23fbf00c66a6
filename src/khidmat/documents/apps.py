"""Certificates: rendered, signed, verified, revoked."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Certificates: rendered, signed, verified, revoked."""

    name = "khidmat.documents"
    label = "documents"
    default_auto_field = "django.db.models.BigAutoField"
