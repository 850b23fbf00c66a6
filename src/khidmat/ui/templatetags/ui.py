"""The template library `ui`: islands of digits, dates in words, controls. None is shown as nothing."""

import re
from datetime import date, datetime
from functools import cache
from typing import cast
from uuid import uuid4

from django import forms, template
from django.db.models import Field, Model
from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from khidmat.ui import controls, formats

register = template.Library()

URDU = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")
LATIN = re.compile("[A-Za-z\u00c0-\u024f]")


@register.filter
def ltr(value: object) -> SafeString | str:
    """A left-to-right island: numbers, phones, plates, sections, references, file names."""
    return format_html('<bdi dir="ltr">{}</bdi>', value) if _given(value) else ""


@register.filter
def bdi(value: object) -> SafeString | str:
    """Text that people typed, in its own direction and language when that is not the page's."""
    if isinstance(value, SafeString):
        return value
    text = str(value) if _given(value) else ""
    urdu, latin = bool(URDU.search(text)), bool(LATIN.search(text))
    here = formats.language_or()
    if urdu and latin:
        return format_html('<bdi dir="auto">{}</bdi>', text)
    if latin and here == "ur":
        return format_html('<bdi dir="ltr" lang="en">{}</bdi>', text)
    if urdu and here == "en":
        return format_html('<bdi dir="rtl" lang="ur">{}</bdi>', text)
    return text


@register.filter
def islands(value: object) -> SafeString:
    """A sentence of ours; what is isolated in it (LRI … PDI) and numbers with dashes are unbroken islands."""
    if isinstance(value, SafeString):
        return value
    found = re.split("\u2066([^\u2069]*)\u2069|(\\d+(?:-\\d+)+)", str(value))
    parts = ((_kept(text) if place % 3 else text) for place, text in enumerate(found) if text)
    return format_html_join("", "{}", ((part,) for part in parts))


@register.filter
def bilingual(thing: object) -> SafeString | str:
    """A thing's name in the reader's language; in the other one, marked as such, when there is no other."""
    return bdi(formats.bilingual(thing)) if thing is not None else ""


@register.filter
def worded(thing: object, field: str) -> SafeString | str:
    """A field that a thing has in both languages, in the reader's own."""
    return bdi(formats.worded(thing, field))


@register.filter
def cnic(value: object) -> SafeString | str:
    """01234-5678901-2 as an island that does not break over lines."""
    return _kept(formats.cnic(str(value))) if _given(value) else ""


@register.filter
def mobile(value: object) -> SafeString | str:
    """0300-1234567 as an island that does not break over lines."""
    return _kept(formats.mobile(str(value))) if _given(value) else ""


@register.filter
def date_words(value: date | None) -> str:
    """15 مارچ 2026 or 15 March 2026."""
    return formats.date_words(value) if value else ""


@register.filter
def date_table(value: date | None) -> SafeString | str:
    """15-03-2026 as an island."""
    return _kept(formats.date_table(value)) if value else ""


@register.filter
def time_words(value: datetime | None) -> str:
    """صبح 9 بجے or 9 am."""
    return formats.time_words(value) if value else ""


@register.filter
def datetime_words(value: datetime | None) -> str:
    """15 مارچ 2026، صبح 9 بجے or 15 March 2026, 9 am."""
    return formats.datetime_words(value) if value else ""


@register.filter
def rupees(value: int | None) -> str:
    """1,500 روپے or Rs 1,500, not broken over lines."""
    return formats.rupees(int(value)).replace(" ", "\u00a0") if value is not None else ""


@register.filter
def number(value: int | None) -> str:
    """170,031."""
    return formats.number(int(value)) if value is not None else ""


@register.filter
def word(thing: Model | None, field: str) -> str:
    """A choice in words; "" of nobody and of a choice not made. `get_…_display` hashes every choice anew each time."""
    return str(_words(type(thing), field).get(getattr(thing, field), "")) if thing else ""


@register.filter
def days_left(due: date | None, now: date | None = None) -> str:
    """3 دن باقی or 3 days left, counted in calendar days of Karachi from now."""
    return formats.days_left(due, now or timezone.now()) if due else ""


@register.filter
def kind(field: BoundField) -> str:
    """Which component draws a field."""
    return controls.kind(field)


@register.filter
def anchor(field: BoundField) -> str:
    """The id that a link to a field leads to."""
    return controls.anchor(field)


@register.filter
def error_count(form: forms.BaseForm) -> int:
    """How many places of a form need correcting."""
    return controls.error_count(form)


@register.simple_tag
def control(field: BoundField, width: str = "") -> str:
    """The input of a field, tied to its label, hint and error."""
    return controls.render(field, width=width)


@register.simple_tag
def fresh_key() -> str:
    """A new idempotency key: two posts of the same rendered form are one act."""
    return str(uuid4())


@cache
def _words(model: type[Model], field: str) -> dict[object, str | Promise]:
    return dict(cast("Field[object, object]", model._meta.get_field(field)).flatchoices)


def _given(value: object) -> bool:
    return value is not None and value != ""


def _kept(text: str) -> SafeString:
    return format_html('<bdi dir="ltr" class="keep">{}</bdi>', text)
