"""What is in the books after a crash, read as the owner: each act exactly once, and nothing left half done."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import psycopg

from khidmat.launch.processes import tail
from khidmat.notify.tests.servers import Aggregator
from tests.crash.diary import Act
from tests.crash.victims import Victims, until

#: Acts of forms: the ledger's word for each.
WORD = {
    "submit": "services.submitted",
    "mark": "services.marked",
    "report": "services.reported",
    "approve": "services.approved",
}
TIMES = {
    "start": "select count(*) from services_application where id = %(thing)s",
    "save": "select count(*) from services_application where id = %(thing)s and answers @> %(data)s",
    "open": "select least(1, count(*)) from audit_event where subject_id = %(thing)s and code = 'services.read'",
    "pay": "select count(*) from payments_receipt where charge_id = %(thing)s",
    "refund": "select count(*) from payments_refund where receipt_id = %(thing)s",
    "attach": "select least(min(n), 1) + greatest(max(n), 1) - 1 from (select f, (select count(*) from"
    " services_attachment where application_id = %(thing)s and field = f and replaced_at is null) n"
    " from unnest(array['photo', 'id_copy']) f) fields",
}
DONE_ONCE = "select count(*) from audit_event where subject_id = %(thing)s and code = %(word)s"
KEPT_KEY = "select count(*) from audit_act where key = %(key)s and result = %(thing)s"

#: Rows that must not be. Every application here goes all the way, so what stands still is a fault too.
FAULTS = {
    "an approved application has no paper": "select ref from services_application where status = 'approved'",
    "a certificate is not one application's": """
        select number from documents_certificate c
        where (select count(*) from services_application a where a.id = c.about and a.certificate_id = c.id
               and a.status = 'issued') <> 1""",
    "an act of one thing stands twice in the ledger": """
        select code, subject_id from audit_event
        where code in ('services.started', 'services.submitted', 'services.marked', 'services.reported',
                       'services.approved', 'services.issued', 'payments.raised', 'payments.taken', 'payments.refunded',
                       'documents.numbered', 'documents.sealed')
        group by 1, 2 having count(*) > 1""",
    "numbers have a gap, or the counter says another one": """
        select o.code, extract(year from c.issued_on), count(*), max(s.last)
        from documents_certificate c join org_office o on o.id = c.office_id
        left join org_serial s on s.office_id = o.id and s.kind = 'PCC' and s.year = extract(year from c.issued_on)
        group by 1, 2 having count(*) <> max(right(c.number, 6)::int) or min(right(c.number, 6)::int) <> 1
        or count(*) <> max(s.last) or count(distinct c.number) <> count(*)""",
    "an application went on without its fee, or its fee was taken and it stands still": """
        select a.ref, a.status, c.status from services_application a
        left join payments_charge c on c.about = a.id and c.status <> 'refunded'
        left join payments_receipt r on r.charge_id = c.id and r.rupees = c.rupees
        where (a.status not in ('draft', 'awaiting_payment', 'withdrawn', 'lapsed')) <> (r.id is not null)
        or (r.id is not null) <> (coalesce(c.status, '') = 'paid')""",
    "receipts have a gap, or the counter says another number": """
        select o.code, r.year, count(*), max(s.last) from payments_receipt r join org_office o on o.id = r.office_id
        left join org_serial s on s.office_id = o.id and s.kind = 'receipt' and s.year = r.year
        group by 1, 2 having count(*) <> max(r.number) or min(r.number) <> 1
        or count(*) <> max(s.last) or count(distinct r.number) <> count(*)""",
    "refunds have a gap, or the counter says another number": """
        select o.code, r.year, count(*), max(s.last) from payments_refund r join org_office o on o.id = r.office_id
        left join org_serial s on s.office_id = o.id and s.kind = 'refund' and s.year = r.year
        group by 1, 2 having count(*) <> max(r.number) or min(r.number) <> 1
        or count(*) <> max(s.last) or count(distinct r.number) <> count(*)""",
    "money was given back of a fee that is not so, or the fee is so without it": """
        select c.ref, c.status, f.number from payments_charge c left join payments_receipt r on r.charge_id = c.id
        left join payments_refund f on f.receipt_id = r.id
        where (c.status = 'refunded') <> (f.id is not null)""",
    "the ledger and the refunds differ": """
        select count(*) from payments_refund having count(*) <>
            (select count(*) from audit_event where code = 'payments.refunded')""",
    "the ledger and the receipts differ": """
        select count(*) from payments_receipt having count(*) <>
            (select count(*) from audit_event where code = 'payments.taken')""",
    "a message was written twice": """
        select about, template from notify_message where about is not null
        group by about, template, channel having count(*) > 1""",
    "an issued application lacks a message": """
        select ref from services_application a where status = 'issued'
        and (select count(*) from notify_message m where m.about = a.id) <> 4""",
    "a step is told twice": """
        select application_id, what from services_happening group by 1, 2 having count(*) > 1""",
    "an approval has not exactly one job": """
        select a.ref from services_application a where status in ('approved', 'issued')
        and (select count(*) from procrastinate_jobs j where j.task_name = 'services.issue'
             and j.args ->> 'application_id' = a.id::text) <> 1""",
    "a job is being done by nobody": """
        select j.id, j.task_name from procrastinate_jobs j left join procrastinate_workers w on w.id = j.worker_id
        where j.status = 'doing' and (w.id is null or w.last_heartbeat < now() - interval '60 s')""",
    "a job was given up": "select id, task_name from procrastinate_jobs where status in ('failed', 'aborted')",
    "a message did not go out": "select id, template, status, error from notify_message where status <> 'accepted'",
    "a try has no answer": "select id from notify_attempt where answer = ''",
}
OPEN = """
    select count(*) from services_application where status = 'approved'
    union all select count(*) from procrastinate_jobs where task_name <> 'audit.heads'
        and (status = 'doing' or (status = 'todo' and task_name = 'services.issue'))
    union all select count(*) from notify_message where status = 'queued'
