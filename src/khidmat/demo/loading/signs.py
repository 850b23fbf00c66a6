"""What is printed when the demo is there: who signs in how, in both languages."""

from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from khidmat.demo.cast import CITIZENS, OFFICERS, PASSWORD
from khidmat.org.public import offices


def lines() -> Iterator[str]:
    """A line for every member of the cast; then password, codes and citizens."""
    named = {one.code: one for one in offices().filter(code__in=[part.office for part in OFFICERS])}
    yield "Officers · افسران"
    for part in OFFICERS:
        where = named[part.office]
        yield f"  {part.username:<8} {part.name}, {_role(part.role.label, 'en')}, {where.name}"
        yield f"           {part.name_ur}، {_role(part.role.label, 'ur')}، {where.name_ur}"
    yield f"  Password of all · سب کا پاس ورڈ: {PASSWORD}"
    yield f"  Sign in · لاگ ان: {_address('accounts:sign_in')}"
    yield f"  Codes for the second step and for citizens · کوڈ: {_address('accounts:inbox')}"
    yield "Citizens: any mobile number, or one of these · شہری: کوئی بھی موبائل نمبر، یا ان میں سے ایک"
    for one in CITIZENS.values():
        yield f"  0{one.mobile[3:6]}-{one.mobile[6:]} {one.name} · {one.name_ur}"


def _role(label: object, language: str) -> str:
    with translation.override(language):
        return str(label)


def _address(route: str) -> str:
    return f"{settings.BASE_URL}{reverse(route)}"
