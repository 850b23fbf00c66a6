"""The power fails in the middle of an FIR: what was typed is there, nothing else is, and no number is lost."""

from datetime import datetime
from typing import Any

import pytest
from django.db import DatabaseError, connection

from khidmat.audit.models import Event
from khidmat.station.models import DiaryEntry, Fir, FirDraft
from khidmat.station.operations import desk
from khidmat.station.operations import fir as firs
from khidmat.station.tests.test_desk import THEFT
from khidmat.station.typed import Typed

pytestmark = pytest.mark.usefixtures("committed")


def cut(*_told: object, **_how: object) -> None:
    """The message is the last thing but the ledger: number, rows and diary entry are written, nothing is committed."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_terminate_backend(pg_backend_pid())")


def test_the_draft_is_there_after_the_power_failed(
    cast: Any, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    complaint = desk.take(told=THEFT, actor=cast.saima, now=now)
    typed = Typed("379 PPC", cast.aslam.user_id, brief="موٹر سائیکل چوری", accused="نامعلوم، لمبا")
    act = {"complaint_id": complaint.pk, "typed": typed, "actor": cast.rashid, "now": now}
    firs.save_draft(**act)
    before = (DiaryEntry.objects.count(), Event.objects.count())
    with monkeypatch.context() as patch:
        patch.setattr(firs, "tell", cut)
        with pytest.raises(DatabaseError):
            firs.register(**act)
    connection.close()
    draft = FirDraft.objects.get()
    assert (draft.brief, draft.accused, draft.officer_id) == (typed.brief, typed.accused, typed.officer_id)
    assert (Fir.objects.count(), (DiaryEntry.objects.count(), Event.objects.count())) == (0, before)
    assert firs.register(**act).number == 1
