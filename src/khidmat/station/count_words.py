"""What counts write into the diary, in both languages."""

from khidmat.station.counts import CountKind
from khidmat.station.models import Count
from khidmat.station.words import Both

KINDS: dict[str, Both] = {
    CountKind.FULL: ("everything", "مکمل"),
    CountKind.HIGH_RISK: ("narcotics, cash and weapons", "منشیات، نقدی اور اسلحہ"),
    CountKind.RANDOM: ("drawn by lot", "قرعہ"),
}


def closed(made: Count, articles: int, cases: int) -> Both:
    """The malkhana was counted."""
    kind = KINDS[made.kind]
    return (
        f"Malkhana counted ({kind[0]}): {articles} articles looked for, {cases} differences.",
        f"مال خانے کی پڑتال ہوئی ({kind[1]}): {articles} مال دیکھے گئے، {cases} فرق۔",
    )
