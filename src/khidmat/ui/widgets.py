"""Inputs of the design system. How a value looks while it is typed; what it means is in `fields`."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.utils.datastructures import MultiValueDict

from khidmat.kernel import urdu
from khidmat.ui import formats

DateParts = tuple[str, str, str]
DATE_PARTS: Final = ("day", "month", "year")


class NameInput(forms.TextInput):
    """A line of a name, shown already clean after an error, so that a second "go on" is enough."""

    def format_value(self, value: Any) -> str | None:
        """The text as it would be stored."""
        return urdu.clean(str(value)) if value else None


class DigitsInput(forms.TextInput):
    """A number as text: digits keyboard, left to right on the reading side, no spinner, no silent cutting."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "numeric", "dir": "ltr", "autocomplete": "off", **(attrs or {})})


class CnicInput(DigitsInput):
    """A CNIC, shown as 5-7-1 when it is whole and as typed while it is not."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"data-format": "cnic", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        """5-7-1, or what was typed."""
        return formats.cnic(str(value)) if value else None


class MobileInput(DigitsInput):
    """A mobile number, shown as it is dialled in Pakistan."""

    input_type = "tel"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "tel", "autocomplete": "tel", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        """03001234567, or what was typed."""
        return formats.mobile_plain(str(value)) if value else None


class DayMonthYearInput(forms.Widget):
    """Three boxes in the order of speech: day, month, year. The posted names are `<name>_day` and so on."""

    template_name = "ui/widgets/day_month_year.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None, *, birth: bool = False) -> None:
        super().__init__(attrs)
        self.birth = birth

    def value_from_datadict(self, data: Mapping[str, Any], _files: Any, name: str) -> DateParts:
        """The three texts as posted."""
        day, month, year = (str(data.get(f"{name}_{part}") or "").strip() for part in DATE_PARTS)
        return day, month, year

    def value_omitted_from_data(
        self, data: Mapping[str, Any], _files: MultiValueDict[str, Any], name: str
    ) -> bool:
        """Omitted only when none of the three was posted."""
        return all(f"{name}_{part}" not in data for part in DATE_PARTS)

    def id_for_label(self, id_: str) -> str:
        """The first box, where the error summary leads."""
        return f"{id_}_day" if id_ else id_

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the boxes: name, id, text, autocomplete, whether it is one of those to mend."""
        context = super().get_context(name, value, attrs)
        texts = shown_parts(value)
        identity = context["widget"]["attrs"].get("id") or f"id_{name}"
        wrong = wrong_parts(texts) if context["widget"]["attrs"].get("aria-invalid") else ()
        context["widget"]["parts"] = [
            {
                "part": part,
                "name": f"{name}_{part}",
                "id": f"{identity}_{part}",
                "value": text,
                "autocomplete": f"bday-{part}" if self.birth else "off",
                "wrong": part in wrong,
            }
            for part, text in zip(DATE_PARTS, texts, strict=True)
        ]
        return context


def shown_parts(value: Any) -> DateParts:
    """What stands in the boxes for a date, for posted texts, or for nothing."""
    if isinstance(value, tuple | list) and len(value) == 3:
        day, month, year = map(str, value)
        return day, month, year
    if value and hasattr(value, "year"):
        return str(value.day), str(value.month), str(value.year)
    return "", "", ""


def wrong_parts(texts: DateParts) -> tuple[str, ...]:
    """The boxes to mend: those that are empty or cannot be, or all three when only their sum cannot be."""
    limits = {"day": (1, 31), "month": (1, 12), "year": (1000, 9999)}
    wrong = []
    for part, text in zip(DATE_PARTS, texts, strict=True):
        low, high = limits[part]
        digits = urdu.ascii_digits(text)
        if not digits.isdecimal() or not digits.isascii() or not low <= int(digits[:9]) <= high:
            wrong.append(part)
    return tuple(wrong) or DATE_PARTS
