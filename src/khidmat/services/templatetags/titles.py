"""What services are called."""

from django.template import Library

from khidmat.services import registry
from khidmat.services.definition import Words
from khidmat.services.models import Application

register = Library()


@register.filter
def service_title(application: Application) -> Words:
    """What the service of an application is called."""
    return registry.service(application.service, application.version).title
