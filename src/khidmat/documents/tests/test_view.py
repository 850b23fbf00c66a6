from datetime import date

from khidmat.documents.fit import Fit
from khidmat.documents.tests.samples import BASE, facts
from khidmat.documents.view import LRI, PDI, birth, day, identity, islands, period, view


def test_numbers_in_urdu_text_keep_their_order_and_urdu_words_are_left_alone() -> None:
    assert islands("مکان نمبر 127/A-3، گلی 4") == f"مکان نمبر {LRI}127/A-3{PDI}، گلی {LRI}4{PDI}"
    assert islands("محمد اکرم") == "محمد اکرم"
    assert islands("فون 0300-1234567") == f"فون {LRI}0300-1234567{PDI}"


def test_a_run_of_latin_ends_before_the_urdu_punctuation() -> None:
    assert islands("بلاک C، لاہور") == f"بلاک {LRI}C{PDI}، لاہور"


def test_days_and_months_are_words_in_both_scripts() -> None:
    assert day(date(2026, 3, 15)) == ("15 March 2026", "15 مارچ 2026")
    assert period(facts()) == ("March 2014 – November 2026", "مارچ 2014 سے نومبر 2026 تک")


def test_identity_numbers_look_as_on_the_card() -> None:
    assert identity(facts()) == "03502-1234567-1"
    assert identity(facts(id_kind="passport", id_number="AB1234567")) == "AB1234567"


def test_a_stated_year_says_that_it_was_stated() -> None:
    assert birth(facts(birth_date=None, birth_year=1990)) == ("1990 (stated)", "1990 (بتایا ہوا سال)")


def test_the_paper_names_the_page_to_ask_without_its_scheme() -> None:
    assert view(facts(), BASE, Fit(1.0))["verify_at"] == "localhost:8000/v/"
    assert view(facts(), "https://a.gov.pk/k/", Fit(1.0))["verify_at"] == "a.gov.pk/k/v/"
