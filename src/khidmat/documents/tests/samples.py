"""One invented person, on paper."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from cryptography import x509
from PIL import Image

from khidmat.documents.codes import code_of
from khidmat.documents.facts import Address, CertificateFacts, DisclosedCase, valid_until
from khidmat.documents.keys import Places, ensure, load_certificate, load_qr_key
from khidmat.documents.qr import qr_text
from khidmat.documents.render import render
from khidmat.documents.sign import Sealer

BASE = "http://localhost:8000"
ISSUED = date(2026, 11, 21)
NOW = datetime(2026, 11, 22, 6, tzinfo=UTC)
LONG_NAME = (
    "Muhammad Abdul Rehman Shahzad Siddiqui Chaudhary Ghulam Mustafa Zulfiqar Hussain "
    "Bukhari Gillani Qureshi Hashmi Ansari X"
)
LONG_NAME_UR = (
    "محمد عبدالرحمٰن شہزاد صدیقی چوہدری غلام مصطفیٰ ذوالفقار "
    "حسین بخاری گیلانی قریشی ہاشمی انصاری کھوکھر وڑائچ چٹھہ گھمن ڈوگر"
)
HERE = Address(
    kind="present",
    text="House 12-B, Street 4, Mohalla Kot Murad Khan, Kasur",
    text_ur="مکان نمبر 12-B، گلی نمبر 4، محلہ کوٹ مراد خان، قصور",
    station="Police Station A Division",
    station_ur="تھانہ اے ڈویژن",
)
FAR = Address(
    kind="permanent",
    text=(
        "House No. 127/A-3, Street No. 14, Mohalla Islampura near Jamia Masjid Noor, Basti Chiragh Shah, "
        "Post Office Kot Radha Kishan, Tehsil Kot Radha Kishan, District Kasur, Punjab, beside the old canal "
        "rest house and the public girls' high school, near the grain market and the railway crossing, "
        "Pakistan"
    ),
    text_ur=(
        "مکان نمبر 127/A-3، گلی نمبر 14، محلہ اسلام پورہ نزد جامع مسجد نور، بستی چراغ شاہ، "
        "ڈاک خانہ کوٹ رادھا کشن، تحصیل کوٹ رادھا کشن، ضلع قصور، پنجاب، پرانے نہری ریسٹ ہاؤس "
        "اور گورنمنٹ گرلز ہائی سکول کے ساتھ، غلہ منڈی اور ریلوے پھاٹک کے قریب، ڈاک خانہ خاص، "
        "نزد یونین کونسل دفتر اور بنیادی مرکز صحت، پاکستان"
    ),
    station="Police Station Kot Radha Kishan",
    station_ur="تھانہ کوٹ رادھا کشن",
)


@cache
def photo(shade: int = 120) -> bytes:
    """A grey portrait-shaped JPEG."""
    out = BytesIO()
    Image.new("RGB", (360, 450), (shade, shade, shade)).save(out, "JPEG", quality=85)
    return out.getvalue()


def facts(**changes: object) -> CertificateFacts:
    """The facts of Muhammad Akram's certificate, with changes."""
    content: dict[str, object] = {
        "number": "PCC-KSR-2026-004217",
        "code": code_of(bytes(range(7, 23))),
        "issued_on": ISSUED,
        "valid_until": valid_until(ISSUED),
        "name": "Muhammad Akram",
        "name_ur": "محمد اکرم",
        "relation": "father",
        "relative": "Ghulam Rasool",
        "relative_ur": "غلام رسول",
        "id_kind": "cnic",
        "id_number": "0350212345671",
        "birth_date": date(1994, 4, 27),
        "addresses": (HERE,),
        "period_from": date(2014, 3, 1),
        "period_to": ISSUED,
        "purpose": "Visa – Germany, Embassy of Germany, Islamabad",
        "purpose_ur": "ویزا: جرمنی، سفارت خانہ جرمنی، اسلام آباد",
        "office": "District Police Office Kasur",
        "office_ur": "ڈسٹرکٹ پولیس آفس قصور",
        "signatory": "DSP Headquarters, Kasur",
        "signatory_ur": "ڈی ایس پی ہیڈکوارٹرز، قصور",
        "photo_sha256": sha256(photo()).hexdigest(),
    }
    return CertificateFacts(**(content | changes))  # type: ignore[arg-type]


def pending(number: int = 351) -> DisclosedCase:
    """A case before a court."""
    return DisclosedCase(
        reference=f"{number}/24",
        station="Police Station Sadar Kasur",
        station_ur="تھانہ صدر قصور",
        sections="379/411 PPC",
        stage="pending",
    )


def conviction(number: int = 12) -> DisclosedCase:
    """A conviction with its court and date."""
    return DisclosedCase(
        reference=f"{number}/19",
        station="Police Station Sadar Kasur",
        station_ur="تھانہ صدر قصور",
        sections="9(c) CNSA",
        stage="convicted",
        court="Judicial Magistrate Section 30, Kasur",
        court_ur="جوڈیشل مجسٹریٹ دفعہ 30، قصور",
        decided_on=date(2019, 5, 3),
    )


@dataclass(frozen=True, slots=True)
class Office:
    """An installation with keys of its own."""

    places: Places

    @property
    def root(self) -> x509.Certificate:
        """The certificate that verifiers pin."""
        return load_certificate(self.places.public / "root.pem")

    def qr(self, paper: CertificateFacts) -> str:
        """The QR text of a paper."""
        return qr_text(paper, base_url=BASE, key=load_qr_key(self.places.secret))

    def unsigned(self, paper: CertificateFacts, *, qr: str = "") -> bytes:
        """The paper before the signature."""
        return render(
            paper,
            photo=photo(),
            qr=qr or self.qr(paper),
            qr_certificate=(self.places.public / "qr.pem").read_bytes(),
            base_url=BASE,
        )

    def sealed(self, paper: CertificateFacts) -> bytes:
        """The finished paper."""
        return Sealer(self.places.secret).seal(self.unsigned(paper))


def office(folder: Path, *, demo: bool = True) -> Office:
    """A fresh installation."""
    places = Places(folder / "keys", folder / "public", demo=demo)
    ensure(places, now=NOW)
    return Office(places)
