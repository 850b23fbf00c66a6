"""The table of offences as officers see it, and what the database refuses of it."""

from datetime import date, datetime

import pytest
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import resolve
from django.utils import translation

from khidmat.kernel.actor import Actor
from khidmat.kernel.roles import Role
from khidmat.law.public import Section, clock_rules, heads, in_force, load_law
from khidmat.org.public import PROVINCE_CHAIN

TODAY = date(2026, 11, 24)


def visit(actor: Actor, path: str, language: str = "ur", **query: str) -> HttpResponse:
    request = RequestFactory().get(path, query)
    request.actor = actor
    with translation.override(language):
        found = resolve(request.path)
        return found.func(request, *found.args, **found.kwargs)


def test_a_section_is_found_by_its_number_or_a_word_in_either_language(cast) -> None:
    for words in ("489-F", "489f", "چیک"):
        assert "489-F" in visit(cast.ali, "/duty/law/", q=words).content.decode(), words
    assert "489-F" not in visit(cast.ali, "/duty/law/", q="murder").content.decode()
    assert "کچھ نہیں ملا" in visit(cast.ali, "/duty/law/", q="zzz").content.decode()


def test_a_line_of_the_crime_table_shows_its_usual_sections_only(cast) -> None:
    page = visit(cast.ali, "/duty/law/", language="en", head="MV_THEFT").content.decode()
    assert "381-A" in page
    assert "489-F" not in page
    assert heads().count() == 21


def test_a_text_is_read_and_what_is_unknown_is_kept(cast) -> None:
    page = visit(cast.ali, "/duty/law/read/", language="en", text="302/34 PPC, 9999 PPC").content.decode()
    assert "Common intention" in page
    assert "not in the table; kept as written" in page
    assert visit(cast.ali, "/duty/law/read/", text="").status_code == 422
    assert (
        visit(
            cast.ali, "/duty/law/read/", text="302", day_day="31", day_month="2", day_year="2024"
        ).status_code
        == 422
    )


def test_every_time_limit_is_shown_with_its_law_and_how_certain_it_is(cast) -> None:
    page = visit(cast.ali, "/duty/law/clocks/", language="en").content.decode()
    for words in ("CrPC 61, 167(1)", "24 hours", "without the journey", "Circle officer (SDPO)", "low"):
        assert words in page, words
    urdu = visit(cast.ali, "/duty/law/clocks/").content.decode()
    assert "جسمانی ریمانڈ" in urdu
    assert "نافذ نہیں" in urdu  # the 48 hours of the Ordinance


def test_every_statutory_clock_of_the_paper_has_its_rule(db: None) -> None:
    codes = {one.code for one in clock_rules()}
    assert codes >= {"custody.produce", "custody.remand", "challan.final", "challan.interim", "zarra.first"}
    assert codes >= {"wanted.proclamation", "wanted.attach_claim", "bail.man", "rape.crisis_cell", "rti.life"}
    assert codes >= {
        "custody.child_court",
        "custody.legal_aid",
        "peca.preserve",
        "register.tenant",
        "zarra.daily",
    }
    assert all(one.law and one.source for one in clock_rules())


def test_a_section_that_ended_is_no_longer_law_and_a_bill_never_was(db: None) -> None:
    before, today = (
        set(in_force(day).values_list("act__code", "number")) for day in (date(2021, 1, 1), TODAY)
    )
    assert ("CNSA", "9(c)") in before - today
    assert not Section.objects.filter(act__code="AO-DRAFT").exists()


def test_the_law_is_loaded_once_and_two_rows_cannot_be_law_on_one_day(db: None, now: datetime) -> None:
    system = Actor(role=Role.SYSTEM, chain=PROVINCE_CHAIN)
    assert Section.objects.count() > 270
    assert load_law(actor=system, now=now) == 0
    one = Section.objects.get(act__code="PPC", number="379")
    one.pk, one.ref = None, "TWICE"
    with pytest.raises(IntegrityError, match="law_section_one_at_a_time"), transaction.atomic():
        one.save(force_insert=True)
