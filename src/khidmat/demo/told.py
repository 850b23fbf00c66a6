"""What people tell of each head of crime, and under which sections it is written."""

from dataclasses import dataclass

from khidmat.station.public import Matter


@dataclass(frozen=True, slots=True)
class Telling:
    """Sections as officers write them, sentences as people say them, what the matter is."""

    sections: tuple[str, ...]
    words: tuple[str, ...]
    matter: str = Matter.OTHER


TOLD = {
    "MURDER": Telling(
        ("302/34 PPC", "302/109 PPC", "302/148/149 PPC"),
        ("پرانی رنجش پر گولی مار کر قتل کر دیا۔", "زمین کے جھگڑے میں کلہاڑی کے وار سے جان سے مار دیا۔"),
        Matter.BODY,
    ),
    "ATT_MURDER": Telling(
        ("324 PPC", "324/34 PPC"),
        ("جان سے مارنے کی نیت سے فائر کیا، گولی ٹانگ میں لگی۔", "پستول سے سیدھا فائر کیا، بال بال بچا۔"),
        Matter.BODY,
    ),
    "HURT": Telling(
        ("337-A(ii) PPC", "337-F(iii) PPC", "337-L(2)/34 PPC"),
        ("ڈنڈوں سے مارا، سر پر چوٹ آئی۔", "بچوں کی لڑائی پر گھر آ کر مارا پیٹا، بازو پر چوٹ ہے۔"),
        Matter.BODY,
    ),
    "ASSAULT_POLICE": Telling(
        ("353/186 PPC",), ("ناکے پر روکنے پر ملازم سے ہاتھا پائی کی اور وردی پھاڑ دی۔",), Matter.BODY
    ),
    "ACC_FATAL": Telling(
        ("320 PPC", "322 PPC"),
        ("تیز رفتار ٹرک نے موٹر سائیکل کو ٹکر ماری، سوار موقع پر جان سے گیا۔",),
        Matter.BODY,
    ),
    "ACC_NONFATAL": Telling(
        ("279/337-G PPC",), ("بے احتیاطی سے گاڑی چلاتے ہوئے ٹکر ماری، ٹانگ ٹوٹ گئی۔",), Matter.BODY
    ),
    "KIDNAP": Telling(
        ("363 PPC", "365 PPC"), ("گھر سے بازار گیا، نامعلوم لوگ گاڑی میں بٹھا کر لے گئے۔",), Matter.BODY
    ),
    "RAPE": Telling(("376 PPC",), ("زیادتی کی رپورٹ، بیان خاتون افسر نے لکھا۔",), Matter.BODY),
    "THEFT": Telling(
        ("379 PPC", "380 PPC"),
        (
            "بازار سے موبائل فون چوری ہو گیا۔",
            "رات گھر سے زیور اور نقدی چوری ہوئی۔",
            "کھیت سے موٹر پمپ چوری ہو گیا۔",
        ),
        Matter.THEFT,
    ),
    "DACOITY": Telling(
        ("395 PPC", "395/412 PPC"),
        ("پانچ مسلح افراد نے گھر والوں کو باندھ کر زیور اور نقدی لوٹ لی۔",),
        Matter.THEFT,
    ),
    "ROBBERY": Telling(
        ("392 PPC", "394 PPC"),
        ("دو موٹر سائیکل سواروں نے پستول دکھا کر نقدی اور فون چھین لیا۔", "سڑک پر روک کر لوٹ لیا۔"),
        Matter.THEFT,
    ),
    "S382": Telling(("382 PPC",), ("چوری کے وقت روکنے پر چھری دکھائی اور سامان لے گیا۔",), Matter.THEFT),
    "BURGLARY": Telling(
        ("457/380 PPC", "454/380 PPC"), ("رات دیوار میں نقب لگا کر سامان لے گئے۔",), Matter.THEFT
    ),
    "CATTLE_THEFT": Telling(
        ("379 PPC", "457/380 PPC"),
        ("باڑے سے دو بھینسیں چوری ہو گئیں۔", "رات ڈیرے سے گائے کھول کر لے گئے۔"),
        Matter.THEFT,
    ),
    "MV_SNATCH": Telling(
        ("392 PPC", "394 PPC"),
        ("پستول دکھا کر موٹر سائیکل چھین لی۔", "گاڑی روک کر چابی چھینی اور لے گئے۔"),
        Matter.THEFT,
    ),
    "MV_THEFT": Telling(("381-A PPC",), ("گھر کے باہر کھڑی موٹر سائیکل چوری ہو گئی۔",), Matter.THEFT),
    "S411": Telling(("411 PPC",), ("ملزم کے قبضے سے چوری کا مال نکلا۔",), Matter.THEFT),
    "PROHIBITION": Telling(
        ("9(c) CNSA", "9(b) CNSA", "3/4 PEHO"),
        ("گشت کے دوران مشتبہ شخص سے چرس ملی۔", "مخبری پر چھاپہ مارا، دیسی شراب ملی۔"),
    ),
    "ARMS": Telling(("13-2(a)/20/65 AO",), ("تلاشی پر بغیر لائسنس پستول اور گولیاں ملیں۔",)),
    "GAMBLING": Telling(("5 Gambling", "6 Gambling"), ("تاش پر جوا کھیلتے ہوئے پکڑے گئے، داؤ کی رقم ملی۔",)),
    "MISC": Telling(
        ("489-F PPC", "420 PPC", "506 PPC", "188 PPC", "337-H(2) PPC"),
        (
            "چیک بینک سے واپس ہو گیا، رقم نہیں مل رہی۔",
            "فون پر جان سے مارنے کی دھمکی دی۔",
            "شادی پر ہوائی فائرنگ کی۔",
        ),
    ),
}
