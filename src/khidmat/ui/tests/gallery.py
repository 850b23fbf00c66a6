"""Every component on a few pages, in both languages, for looking at and for the browser tests.

`DJANGO_SETTINGS_MODULE=khidmat.ui.tests.settings python -m khidmat.ui.tests 8123` serves it.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace
from uuid import UUID

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path
from django.utils.translation import get_language

from khidmat.kernel.actor import Actor
from khidmat.kernel.roles import Role
from khidmat.ui.fields import Choice, CnicField, DayMonthYearField, MobileField, NameField, UploadField
from khidmat.ui.navigation import Link, SignedIn

handler400 = "khidmat.ui.pages.bad_request"
handler403 = "khidmat.ui.pages.forbidden"
handler404 = "khidmat.ui.pages.not_found"
handler500 = "khidmat.ui.pages.server_error"
NOW = datetime(2026, 11, 21, 10, 42, tzinfo=UTC)


def t(urdu: str, english: str) -> str:
    """Text of the gallery in the reader's language, when it is shown."""
    return _Both(urdu, english)  # type: ignore[return-value]  # behaves as a lazy string


class _Both:
    def __init__(self, urdu: str, english: str) -> None:
        self.urdu, self.english = urdu, english

    def __str__(self) -> str:
        return self.english if get_language() == "en" else self.urdu

    def __html__(self) -> str:
        return str(self)


