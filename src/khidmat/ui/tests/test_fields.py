"""What people really type, and what they are told."""

from datetime import date

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from khidmat.ui.fields import (
    CnicField,
    DayMonthYearField,
    DigitsField,
    MobileField,
    NameField,
    UploadField,
    month_number,
)

PNG = b"\x89PNG\r\n\x1a\n" + bytes(16)


def refusal(field: forms.Field, typed: object) -> str:
    with pytest.raises(forms.ValidationError) as refused:
        field.clean(typed)
    return str(refused.value.messages[0])


class Birth(forms.Form):
    birth = DayMonthYearField(birth=True, today=lambda: date(2026, 11, 21))


def birth(day: str, month: str, year: str) -> Birth:
    return Birth({"birth_day": day, "birth_month": month, "birth_year": year})


@pytest.mark.parametrize(
    "typed",
    ["0123456789012", "01234-5678901-2", " 01234 5678901 2 ", "۰۱۲۳۴-۵۶۷۸۹۰۱-۲", "٠١٢٣٤٥٦٧٨٩٠١٢",
     "01234–5678901–2", "\u206601234-5678901-2\u2069"],
)  # fmt: skip
def test_a_cnic_is_accepted_with_any_digits_and_dashes(typed: str) -> None:
    assert CnicField().clean(typed) == "0123456789012"


@pytest.mark.usefixtures("urdu")
def test_a_short_cnic_is_answered_with_its_number_of_digits() -> None:
    assert refusal(CnicField(), "00202-1234567") == (
        "شناختی کارڈ نمبر میں 13 ہندسے ہوتے ہیں، یہاں 12 ہیں۔ "
        "کارڈ دیکھ کر دوبارہ لکھیں، جیسے \u206601234-5678901-2\u2069۔"
    )


@pytest.mark.usefixtures("urdu")
@pytest.mark.parametrize("typed", ["01234567890AB", "०१२३४५६७८९०१२", "نہیں ہے"])
def test_letters_in_a_cnic_are_answered_as_letters(typed: str) -> None:
    assert refusal(CnicField(), typed) == "شناختی کارڈ نمبر میں صرف ہندسے آتے ہیں۔ باقی حروف ہٹا دیں۔"


@pytest.mark.parametrize(
    "typed",
    [
        "03001234567",
        "0300-1234567",
        "+92 300 1234567",
        "00923001234567",
        "3001234567",
        "۰۳۰۰۱۲۳۴۵۶۷",
        "923001234567",
    ],
)
def test_a_mobile_number_is_accepted_in_every_usual_writing(typed: str) -> None:
    assert MobileField().clean(typed) == "+923001234567"


@pytest.mark.usefixtures("urdu")
@pytest.mark.parametrize("typed", ["0300123456", "042-35761999", "030012345678", "فون نہیں"])
def test_another_number_is_answered_with_the_rule(typed: str) -> None:
    assert refusal(MobileField(), typed) == (
        "موبائل نمبر 03 سے شروع ہوتا ہے اور اس میں 11 ہندسے ہوتے ہیں، جیسے 03001234567۔"
    )


def test_a_name_is_stored_in_urdu_code_points() -> None:
    assert NameField().clean("  علي   \u0643ريم ") == "علی کریم"


@pytest.mark.usefixtures("urdu")
def test_hidden_marks_in_a_name_are_removed_and_the_person_is_told_once() -> None:
    class Named(forms.Form):
        name = NameField()

    first = Named({"name": "محمد\u202e اکرم"})
    assert first.errors["name"] == [
        "نام میں کچھ نشان تھے جو نظر نہیں آتے، وہ ہٹا دیے گئے۔ نام دیکھ لیں، پھر آگے چلیں۔"
    ]
    assert 'value="محمد اکرم"' in str(first["name"])
    assert Named({"name": "محمد اکرم"}).is_valid()


def test_a_zero_width_non_joiner_is_a_space_and_needs_no_remark() -> None:
    assert NameField().clean("غلام\u200cرسول") == "غلام رسول"


@pytest.mark.usefixtures("urdu")
def test_a_name_of_300_letters_is_refused_with_both_numbers() -> None:
    assert refusal(NameField(), "ا" * 300) == "یہاں 120 حروف کی جگہ ہے، ابھی 300 ہیں۔ کچھ الفاظ کم کریں۔"


@pytest.mark.usefixtures("urdu")
@pytest.mark.parametrize("typed", ["", "   ", "\u00a0", "12 ۔"])
def test_a_name_without_a_letter_is_empty(typed: str) -> None:
    assert refusal(NameField(), typed) == "نام خالی ہے۔ وہی نام لکھیں جو شناختی کارڈ پر ہے۔"


def test_a_name_in_the_wrong_script_is_told_which_script_is_meant() -> None:
    assert NameField(script="latin").clean("Muhammad Akram") == "Muhammad Akram"
    assert NameField(script="urdu").clean("ٻاجهو") == "ٻاجہو"
    for script, typed in (("latin", "محمد"), ("urdu", "Akram")):
        assert refusal(NameField(script=script), typed)


