"""A final report on paper, in the layout of Police Form 25.56(1): Urdu, as many leaves as it needs."""

from pathlib import Path

from django.conf import settings
from django.utils.translation import override

from khidmat.documents.public import typesetter
from khidmat.kernel.urdu import isolate
from khidmat.station.court_states import CHALLANS, ReportKind, Standing
from khidmat.station.fir_words import SEALED
from khidmat.station.models import FinalReport, StepWords
from khidmat.station.queries.accused import Line
from khidmat.station.queries.court import CourtFile, Paper
from khidmat.ui import formats

TEMPLATES = Path(__file__).parent / "templates" / "typst"
WITHHELD = SEALED[1]
#: The titles as printed on the forms of the province.
TITLES = {
    ReportKind.FULL: ("فارم رپورٹ چالان زیر دفعہ", "173"),
    ReportKind.INTERIM: ("عبوری رپورٹ زیر دفعہ", "173"),
    ReportKind.ABSENT: ("فارم رپورٹ چالان زیر دفعہ", "512"),
    ReportKind.CANCELLATION: ("فارم رپورٹ اختتامی بصیغہ اخراج زیر دفعہ", "173"),
    ReportKind.UNTRACED: ("فارم رپورٹ اختتامی بصیغہ عدم پتہ زیر دفعہ", "173"),
}
#: The steps whose words stand below the report, with what they are called there.
BELOW = {
    "forward": "ایس ایچ او",
    "send": "رائے ضلعی افسر",
    "file": "حکم ضلعی افسر",
    "object": "اعتراض پراسیکیوٹر",
    "pass": "رائے پراسیکیوٹر",
    "pass_interim": "رائے پراسیکیوٹر",
    "pass_cancellation": "رائے پراسیکیوٹر",
    "cancel": "حکم عدالت",
    "disagree": "حکم عدالت",
}


def pdf(found: CourtFile, paper: Paper) -> bytes:
    """The report to print. Of a sealed case whoever may not know the names gets it without them."""
    with override("ur"):
        return typesetter(TEMPLATES).set("challan.typ", words_of(found, paper))


def words_of(found: CourtFile, paper: Paper) -> dict[str, object]:
    """What stands on the form, Urdu; numbers are set left to right by the template."""
    fir, report, words = found.fir, paper.report, paper.words
    kind = ReportKind(report.kind)
    return {
        "title": TITLES[kind][0],
        "section": TITLES[kind][1],
        "challan": kind in CHALLANS,
        "ground": report.get_ground_display() if report.ground else "",
        "station": fir.station.name_ur,
        "district": fir.station.district.name_ur if fir.station.district else "",
        "number": str(fir),
        "registered": formats.date_table(fir.registered_at),
        "report": str(report.number),
        "written": formats.date_table(report.at),
        "sections": report.sections,
        "parties": words.parties if words else WITHHELD,
        "absent": _named(paper, Standing.ABSENT),
        "custody": _named(paper, Standing.CUSTODY),
        "bail": _named(paper, Standing.BAIL),
        "released": _named(paper, Standing.RELEASED),
        "property": words.property_text if words else WITHHELD,
        "witnesses": words.witnesses if words else WITHHELD,
        "facts": words.facts if words else WITHHELD,
        "opinion": words.opinion if words else WITHHELD,
        "told": _told(paper),
        "below": _below(found, report) if words else [],
        "officer": report.by.name_ur or report.by.name,
        "sealed": found.sealed,
        "specimen": not settings.PRODUCTION,
    }


def _named(paper: Paper, standing: Standing) -> str:
    return "\n".join(_called(line) for line, how in paper.named if how == standing)


def _called(line: Line) -> str:
    """An accused as the form names him: number, name or description, father, address."""
    text = line.text
    if text is None:
        return f"{line.accused.number} {WITHHELD}"
    parts = [text.name_ur or text.name or text.described, text.father, text.address]
    return f"{line.accused.number} " + "، ".join(part for part in parts if part)


def _told(paper: Paper) -> str:
    if paper.told is None:
        return ""
    return f"{isolate(formats.date_table(paper.told.told_on))}، {paper.told.get_how_display()}"


def _below(found: CourtFile, report: FinalReport) -> list[dict[str, str]]:
    """What the SHO, the superintendent, the prosecutor and the court wrote on this report, in its order."""
    return [
        {
            "label": BELOW[step.name],
            "by": step.by.name_ur or step.by.name,
            "at": formats.date_table(step.at),
            "order": words.order_no,
            "text": _said(words),
        }
        for step, words in found.steps
        if words is not None and step.name in BELOW and step.report_id == report.pk
    ]


def _said(words: StepWords) -> str:
    heard = f"\nمدعی کا بیان: {words.heard}" if words.heard else ""
    return words.text + heard
