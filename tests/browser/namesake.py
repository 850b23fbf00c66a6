"""The travellers of the journey, and the criminal records of namesakes of theirs who are other people."""

from khidmat.demo.caseload import CaseRecord
from tests.browser.journey import Traveller

TRAVELLERS = {
    "ur": Traveller("03000000101", "0123400000101", "Khurram Shahbaz", "خرم شہباز"),
    "en": Traveller("03000000102", "0123400000102", "Nauman Shahbaz", "نعمان شہباز"),
}
#: Applicants of the fairness test: one with a namesake on record, one whose house is not found.
CLEARED = {
    "ur": Traveller("03000000103", "0123400000103", "Shahzad Pervaiz", "شہزاد پرویز"),
    "en": Traveller("03000000104", "0123400000104", "Rizwan Pervaiz", "رضوان پرویز"),
}
REFUSED = {
    "ur": Traveller("03000000105", "0123400000105", "Waqar Younis", "وقار یونس"),
    "en": Traveller("03000000106", "0123400000106", "Adeel Younis", "عدیل یونس"),
}


def _namesake(number: int, who: Traveller) -> CaseRecord:
    return CaseRecord(
        station="A Division",
        case_ref=f"{700 + number}/19",
        year=2019,
        sections="379 PPC",
        stage="pending",
        court="",
        decided_on=None,
        juvenile=False,
        name=who.name,
        name_ur=who.name_ur,
        father="M. Akram",
        father_ur="محمد اکرم",
        relation="father",
        cnic="",
        birth_year=1991,
        address="Kasur",
        district="Kasur",
        station_code="KSR-PS-01",
        whose="stranger",
        person=None,
    )


NAMESAKES = tuple(
    _namesake(number, who) for number, who in enumerate([*TRAVELLERS.values(), *CLEARED.values()])
)
