"""What an application states of its person that the index, under the same number, says otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from khidmat.kernel.urdu import ascii_digits, clean
from khidmat.people.public import Person, contradicted, evidence
from khidmat.services.identity import stated
from khidmat.services.models import Application
from khidmat.ui.templatetags.ui import bdi, date_table, ltr

NAMES = ("name", "name_ur", "relation_name", "relation_name_ur")


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
    held = application.person
    if held is None or _word_for_word(application.answers, held):
        return []
    said = stated(application)
    if said is None:
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


def _word_for_word(answers: Mapping[str, str], held: Person) -> bool:
    """Whether every fact is typed as the index has it: then the answers need not be read, which takes 3 ms."""
    born = held.birth_date
    numbers = {
        "birth_day": born and born.day,
        "birth_month": born and born.month,
        "birth_year": born and born.year,
    }
    return all(clean(answers.get(name, "")) == getattr(held, name) for name in NAMES) and all(
        ascii_digits(answers.get(name, "")).lstrip("0") == str(number) for name, number in numbers.items()
    )


def _both(urdu: str, roman: str) -> SafeString:
    return format_html_join(" · ", "{}", ((bdi(name),) for name in (urdu, roman) if name))