def test_a_code_of_six_digits_keeps_its_zeros() -> None:
    field = DigitsField(length=6, one_time_code=True)
    assert field.clean("۰۱۲ ۳۴۵") == "012345"
    assert field.widget.attrs["autocomplete"] == "one-time-code"
    assert refusal(field, "01234")


@pytest.mark.parametrize(
    ("day", "month", "year"),
    [("27", "4", "1994"), ("۲۷", "۴", "۱۹۹۴"), ("27", "اپریل", "1994"), ("27", "Apr", "1994")],
)
def test_a_date_is_accepted_in_digits_of_any_shape_and_with_the_months_name(
    day: str, month: str, year: str
) -> None:
    form = birth(day, month, year)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["birth"] == date(1994, 4, 27)


@pytest.mark.usefixtures("urdu")
@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        (
            ("31", "2", "1994"),
            "یہ تاریخ کیلنڈر میں نہیں: \u206631 / 2 / 1994\u2069۔ دن، مہینہ اور سال دوبارہ دیکھ لیں۔",
        ),
        (
            ("۳۰", "۲", "۱۹۹۴"),
            "یہ تاریخ کیلنڈر میں نہیں: \u206630 / 2 / 1994\u2069۔ دن، مہینہ اور سال دوبارہ دیکھ لیں۔",
        ),
        (("", "4", "1994"), "تاریخ پوری نہیں۔ دن، مہینہ اور سال تینوں لکھیں۔"),
        (("", "", ""), "تاریخ خالی ہے۔ دن، مہینہ اور سال لکھیں۔"),
        (("27", "4", "94"), "سال چار ہندسوں میں لکھیں، جیسے 1994۔"),
        (("22", "11", "2026"), "پیدائش کی تاریخ آج کے بعد کی نہیں ہو سکتی۔ سال دوبارہ دیکھ لیں۔"),
        (("1", "1", "1834"), "پیدائش کا سال بہت پرانا ہے۔ سال دوبارہ دیکھ لیں۔"),
    ],
)
def test_a_date_that_cannot_be_is_answered_with_what_was_typed(
    typed: tuple[str, str, str], answer: str
) -> None:
    assert birth(*typed).errors["birth"] == [answer]


@pytest.mark.parametrize("typed", ["9" * 5000, "-1", "1e3", "²", "\x00", "१"])
def test_a_hostile_part_of_a_date_is_an_impossible_date_and_never_a_crash(typed: str) -> None:
    for place in range(3):
        parts = ["1", "1", "1994"]
        parts[place] = typed
        assert not birth(*parts).is_valid()


def test_what_was_typed_stays_in_the_boxes_and_the_wrong_box_is_marked() -> None:
    html = str(birth("", "4", "1994")["birth"])
    assert 'name="birth_month" value="4"' in html
    assert html.count("aria-invalid") == 1
    assert html.index("aria-invalid") < html.index("birth_month")


def test_a_stored_date_fills_the_boxes() -> None:
    html = str(Birth(initial={"birth": date(1994, 4, 27)})["birth"])
    assert all(f'value="{part}"' in html for part in ("27", "4", "1994"))
    assert 'autocomplete="bday-year"' in html


def test_only_a_month_is_a_month() -> None:
    assert [month_number(word) for word in ("مئی", "september", "12", "۰۷", "13", "ma", "", "x")] == [
        5, 9, 12, 7, 13, 0, 0, 0,
    ]  # fmt: skip


@pytest.mark.usefixtures("urdu")
def test_a_file_that_is_too_big_is_answered_with_both_sizes() -> None:
    big = SimpleUploadedFile("photo.png", PNG + bytes(6 * 1024 * 1024))
    assert refusal(UploadField(megabytes=5), big) == (
        "فائل 6.0 ایم بی کی ہے، یہاں 5 ایم بی تک لگتی ہے۔ نئی تصویر لیں یا چھوٹی فائل لگائیں۔"
    )


@pytest.mark.parametrize(
    ("name", "start"), [("photo.png", b"<svg onload="), ("a.jpg", b"MZ\x90"), ("b.pdf", b"%!PS")]
)
def test_a_file_is_known_by_its_first_bytes_and_not_by_its_name(name: str, start: bytes) -> None:
    assert refusal(UploadField(), SimpleUploadedFile(name, start + bytes(100)))


def test_a_pdf_is_a_paper_but_no_photograph() -> None:
    paper = SimpleUploadedFile("deed.pdf", b"%PDF-1.7" + bytes(100))
    assert UploadField().clean(paper) is paper
    assert paper.tell() == 0
    assert refusal(UploadField(pictures_only=True), paper)


@pytest.mark.usefixtures("urdu")
def test_the_limits_of_a_file_are_said_before_choosing() -> None:
    assert (
        str(UploadField(megabytes=3).help_text)
        == "تصویر (\u2066JPG, PNG\u2069) یا \u2066PDF\u2069، 3 ایم بی تک۔"
    )
