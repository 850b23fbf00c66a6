"""A file of records in the worker's hands, a number known under another name, a caller on the phone: in a browser."""

import csv
import io

import pytest
from playwright.sync_api import Browser, expect

from khidmat.wanted.tests.samples import HEADING, row
from tests.browser.actors import Officer
from tests.browser.journey import Stage
from tests.browser.keys import Keys
from tests.browser.pictures import album
from tests.browser.test_journey import watch
from tests.installation import Installation

pytestmark = pytest.mark.browser
ROWS = 20_000
#: Somebody states another name under a number that the demo knows; printed: the application, and a number of a slip.
ODD = """
import django; django.setup()
from django.utils import timezone
from khidmat.accounts.public import actor_for, citizen
from khidmat.services.models import Application, Attachment
from khidmat.services.public import start, submit
now, mobile = timezone.now(), "+9230000000{}"
known = Application.objects.filter(status="under_verification").order_by("pk").first()
actor = actor_for(citizen(mobile=mobile, language="ur", now=now), now=now)
made = start(slug="character-certificate", language="ur", actor=actor, now=now)
said = dict(known.answers, name="Usman Ghani", name_ur="عثمان غنی")
Application.objects.filter(pk=made.pk).update(answers=said)
for one in known.attachments.filter(replaced_at=None):
    Attachment.objects.create(application=made, field=one.field, blob=one.blob, added_at=now)
submit(application_id=made.pk, actor=actor, now=now)
print(made.pk)
"""


def register(year: int) -> bytes:
    """A register of many cases and one row that is refused."""
    out = io.StringIO()
    writer = csv.DictWriter(out, HEADING)
    writer.writeheader()
    same = {"year": str(year), "decided_on": f"01-02-{year + 1}", "cnic": "", "birth_year": "1960"}
    writer.writerows(row(case_ref=str(number), **same) for number in range(1, ROWS + 1))
    writer.writerow(row(stage="unheard of"))
    return out.getvalue().encode()


def taken_in(nadia: Officer, year: int) -> None:
    """Sent, looked at, ordered and taken in, each page coming by itself when the worker is done."""
    nadia.go("/duty/records/imports/new/", "import_new")
    content = {"name": "register.csv", "mimeType": "text/csv", "buffer": register(year)}
    nadia.page.set_input_files("[name=file]", content)
    nadia.press("import_progress")
    expect(nadia.page.locator("main .counts")).to_be_visible(timeout=60_000)
    nadia.look(nadia.page, "import_verdicts")
    nadia.press("import_ordered")
    expect(nadia.page.locator("main .counts")).to_be_visible(timeout=60_000)
    assert "/check/" not in nadia.page.url
    nadia.look(nadia.page, "import_taken")


def settled(kamran: Officer, application: str) -> None:
    """The statement stands for this paper."""
    kamran.go(f"/duty/applications/{application}/", "file_other_name")
    kamran.choose(how="stands")
    kamran.fill(reason="شناختی کارڈ اور ب فارم پر یہی نام ہے۔")
    kamran.press("file_settled", "form[action$='/settle/'] button.btn")
    expect(kamran.page.locator("form[action$='/settle/']")).to_have_count(0)


def asked_on_the_phone(sana: Officer) -> None:
    """A number that a caller misread."""
    sana.go("/duty/phone/", "phone")
    Keys(sana.page).form(number="417 028 364")
    sana.look(sana.page, "phone_wrong")
    expect(sana.page.locator(".summary")).to_be_visible()


@pytest.mark.parametrize(("language", "width", "year"), [("ur", 390, 2001), ("en", 1280, 2002)])
def test_a_file_another_name_and_a_caller(
    language: str,
    width: int,
    year: int,
    installation: Installation,
    browser: Browser,
    request: pytest.FixtureRequest,
) -> None:
    problems: list[str] = []
    look = watch(problems, album(request, language, width))
    stage = Stage(browser, installation.base, language, width, look)
    odd = installation.run("-c", ODD.replace("{}", str(year)[-2:])).stdout.strip()
    taken_in(stage.officer("nadia"), year)
    settled(stage.officer("kamran"), odd)
    asked_on_the_phone(stage.officer("sana"))
    assert sorted(set(problems)) == []
