"""The ledger."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The ledger of acts, idempotency keys and job effects."""

    name = "khidmat.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"
