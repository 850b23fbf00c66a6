"""What an application states of its person that the index, under the same number, says otherwise."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from khidmat.people.public import contradicted, evidence
from khidmat.services.identity import stated
from khidmat.services.models import Application
from khidmat.ui.templatetags.ui import bdi, date_table, ltr


@dataclass(frozen=True, slots=True)
class Difference:
    """One fact as it is stated here and as the index has it: a line of two persons side by side."""

    label: Promise
    left: SafeString | str
    right: SafeString | str
    word: str | Promise
    verdict: str = evidence.OTHER


def differences(application: Application) -> list[Difference]:
    """Name, father or birth that do not agree; for the officer who compares them with the papers."""
    said, held = stated(application), application.person
    if said is None or held is None:
        return []
    rows = {
        "name": Difference(
            _("Name"),
            _both(said.name_ur, said.name),
            _both(held.name_ur, held.name),
            evidence.NAME["different"].text,
        ),
        "father": Difference(
            _("Father or husband"),
            _both(said.relation_name_ur, said.relation_name),
            _both(held.relation_name_ur, held.relation_name),
            evidence.FATHER["different"].text,
        ),
        "birth": Difference(
            _("Birth"),
            date_table(said.birth_date) or ltr(said.birth_year),
            date_table(held.birth_date) or ltr(held.birth_year),
            evidence.OTHER_BIRTH.text,
        ),
    }
    return [rows[part] for part in contradicted(held, said)]


def _both(urdu: str, roman: str) -> SafeString:
    return format_html_join(" · ", "{}", ((bdi(name),) for name in (urdu, roman) if name))
