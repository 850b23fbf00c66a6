"""What the components need to know about a bound form field; nothing here changes a value."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from khidmat.ui.formats import language_or
from khidmat.ui.widgets import DayMonthYearInput

LTR_TYPES = frozenset({"tel", "email", "url", "number", "password"})


def kind(field: BoundField) -> str:
    """Which component draws it: hidden, date, choices, check, file, select or text."""
    widget = field.field.widget
    kinds: tuple[tuple[str, type[forms.Widget] | tuple[type[forms.Widget], ...]], ...] = (
        ("date", DayMonthYearInput),
        ("choices", (forms.RadioSelect, forms.CheckboxSelectMultiple)),
        ("select", forms.Select),
        ("check", forms.CheckboxInput),
        ("file", forms.FileInput),
    )
    if widget.is_hidden:
        return "hidden"
    return next((name for name, types in kinds if isinstance(widget, types)), "text")


def anchor(field: BoundField) -> str:
    """The id that a link to this field leads to: the first thing in it that takes the focus."""
    if kind(field) == "choices":
        return f"{field.auto_id}_0"
    return field.id_for_label or field.auto_id


def attributes(field: BoundField, *, width: str = "") -> dict[str, Any]:
    """Attributes that a control gets besides its widget's own.

    `maxlength` goes: a browser cuts a pasted text without a word. The limit is counted on the page
    (`data-limit`) and refused by the form with its numbers.
    """
    widget = field.field.widget
    name = kind(field)
    if name == "date" and field.errors:
        return {"error_id": f"{field.auto_id}_error"}
    if name in ("check", "choices", "hidden", "date"):
        return {}
    found: dict[str, Any] = {}
    classes = [str(widget.attrs.get("class", "")), "file-input" if name == "file" else "in"]
    classes.append(f"w-{width}" if width else "")
    found["class"] = " ".join(filter(None, classes))
    limit = widget.attrs.get("maxlength")
    if limit is not None:
        found |= {"maxlength": False, "data-limit": str(limit)}
    if "dir" not in widget.attrs and (direction := _direction(widget, name)):
        found["dir"] = direction
    return found


def _direction(widget: forms.Widget, name: str) -> str:
    """Left to right for digits; on English pages what is typed decides; an Urdu page is right already."""
    if getattr(widget, "input_type", "") in LTR_TYPES:
        return "ltr"
    return "auto" if name == "text" and language_or() == "en" else ""


def render(field: BoundField, *, width: str = "") -> str:
    """The control's HTML with label, hint and error tied to it by id."""
    return field.as_widget(attrs=attributes(field, width=width))


def error_count(form: forms.BaseForm) -> int:
    """How many places of a form need correcting."""
    return sum(len(errors) for errors in form.errors.values())
