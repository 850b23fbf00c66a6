"""Fees and receipts."""

from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    """Fees and receipts."""

    name = "khidmat.payments"
    label = "payments"
    default_auto_field = "django.db.models.BigAutoField"