def visitor(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: everybody is a visitor here."""

    def handle(request: HttpRequest) -> HttpResponse:
        request.actor = Actor(role=Role.PUBLIC, chain=UUID(int=0))  # type: ignore[attr-defined]
        return answer(request)

    return handle


class Apply(forms.Form):
    """One of every field."""

    name = NameField(
        label=t("نام", "Name"),
        help_text=t(
            "جیسا شناختی کارڈ پر لکھا ہے۔ شروع میں جناب یا ڈاکٹر نہ لکھیں۔",
            "As on the CNIC. No Mr or Dr in front.",
        ),
    )
    name_en = NameField(
        label=t("نام (انگریزی حروف میں)", "Name in English letters"),
        help_text=t("جیسا پاسپورٹ پر ہے۔", "As in the passport."),
        script="latin",
        required=False,
    )
    father = NameField(label=t("والد / شوہر کا نام", "Father's or husband's name"))
    cnic = CnicField(label=t("شناختی کارڈ نمبر", "CNIC number"))
    birth = DayMonthYearField(
        label=t("تاریخ پیدائش", "Date of birth"),
        help_text=t("دن، مہینہ، سال۔ جیسے \u206627 / 4 / 1994\u2069", "Day, month, year. Like 27 / 4 / 1994"),
        birth=True,
    )
    mobile = MobileField(
        label=t("موبائل نمبر", "Mobile number"),
        help_text=t("کوڈ اور خبر اسی نمبر پر آئے گی۔", "The code and the news come to this number."),
    )
    purpose = forms.ChoiceField(
        label=t("سرٹیفکیٹ کس لیے چاہیے؟", "What is the certificate for?"),
        widget=forms.RadioSelect,
        choices=[
            (
                "visa",
                Choice(t("ویزا", "Visa"), t("سفارت خانے کا نام سرٹیفکیٹ پر آئے گا", "The embassy is named")),
            ),
            ("job", Choice(t("ملازمت", "Job"), t("ملک میں یا باہر", "In Pakistan or abroad"))),
            ("education", Choice(t("تعلیم", "Education"), t("داخلہ یا وظیفہ", "Admission or scholarship"))),
            ("other", Choice(t("کوئی اور", "Other"), t("ایک سطر میں لکھنا ہوگا", "To be told in one line"))),
        ],
    )
    station = forms.ChoiceField(
        label=t("اس پتے کا تھانہ", "Police station of this address"),
        help_text=t(
            "پتے سے تھانہ خود چنا گیا ہے۔ ٹھیک نہ ہو تو بدل دیں۔",
            "The station was chosen from the address. Change it if it is wrong.",
        ),
        choices=[("", t("چنیں", "Choose")), ("1", t("تھانہ اے ڈویژن، قصور", "A-Division, Kasur"))],
    )
    address = forms.CharField(
        label=t("موجودہ پتہ", "Present address"),
        help_text=t(
            "مکان، گلی، محلہ یا گاؤں، ڈاک خانہ، تحصیل۔ جتنا معلوم ہو۔",
            "House, street, neighbourhood or village, post office, tehsil. As much as is known.",
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=300,
    )
    photo = UploadField(label=t("تصویر", "Photograph"), pictures_only=True, megabytes=5, required=False)
    agree = forms.BooleanField(
        label=t("اوپر لکھی معلومات درست ہیں۔", "What is written above is true."), required=True
    )


WRONG = {
    "name": "محمد اکرم چوہدری",
    "name_en": "Muhammad Akram",
    "father": "غلام رسول",
    "cnic": "00202-1234567",
    "birth_day": "31",
    "birth_month": "2",
    "birth_year": "1994",
    "mobile": "03001234567",
    "purpose": "visa",
    "station": "1",
    "address": "مکان نمبر 12، گلی 4، کوٹ مراد خان، قصور",
    "agree": "on",
}


def apply(request: HttpRequest) -> HttpResponse:
    """A citizen's form with errors; a post shows the form with its own."""
    posted = request.POST if request.method == "POST" else None
    form = Apply(posted or (WRONG if request.GET.get("wrong", "1") == "1" else None))
    steps = [
        t("موبائل", "Mobile"),
        t("آپ کے بارے میں", "About you"),
        t("پتہ", "Address"),
        t("مقصد", "Purpose"),
        t("کاغذات", "Papers"),
        t("دیکھیں اور بھیجیں", "Check and send"),
    ]
    needs = [
        t("شناختی کارڈ یا نائیکوپ", "CNIC or NICOP"),
        t("تازہ تصویر", "A recent photograph"),
        t("پتے کا ثبوت", "Proof of address"),
        t("پاسپورٹ، اگر باہر جانا ہو", "Passport, if going abroad"),
    ]
    facts = [
        (t("فیس", "Fee"), t("500 روپے", "Rs 500")),
        (t("کتنے دن", "Days"), t("3 کام کے دن", "3 working days")),
    ]
    return page(request, "gallery/apply.html", form=form, steps=steps, needs=needs, facts=facts)


def saved(request: HttpRequest) -> HttpResponse:
    """What autosave posts to; `?status=` makes it refuse."""
    return HttpResponse(status=int(request.GET.get("status", "204")))


def track(request: HttpRequest) -> HttpResponse:
    """A citizen follows an application."""
    events = [
        {"title": t("درخواست جمع ہو گئی", "Application received"), "state": "done", "at": NOW},
        {"title": t("ریکارڈ کی پڑتال", "Record check"), "state": "done", "at": NOW},
        {
            "title": t("تھانہ اے ڈویژن میں تصدیق", "Verification at A-Division"),
            "state": "late",
            "due": NOW,
            "note": t("آپ کے کام میں دیر ہوئی، ہمیں افسوس ہے۔", "Your work is late and we are sorry."),
        },
        {"title": t("فیصلہ", "Decision"), "state": "now", "due": NOW},
        {"title": t("سرٹیفکیٹ", "Certificate"), "state": "next"},
    ]
    person = SimpleNamespace(name="Muhammad Akram", name_ur="محمد اکرم")
    return page(request, "gallery/track.html", events=events, person=person, now=NOW)


ROWS = [
    ("PCC-KSR-2026-004217", "محمد اکرم", "Muhammad Akram", "bad", -2),
    ("PCC-KSR-2026-004231", "چوہدری عبدالرحمٰن", "Ch. Abdul Rehman", "warn", 0),
    ("PCC-KSR-2026-004240", "عائشہ پروین", "Ayesha Parveen", "info", 3),
    ("PCC-KSR-2026-004251", "غلام مصطفیٰ گھمن", "Ghulam Mustafa Ghumman", "good", 5),
]


def desk(request: HttpRequest) -> HttpResponse:
    """An officer's home."""
    counts = [
        {"label": t("وقت گزر گیا", "Overdue"), "count": 7, "url": "#late", "tone": "bad"},
        {"label": t("آج آخری دن", "Due today"), "count": 12, "url": "#today", "tone": "warn"},
        {"label": t("درخواست گزار کے جواب کا انتظار", "Waiting for applicant"), "count": 0, "url": "#query"},
        {"label": t("اس ہفتے مکمل", "Done this week"), "count": 1284, "url": "#done", "tone": "good"},
    ]
    rows = [
        {
            "ref": ref,
            "person": SimpleNamespace(name=en, name_ur=ur),
            "tone": tone,
            "days": days,
            "late": days < 0,
        }
        for ref, ur, en, tone, days in ROWS
    ]
    listed = Paginator(range(95), 25).page(2)
    return page(request, "gallery/desk.html", officer=True, counts=counts, rows=rows, listed=listed, now=NOW)


def compare(request: HttpRequest) -> HttpResponse:
    """A record keeper decides: same person or not."""
    same, near = t("ایک جیسا", "The same"), t("ملتا جلتا", "Alike")
    left = SimpleNamespace(name="Muhammad Akram", name_ur="محمد اکرم")
    lines = [
        (t("نام", "Name"), "محمد اکرم", "محمد اکرم", "same", same),
        (t("نام (انگریزی)", "Name in English letters"), "Muhammad Akram", "Mohd Akram", "near", near),
        (t("والد کا نام", "Father's name"), "غلام رسول", "غلام حسین", "other", t("مختلف", "Different")),
        (t("عمر", "Age"), "32", "34", "near", near),
        (t("پتہ", "Address"), "کوٹ مراد خان، قصور", "", "", t("درج نہیں", "Not recorded")),
    ]
    rows = [dict(zip(("label", "left", "right", "verdict", "word"), line, strict=True)) for line in lines]
    return page(request, "gallery/compare.html", officer=True, rows=rows, left=left)


def missing(request: HttpRequest) -> HttpResponse:
    """404 as a visitor meets it."""
    return render(request, "404.html", status=404)


def page(request: HttpRequest, template: str, *, officer: bool = False, **context: object) -> HttpResponse:
    """Render with the navigation that a context processor gives in the program."""
    citizen = [Link(t("درخواست کا حال", "Track application"), "/track/"), Link(t("مدد", "Help"), "/help/")]
    work = [
        Link(t("آج کا کام", "Today's work"), "/desk/", current=template.endswith("desk.html"), count=19),
        Link(t("درخواستیں", "Applications"), "/applications/"),
        Link(t("ملتے جلتے ریکارڈ", "Possible matches"), "/compare/", template.endswith("compare.html"), 4),
        Link(t("تلاش", "Search"), "/search/"),
    ]
    hina = SignedIn(t("حنا", "Hina"), "/out/", post=t("ڈی پی او، ضلع قصور", "DPO, District Kasur"))
    around = {"nav": work if officer else citizen, "signed_in": hina if officer else None, "demo": True}
    return render(request, template, {**around, **context})


urlpatterns = [
    path("", apply),
    path("saved/", saved),
    path("track/", track),
    path("desk/", desk),
    path("compare/", compare),
    path("missing/", missing),
    path("ui/", include("khidmat.ui.urls")),
]
