"""One life after another through the operations that pages and jobs call, each stage timed."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.timezone import localdate

from bench.district import Desk, desks
from khidmat.documents.keys import load_certificate
from khidmat.documents.verify import verify
from khidmat.files.public import path
from khidmat.kernel.actor import Actor
from khidmat.kernel.roles import Role
from khidmat.org.public import PROVINCE_CHAIN
from khidmat.payments import public as payments
from khidmat.screening.public import Answer, Candidate, adjudicate
from khidmat.services import operations
from khidmat.services.models import Application, Verification
from khidmat.services.states import Status

STAGES = ("submit", "pay and screen", "compare", "mark", "report", "approve", "issue", "wait", "verify")


@dataclass
class Cost:
    """What a stage took in all: times, seconds of wall, of this process's processor, of waiting for the database."""

    times: int = 0
    wall: float = 0.0
    cpu: float = 0.0
    database: float = 0.0
    queries: int = 0


@dataclass
class Costs:
    """Costs by stage, and the wall of every single time; a query belongs to the stage that is open."""

    by_stage: dict[str, Cost] = field(default_factory=lambda: defaultdict(Cost))
    walls: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    now: Cost = field(default_factory=Cost)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count what happens inside under this name."""
        self.now = self.by_stage[name]
        wall, cpu = time.perf_counter(), time.thread_time()
        with connection.execute_wrapper(self._query):
            yield
        self.now.times += 1
        self.walls[name].append(time.perf_counter() - wall)
        self.now.wall += self.walls[name][-1]
        self.now.cpu += time.thread_time() - cpu

    def _query(self, execute: Callable[..., Any], *rest: Any) -> Any:
        since = time.perf_counter()
        try:
            return execute(*rest)
        finally:
            self.now.database += time.perf_counter() - since
            self.now.queries += 1


class Player:
    """Plays lives; `costs` are those of all of them together."""

    def __init__(self) -> None:
        self.costs = Costs()
        self.desks: dict[UUID, Desk] = {one.station.pk: one for one in desks()}
        self.tellers = {one.station.district_id: one.teller for one in self.desks.values()}
        self.root = load_certificate(Path(settings.PUBLIC_KEYS) / "root.pem")
        self.compared = 0

    def approve(self, application_id: str, citizen_id: UUID) -> None:
        """From the draft to the approval; the certificate is ordered with it."""
        desk = self.send(application_id, citizen_id)
        with self.costs.stage("approve"):
            operations.approve(application_id=UUID(application_id), actor=desk.approver, now=timezone.now())

    def send(self, application_id: str, citizen_id: UUID, *, visit: bool = True) -> Desk:
        """From the draft to where only the decision is missing, or to the station alone. Returns its desk."""
        citizen = Actor(Role.CITIZEN, PROVINCE_CHAIN, citizen_id)
        with self.costs.stage("submit"):
            sent = operations.submit(application_id=UUID(application_id), actor=citizen, now=timezone.now())
        with self.costs.stage("pay and screen"):
            self._pay(sent)
        sent.refresh_from_db()
        visits = list(sent.verifications.only("id", "office_id"))
        desk = self.desks[visits[0].office_id]
        if sent.records and sent.records.status != "cleared":
            with self.costs.stage("compare"):
                self._compare(sent, desk)
        for one in visits if visit else ():
            self._visit(one, desk)
        return desk

    def _pay(self, sent: Application) -> None:
        """At the counter of its district: those of one counter wait for each other's receipt number."""
        charge = payments.charge_for(sent.pk)
        if charge is None or sent.district_id is None:
            raise AssertionError("a certificate costs something")
        payments.take_cash(
            charge_id=charge.pk,
            rupees=charge.rupees,
            actor=self.tellers[sent.district_id],
            now=timezone.now(),
        )

    def _compare(self, sent: Application, desk: Desk) -> None:
        self.compared += 1
        for one in Candidate.objects.filter(of_check=sent.records_id, status=Answer.OPEN):
            adjudicate(
                candidate_id=one.pk,
                same=False,
                reason="Another father's name and another village.",
                actor=desk.keeper,
                now=timezone.now(),
            )

    def _visit(self, visit: Verification, desk: Desk) -> None:
        now = timezone.now()
        with self.costs.stage("mark"):
            operations.mark(verification_id=visit.pk, officer_id=desk.officer.user, actor=desk.head, now=now)
        with self.costs.stage("report"):
            operations.report(
                verification_id=visit.pk,
                finding="confirmed",
                visited_on=localdate(now),
                text=f"Met the family on the spot; lives there as written. {visit.pk.hex[-8:]}",
                actor=desk.officer,
                now=timezone.now(),
            )

    def issue(self, application_id: str) -> None:
        """What the worker does, in this process: for the profile only."""
        with self.costs.stage("issue"):
            operations.issue(application_id=UUID(application_id), now=timezone.now())

    def finished(self, waiting: list[str]) -> list[Application]:
        """Those that have their paper."""
        with self.costs.stage("wait"):
            found = Application.objects.filter(pk__in=waiting, status=Status.ISSUED)
            return list(found.select_related("certificate__blob", "person"))

    def verify(self, one: Application, *, twice: bool = False) -> bool:
        """Read the file back and check signature, every byte, facts and QR, and that it is this person's.

        `twice` adds the second library that `./khidmat verify` asks; it is timed apart.
        """
        with self.costs.stage("verify twice" if twice else "verify"):
            if one.certificate is None or one.certificate.blob is None or one.person is None:
                raise AssertionError(f"{one.ref} is issued without a paper")
            data = path(one.certificate.blob).read_bytes()
            now = datetime.now(tz=timezone.get_current_timezone())
            verdict = verify(data, root=self.root, now=now, twice=twice)
            facts = verdict.facts
        ours = (one.certificate.number, one.person.name_ur)
        return verdict.genuine and facts is not None and (facts.number, facts.name_ur) == ours