"""


#: A worker that was killed holds its message for two minutes; for those it left behind, this time has passed.
LEASES_END = """
    update notify_message m set next_try_at = now() where status = 'queued' and next_try_at > now()
    and exists (select from notify_attempt a where a.message_id = m.id and a.answer = '' and a.begun_at < %(since)s)
"""
SWEEP = """
    insert into procrastinate_jobs (queue_name, task_name, args)
    select 'default', 'notify.sweep', '{}' where exists
        (select from notify_message where status = 'queued' and next_try_at <= now())
    and not exists (select from procrastinate_jobs where task_name = 'notify.sweep' and status = 'todo')
"""
Row = tuple[Any, ...]


@dataclass
class Verdict:
    """How many acknowledged acts are not there, how many are there twice, and what else is wrong."""

    lost: int = 0
    doubled: int = 0
    faults: list[str] = field(default_factory=list)


@dataclass
class Books:
    """The database and the files of an installation, as its owner sees them, and what the message service got."""

    victims: Victims
    aggregator: Aggregator
    sound: set[str] = field(default_factory=set)

    def ask(self, query: str, values: Mapping[str, object] | None = None) -> list[Row]:
        """Rows of a query; a database that is being killed is asked again."""
        found: list[list[Row]] = []

        def answered() -> bool:
            try:
                with self.victims.owner() as link:
                    done = link.execute(query, values)
                    found.append(done.fetchall() if done.description else [])
            except psycopg.OperationalError:
                return False
            return True

        until(answered, "the database answers its owner")
        return found[-1]

    def visit(self, application: str) -> str:
        """The one verification of an application."""
        query = "select id::text from services_verification where application_id = %(key)s"
        return str(self.ask(query, {"key": application})[0][0])

    def charge(self, application: str) -> str:
        """What is owed for an application now; an earlier fee may have been given back."""
        query = "select id::text from payments_charge where about = %(key)s and status <> 'refunded'"
        return str(self.ask(query, {"key": application})[0][0])

    def receipt(self, charge: str) -> str:
        """What was given for a fee."""
        query = "select id::text from payments_receipt where charge_id = %(key)s"
        return str(self.ask(query, {"key": charge})[0][0])

    def times(self, act: Act) -> int:
        """How often an act was done: its row, or its event in the ledger."""
        if act.kind == "start" and not act.thing:
            return 0  # nobody knows the key of a draft whose beginning was not answered
        values = {"thing": act.thing, "data": json.dumps(act.data), "word": WORD.get(act.kind)}
        return int(self.ask(TIMES.get(act.kind, DONE_ONCE), values)[0][0])

    def settle(self) -> None:
        """Wait until the worker has done what there is to do."""
        try:
            until(self._settled, "every paper is issued and every message sent", pause=0.2)
        except AssertionError as late:
            said = tail(self.victims.worker.log, 8)
            raise AssertionError(
                "\n".join([str(late), *self.faults(), "the worker said last:", said])
            ) from None

    def _settled(self) -> bool:
        self.victims.tend()
        self.ask(LEASES_END, {"since": self.victims.worker.since})
        self.ask(SWEEP)
        return not any(row[0] for row in self.ask(OPEN))

    def judge(self, acts: list[Act]) -> Verdict:
        """Hold what was acknowledged against what is there."""
        found = Verdict()
        for act in acts:
            times = self.times(act)
            key_kept = act.kind not in WORD or self.ask(KEPT_KEY, {"key": act.key, "thing": act.thing})[0][0]
            found.lost += act.acked and not (times and key_kept)
            found.doubled += times > 1 or any(n > 1 for n in act.found)
            found.faults += [f"{act.kind} {act.thing} was never answered"] if not act.acked else []
        found.doubled += self._drafts_too_many(acts)
        found.faults += self.faults()
        return found

    def _drafts_too_many(self, acts: list[Act]) -> int:
        """Drafts that nobody was told of: a beginning that was repeated would have left one."""
        begun = {act.thing for act in acts if act.kind == "start"}
        rows = self.ask("select id::text from services_application where status = 'draft'")
        return sum(str(key) not in begun for (key,) in rows)

    def faults(self) -> list[str]:
        """Everything that must not be, in words."""
        found = [f"{what}: {row}" for what, query in FAULTS.items() for row in self.ask(query)]
        return [*found, *self._bytes(), *self._sent()]

    def papers(self) -> list[Path]:
        """The file of every certificate that was issued."""
        query = "select sha256 from documents_certificate c join files_blob b on b.id = c.blob_id"
        return [self._place(str(digest)) for (digest,) in self.ask(query)]

    def _place(self, digest: str) -> Path:
        return Path(self.victims.installation.env["KHIDMAT_DATA"]) / "files" / digest[:2] / digest

    def _bytes(self) -> Iterator[str]:
        """Every row of a file has its file, whole."""
        for (digest,) in self.ask("select sha256 from files_blob"):
            place = self._place(digest)
            if digest in self.sound:
                continue
            if not place.exists() or sha256(place.read_bytes()).hexdigest() != digest:
                yield f"the file {digest} is missing or damaged"
            self.sound.add(digest)

    def _sent(self) -> Iterator[str]:
        """Every message reached the service once; again only where our own note says that it was perhaps a repeat."""
        got = Counter(content["id"] for _headers, content in self.aggregator.asked)
        query = "select m.id::text, count(*) filter (where a.repeat) from notify_message m"
        rows = self.ask(f"{query} left join notify_attempt a on a.message_id = m.id group by m.id")
        repeats: dict[str, int] = {str(key): int(number) for key, number in rows}
        for key, times in got.items():
            if key not in repeats:
                yield f"a message was sent that is not in the outbox: {key}"
            elif times > 1 + repeats[key]:
                yield f"a message was sent {times} times, {repeats[key]} of them marked as repeats: {key}"
        yield from (f"a message never reached the service: {key}" for key in repeats.keys() - got.keys())
