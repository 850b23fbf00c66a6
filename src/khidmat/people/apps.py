"""The one index of persons."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The one index of persons."""

    name = "khidmat.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
