"""Users, postings, sign-in."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Users, postings, sign-in."""

    name = "khidmat.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
