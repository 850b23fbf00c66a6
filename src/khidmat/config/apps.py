"""The program as a whole."""

from django.apps import AppConfig
from django.core.checks import register


class ConfigConfig(AppConfig):
    """Hands every registry its list once all apps are loaded, and refuses a program with holes."""

    name = "khidmat.config"
    label = "config"

    def ready(self) -> None:
        """Fill the registries."""
        from khidmat.config import registries, startup

        registries.fill()
        register(startup.every_route_has_a_rule)
