"""The wording: what it may say, how long it may be, and which faults stop the program."""

import copy
from datetime import date
from typing import Any

import pytest
import yaml

from khidmat.kernel.urdu import isolate
from khidmat.notify import gsm, wording
from khidmat.notify.wording import Language

CATALOGUE = wording.load()
DAY = date(2026, 10, 31)
VALUES: dict[str, wording.Value] = {
    "ref": "K7Q4M2K9", "d": DAY, "fee": 1500, "rcpt": "R7Q4M2K9", "ps": "گنڈا سنگھ والا", "code": "123456", "n": "1234",
    "fir": "12345/26", "sec": "379/411 PPC", "io": "Muhammad Aslam",
}  # fmt: skip
ALL = [(one, language) for one in CATALOGUE.messages for language in ("ur", "en")]


def filled(template: wording.Template) -> dict[str, wording.Value]:
    return {name: VALUES[name] for name in template.placeholders}


@pytest.mark.parametrize(("template", "language"), ALL, ids=lambda one: getattr(one, "code", one))
def test_every_sms_is_one_part_without_isolates_and_links(
    template: wording.Template, language: Language
) -> None:
    text = CATALOGUE.sms(template, language, filled(template))
    assert (
        (gsm.units(text) <= 70) if language == "ur" else (gsm.is_gsm(text) or "ps" in template.placeholders)
    )
    assert len(text) <= 160
    assert not set("\u2066\u2067\u2068\u2069{}") & set(text)
    assert "http" not in text


@pytest.mark.parametrize(("template", "language"), ALL, ids=lambda one: getattr(one, "code", one))
def test_every_mail_is_filled_and_ends_with_where_to_ask(
    template: wording.Template, language: Language
) -> None:
    subject, body = CATALOGUE.mail(template, language, filled(template))
    assert "1787" in body
    assert not set("{}") & set(subject + body)
    assert not set("\u2066\u2069\n") & set(subject)


def test_what_the_product_needs_is_there() -> None:
    assert {one.code for one in CATALOGUE.messages} >= {
        "otp", "submitted", "fee_due", "fee_paid", "verification", "visit", "query", "notice", "approved",
        "ready", "refused", "late", "expiring", "revoked",
    }  # fmt: skip


def test_dates_and_money_are_written_for_the_reader() -> None:
    due = CATALOGUE.template("fee_due")
    assert "1,500 روپے" in CATALOGUE.sms(due, "ur", filled(due))
    assert "31 اکتوبر۔" in CATALOGUE.sms(due, "ur", filled(due))
    assert "Last date 31 Oct." in CATALOGUE.sms(due, "en", filled(due))
    assert "31 October 2026" in CATALOGUE.mail(due, "en", filled(due))[1]
    assert isolate("K7Q4M2K9") in CATALOGUE.mail(due, "ur", filled(due))[1]


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("language", ["ur", "en"])
def test_no_date_is_too_long_for_an_sms(month: int, language: Language) -> None:
    submitted = CATALOGUE.template("submitted")
    assert "28" in CATALOGUE.sms(submitted, language, {"ref": "K7Q4M2K9", "d": date(2026, month, 28)})


@pytest.mark.parametrize(
    ("text", "limit", "end"),
    [
        ("سٹی رائے ونڈ روڈ", 15, "سٹی رائے ونڈ"),
        ("A Division", 15, "A Division"),
        ("Kot Radha Kishan Sadar", 15, "Kot Radha"),
        ("Chhangamangawala", 15, "Chhangamangawal"),
        ("a 🙂🙂", 4, "a"),
    ],
)
def test_a_long_name_is_cut_at_a_word(text: str, limit: int, end: str) -> None:
    assert wording.cut(text, limit) == end


def test_a_reference_is_never_cut() -> None:
    submitted = CATALOGUE.template("submitted")
    with pytest.raises(ValueError, match="ref is longer than 8"):
        CATALOGUE.sms(submitted, "ur", {"ref": "PCC-KSR-2026-1", "d": DAY})


def changed(path: str, value: object) -> str:
    content: dict[str, Any] = copy.deepcopy(yaml.safe_load(wording.FILE.read_text(encoding="utf-8")))
    *way, last = path.split("/")
    place: Any = content
    for step in way:
        place = place[int(step)] if step.isdigit() else place[step]
    place[last] = value
    return yaml.safe_dump(content, allow_unicode=True)


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        ("messages/1/sms/ur", "درخواست {ref} جمع ہو گئی۔", "differ between the languages"),
        ("messages/1/sms/ur", "درخواست {ref} جمع ہو گئی۔ جواب {d} تک۔" * 2, "units in Urdu, 70 fit"),
        ("messages/1/sms/en", "Application {ref}. Answer by {d}. " * 5, "septets in English, 160 fit"),
        ("messages/1/sms/en", "Application {ref}: 5 ₨. Answer by {d}.", "not in GSM 7-bit"),
        ("messages/1/sms/ur", "كوڈ {ref}۔ {d}", "not the stored form of Urdu"),
        ("messages/1/mail/ur", "درخواست", "differ between the languages"),
        ("messages/0/subject", {"ur": "کوڈ {code}", "en": "Code {code}"}, "the secret is in the subject"),
        ("messages/0/secret", "ref", "the secret is not in the text"),
        ("messages/1/code", "otp", "there twice"),
        ("messages/1/tone", "loud", "Extra inputs"),
        ("messages/1/minutes", 0, "greater than or equal to 1"),
        ("cut", ["ps", "lane"], "no limit"),
        ("limits", {"ref": 8}, "has no limit"),
    ],
)
def test_a_fault_in_the_catalogue_stops_the_program(path: str, value: object, fault: str) -> None:
    with pytest.raises(wording.WordingError, match=fault):
        wording.read(changed(path, value))
