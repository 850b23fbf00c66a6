"""What a draft still lacks before it can be sent, in every language: for programs, which show it to somebody else."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import override

from khidmat.kernel.errors import Invalid
from khidmat.services import forms, queries, registry
from khidmat.services.models import Application
from khidmat.services.states import Status


@dataclass(frozen=True, slots=True)
class Point:
    """An input that has to be filled or corrected, and why."""

    field: str
    texts: Mapping[str, str]


def open_points(application: Application) -> list[Point]:
    """Every input that `submit` would refuse; none for an application that is sent."""
    if application.status != Status.DRAFT:
        return []
    attached = frozenset(queries.attachments(application).values_list("field", flat=True))
    said = {language: _said(application, attached, language) for language, _name in settings.LANGUAGES}
    names = next(iter(said.values()))
    return [Point(name.partition(".")[2], {one: said[one].get(name, "") for one in said}) for name in names]


def _said(application: Application, attached: frozenset[str], language: str) -> dict[str, str]:
    service = registry.service(application.service, application.version)
    with override(language):
        try:
            forms.whole(service, application.answers, attached)
        except Invalid as refusal:
            return {name: str(text) for name, text in refusal.fields.items()}
    return {}
