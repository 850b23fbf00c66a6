"""A character certificate asked for and made ready by operations: the pages of that way are looked at in `journey`."""

from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate

from khidmat.kernel.actor import Actor
from khidmat.org.public import office
from khidmat.payments.public import charge_for, open_shift, open_shift_of, take_cash
from khidmat.services import public as services
from khidmat.services.registry import by_slug
from khidmat.services.tests.answering import answers, papers, picture

SLUG = "character-certificate"
FOUND = "والد سے ملاقات ہوئی، 2014 سے یہیں رہتے ہیں۔"


def home() -> dict[str, str]:
    """An address in the area of A Division."""
    return {
        "present_line": "مکان 12، گلی 3",
        "present_district": str(office("KSR-DPO").pk),
        "present_area": "کوٹ مراد خان",
        "present_place": "KSR-PL-0650",
        "present_station": str(office("KSR-PS-01").pk),
    }


def ready(cast: Any, citizen: Actor, now: datetime, **who: str) -> services.Application:
    """Sent, paid for and the address confirmed: what is left are the records and the decision."""
    made = services.start(slug=SLUG, language="ur", actor=citizen, now=now)
    for page, data in answers(by_slug(SLUG), home() | who).items():
        services.save_page(application_id=made.pk, page=page, data=data, actor=citizen, now=now)
    for field in papers(by_slug(SLUG)):
        services.attach(application_id=made.pk, field=field, upload=picture(), actor=citizen, now=now)
    services.submit(application_id=made.pk, actor=citizen, now=now)
    pay(made, cast.sana, now)
    for one in made.verifications.all():
        confirm(cast, one, localdate(now), now)
    return made


def pay(made: services.Application, teller: Actor, now: datetime) -> None:
    """The fee in cash."""
    charge = charge_for(made.pk)
    assert charge
    if open_shift_of(teller) is None:
        open_shift(began_with=0, actor=teller, now=now)
    take_cash(charge_id=charge.pk, rupees=charge.rupees, actor=teller, now=now)


def confirm(cast: Any, one: services.Verification, day: date, now: datetime) -> None:
    """The station finds the applicant at home."""
    services.mark(verification_id=one.pk, officer_id=cast.aslam.user_id, actor=cast.ali, now=now)
    found = {"finding": "confirmed", "visited_on": day, "text": FOUND}
    services.report(verification_id=one.pk, actor=cast.aslam, now=now, **found)
