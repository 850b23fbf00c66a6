"""Is this person on a list?"""

from django.apps import AppConfig


class ScreeningConfig(AppConfig):
    """Is this person on a list?"""

    name = "khidmat.screening"
    label = "screening"
    default_auto_field = "django.db.models.BigAutoField"
