"""Offices and their dated places in the tree; gapless numbers; the gazetteer."""

from django.apps import AppConfig


class OrgConfig(AppConfig):
    """Offices and their dated places in the tree; gapless numbers; the gazetteer."""

    name = "khidmat.org"
    label = "org"
    default_auto_field = "django.db.models.BigAutoField"
