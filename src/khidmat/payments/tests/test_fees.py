"""Fees are data: in force from a day, refused at start when they contradict themselves."""

from datetime import date

import pytest

from khidmat.payments import fees

TWO = """
- {code: test.fee, version: 1, since: 2023-01-01, rupees: 500, title: A, title_ur: ا, source: s, confidence: sourced}
- {code: test.fee, version: 2, since: 2024-07-01, until: 2025-06-30, rupees: 700,
   title: A, title_ur: ا, source: s, confidence: uncertain}
"""


def test_the_character_certificate_costs_500_and_says_where_that_stands() -> None:
    found = fees.fee("certificate.character", date(2026, 11, 24))
    assert (found.rupees, found.confidence) == (500, "sourced")
    assert "Pakistan Observer" in found.source


def test_a_fee_is_that_of_its_day(monkeypatch: pytest.MonkeyPatch) -> None:
    known = fees.read(TWO)
    monkeypatch.setattr(fees, "load", lambda: known)
    assert fees.fee("test.fee", date(2024, 6, 30)).rupees == 500
    assert fees.fee("test.fee", date(2024, 7, 1)).rupees == 700
    for none in (date(2022, 12, 31), date(2025, 7, 1)):
        with pytest.raises(LookupError):
            fees.fee("test.fee", none)
    assert fees.version("test.fee", 1).rupees == 500


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("rupees: 500", "rupees: -1"),
        ("rupees: 500", "rupees: 500.5"),
        ("rupees: 500", "rupees: '500'"),
        ("version: 2", "version: 1"),
        ("since: 2024-07-01", "since: 2023-01-01"),
        ("until: 2025-06-30", "until: 2024-06-30"),
        ("source: s, confidence: sourced", "confidence: sourced"),
        ("confidence: sourced", "confidence: sure"),
        ("code: test.fee, version: 1", "kode: test.fee, version: 1"),
        (TWO, ""),
    ],
)
def test_a_catalogue_that_cannot_be_meant_is_refused(was: str, becomes: str) -> None:
    assert fees.read(TWO)
    with pytest.raises(fees.FeesError):
        fees.read(TWO.replace(was, becomes, 1))
