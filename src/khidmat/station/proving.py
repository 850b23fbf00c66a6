"""Whether a printed page of the diary, the books and the ledger say the same."""

from dataclasses import dataclass

from khidmat.audit import public as audit
from khidmat.station import digests, events
from khidmat.station.models import DiaryPrint
from khidmat.station.queries.diary import page


@dataclass(frozen=True, slots=True)
class Proof:
    """What was found: the page's digest made anew, entries the ledger tells otherwise, and the ledger's own end."""

    printed: DiaryPrint
    digest: str
    otherwise: tuple[int, ...]
    same_link: bool

    @property
    def agrees(self) -> bool:
        """Paper, books and ledger say the same."""
        return self.digest == self.printed.digest and not self.otherwise and self.same_link


def prove(printed: DiaryPrint) -> Proof:
    """Read the entries again as they stand now and compare them with the paper and with the ledger."""
    entries = list(page(printed.day)[: printed.entries])
    told = audit.told(events.DIARY_WRITTEN, [one.pk for one in entries])
    otherwise = [one.number for one in entries if told.get(one.pk, {}).get("digest") != digests.of_entry(one)]
    there = audit.link(printed.day.station_id, printed.link) if printed.link else ""
    return Proof(
        printed=printed,
        digest=digests.of_page(entries),
        otherwise=tuple(otherwise),
        same_link=there == printed.head,
    )
