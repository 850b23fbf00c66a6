"""Asking a doctor or a laboratory, and putting their answer into the file. Locks as for every paper of a case."""

from datetime import datetime
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from khidmat.clocks.public import meet, start
from khidmat.files.public import receive
from khidmat.kernel.actor import Actor
from khidmat.kernel.transactions import as_one
from khidmat.station import policies
from khidmat.station.models import Docket, DocketResult, ForensicRequest, ForensicResult
from khidmat.station.operations.filing import need, note, refuse, save, told
from khidmat.station.operations.investigating import own_case
from khidmat.station.queries.fir import unsealed

#: How long a laboratory has; set by this system, no law names a time.
LABORATORY = "forensic.result"


@as_one
def docket(
    *,
    fir_id: UUID,
    name: str,
    woman: bool,
    consent: bool,
    consented_by: str,
    hospital: str,
    escort: str,
    sent_at: datetime,
    text: str,
    actor: Actor,
    now: datetime,
) -> Docket:
    """Send somebody to a doctor; whether he agreed, and who said so, stands in the docket."""
    one = own_case(fir_id, actor, policies.WRITE_PAPERS)
    texts = {"name": name, "consented_by": consented_by, "hospital": hospital, "escort": escort, "text": text}
    need(texts, {"hour": sent_at}, now)
    said = {field: words.strip() for field, words in texts.items()}
    made = Docket(woman=woman, consent=consent, sent_at=sent_at, **said)
    with unsealed(one):
        save(one, made, note(one, "docket", sent_at, actor, now), actor)
    return told(one, made, actor, now)


@as_one
def docket_result(
    *,
    fir_id: UUID,
    docket_id: UUID,
    doctor: str,
    female: bool,
    certificate: str,
    began_at: datetime,
    ended_at: datetime,
    text: str,
    paper: UploadedFile[bytes] | None,
    actor: Actor,
    now: datetime,
) -> DocketResult:
    """What the doctor wrote comes into the file."""
    one = own_case(fir_id, actor, policies.WRITE_PAPERS)
    texts = {"doctor": doctor, "certificate": certificate, "text": text}
    need(texts, {"ended": ended_at}, now)
    with unsealed(one):
        asked = Docket.objects.filter(fir=one, pk=docket_id, result=None).first()
        if asked is None or not asked.consent:
            refuse({"docket": _("Choose a docket that waits for its result.")})
        elif asked.woman and not female:
            refuse({"female": _("A woman is examined by a woman doctor (CrPC 164-A).")})
        elif not asked.sent_at <= began_at <= ended_at:
            refuse(
                {"began": _("The hours do not follow one another: sent, begun, ended. Look at them again.")}
            )
        said = {field: words.strip() for field, words in texts.items()}
        made = DocketResult(docket=asked, female=female, began_at=began_at, ended_at=ended_at, **said)
        entry = note(one, "docket_result", now, actor, now)
        made.paper = receive(upload=paper, kind="paper", now=now) if paper else None
        save(one, made, entry, actor)
    return told(one, made, actor, now)


@as_one
def request(
    *,
    fir_id: UUID,
    article: str,
    laboratory: str,
    question: str,
    sent_at: datetime,
    actor: Actor,
    now: datetime,
) -> ForensicRequest:
    """Ask a laboratory; its clock runs until the result is in the file."""
    one = own_case(fir_id, actor, policies.WRITE_PAPERS)
    texts = {"article": article, "laboratory": laboratory, "question": question}
    need(texts, {"hour": sent_at}, now)
    made = ForensicRequest(sent_at=sent_at, **{field: words.strip() for field, words in texts.items()})
    with unsealed(one):
        entry = note(one, "request", sent_at, actor, now)
        made.clock = start(rule=LABORATORY, office_id=one.station_id, actor=actor, now=now)
        save(one, made, entry, actor)
    return told(one, made, actor, now)


@as_one
def result(
    *,
    fir_id: UUID,
    request_id: UUID,
    report: str,
    received_at: datetime,
    text: str,
    paper: UploadedFile[bytes] | None,
    actor: Actor,
    now: datetime,
) -> ForensicResult:
    """What the laboratory found comes into the file; its clock is met."""
    one = own_case(fir_id, actor, policies.WRITE_PAPERS)
    need({"report": report, "text": text}, {"hour": received_at}, now)
    with unsealed(one):
        asked = ForensicRequest.objects.filter(fir=one, pk=request_id, result=None).first()
        if asked is None:
            refuse({"request": _("Choose a request that waits for its result.")})
        elif received_at < asked.sent_at:
            refuse({"hour": _("The result cannot be older than its request. Look at the date.")})
        else:
            meet(clock_id=asked.clock_id, actor=actor, now=now)
        made = ForensicResult(
            request=asked, report=report.strip(), received_at=received_at, text=text.strip()
        )
        entry = note(one, "result", received_at, actor, now)
        made.paper = receive(upload=paper, kind="paper", now=now) if paper else None
        save(one, made, entry, actor)
    return told(one, made, actor, now)
