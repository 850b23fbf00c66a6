"""The station's books: daily diary, crime reports, FIRs."""

from django.apps import AppConfig


class StationConfig(AppConfig):
    """The station's books: daily diary, crime reports, FIRs."""

    name = "khidmat.station"
    label = "station"
    default_auto_field = "django.db.models.BigAutoField"
