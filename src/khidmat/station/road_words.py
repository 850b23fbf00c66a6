"""What removals write into the diary, in both languages. Numbers and places only: never a name of a case."""

from collections.abc import Sequence

from khidmat.station.models import Item, RoadArticle, RoadCertificate
from khidmat.station.property_words import span
from khidmat.station.removals import Purpose
from khidmat.station.words import Both

PURPOSES: dict[str, Both] = {
    Purpose.LABORATORY: ("laboratory", "لیبارٹری"),
    Purpose.COURT: ("court", "عدالت"),
    Purpose.STATION: ("malkhana of another station", "دوسرے تھانے کا مال خانہ"),
    Purpose.HOLDER: ("sapurdari", "سپرداری"),
    Purpose.OWNER: ("given back to the owner", "مالک کو واپسی"),
    Purpose.STATE: ("confiscated or sold for the State", "بحق سرکار ضبطی یا نیلامی"),
    Purpose.DESTROYED: ("destroyed", "تلفی"),
}

#: Whom a court named stands in `Bond`, which is sealed with its case; the signature says only what he is.
BY_NAME: dict[str, str] = {Purpose.HOLDER: "سپردار", Purpose.OWNER: "مالک"}


def left(made: RoadCertificate, articles: Sequence[RoadArticle]) -> Both:
    """Things went out."""
    numbers, why = span([str(one.item) for one in articles]), PURPOSES[made.purpose]
    return (
        f"Road certificate {made}: {len(articles)} articles of register XIX ({numbers}) went out, {why[0]}.",
        f"روڈ سرٹیفکیٹ نمبر {made}: رجسٹر نمبر 19 کے {len(articles)} مال ({numbers}) روانہ ہوئے، {why[1]}۔",
    )


def received(made: RoadCertificate) -> Both:
    """They were received where they went."""
    return (
        f"Road certificate {made}: received there; the receipt came back signed.",
        f"روڈ سرٹیفکیٹ نمبر {made}: مال وہاں وصول ہوا، دستخط شدہ رسید واپس آئی۔",
    )


def back(made: RoadCertificate, item: Item) -> Both:
    """A thing came back."""
    return (
        f"Malkhana: article {item} came back on road certificate {made}.",
        f"مال خانہ: مال نمبر {item} روڈ سرٹیفکیٹ نمبر {made} پر واپس آیا۔",
    )
