"""A hundred thousand applications from a hundred real ones: rows played through operations, copied by the database.

Every copied row has the shape and the bonds of a real one, whatever columns the tables get. Keys and everything
unique are made anew, times are moved, foreign keys are checked; only our own triggers are off while it lasts.
"""

from collections.abc import Iterable
from uuid import UUID

from bench.ground import Owner

#: Tables whose rows belong to one application, and columns that name such a row without a foreign key.
COPIED = (
    "accounts_user",
    "people_person",
    "people_address",
    "people_phone",
    "screening_check",
    "clocks_clock",
    "clocks_move",
    "payments_charge",
    "documents_certificate",
    "services_application",
    "services_attachment",
    "services_verification",
    "services_happening",
    "services_decision",
    "notify_message",
)
LOOSE = {
    ("screening_check", "about"): "services_application",
    ("payments_charge", "about"): "services_application",
    ("documents_certificate", "about"): "services_application",
    ("notify_message", "about"): "services_application",
}
#: What must be unique: `nth` numbers the row and its copy.
UNIQUE = {
    ("accounts_user", "username"): "'+923' || lpad(nth::text, 9, '0')",
    ("accounts_user", "mobile"): "'+923' || lpad(nth::text, 9, '0')",
    ("people_person", "cnic"): "'0' || lpad(nth::text, 12, '0')",
    ("services_application", "ref"): "lpad(upper(to_hex(nth)), 8, 'A')",
    ("documents_certificate", "number"): "'PCC-B-' || nth",
    ("documents_certificate", "code"): "lpad(upper(to_hex(nth)), 28, '0')",
}


def stored(link: Owner, status: Iterable[str]) -> list[UUID]:
    """The applications in one of these states."""
    rows = link.execute("select id from services_application where status = any(%s)", [list(status)])
    return [row[0] for row in rows.fetchall()]


def multiply(
    link: Owner,
    applications: list[UUID],
    *,
    copies: int,
    hours_apart: int,
    first: int,
    start: int = 1,
    checked: bool = True,
) -> None:
    """Copy each of these applications so often, each copy some hours older than the one before.

    Numbers and references of the copies are counted from `first`, up to 100,000 for each application; `start` is the
    number of the first copy, above those made of the same ones before. Not `checked`, by a superuser, the bonds of
    the copies are taken for as sound as those of the ones before them.
    """
    link.execute("create temporary table mine (table_name text, id uuid) on commit drop")
    _choose(link, applications)
    if checked:
        for table in COPIED:
            link.execute(f"alter table {table} disable trigger user")
    else:
        link.execute("set local session_replication_role = replica")
    for table in COPIED:
        pairs = _columns(link, table, hours_apart)
        link.execute(
            f"""insert into {table} ({", ".join(f'"{name}"' for name, _value in pairs)})
                select {", ".join(value for _name, value in pairs)}
                from (select t.*, {first} + dense_rank() over (order by t.id) * 100000 + n as nth, n
                      from {table} t join mine m on m.table_name = '{table}' and m.id = t.id,
                           generate_series({start}, {start + copies - 1}) n) t"""
        )
    link.execute("set constraints all immediate")
    if checked:
        for table in COPIED:
            link.execute(f"alter table {table} enable trigger user")
    link.commit()


def _choose(link: Owner, applications: list[UUID]) -> None:
    """Note the applications and everything that hangs on them."""
    note = "insert into mine select %s, id from {} where {}"
    chosen = "(select id from mine where table_name = 'services_application')"
    link.execute(note.format("services_application", "id = any(%s)"), ["services_application", applications])
    for table, condition in (
        ("accounts_user", f"id in (select citizen_id from services_application where id in {chosen})"),
        ("people_person", f"id in (select person_id from services_application where id in {chosen})"),
        ("screening_check", f"about in {chosen}"),
        ("documents_certificate", f"about in {chosen}"),
        ("notify_message", f"about in {chosen}"),
        ("payments_charge", f"about in {chosen}"),
        ("services_decision", f"application_id in {chosen}"),
        ("services_attachment", f"application_id in {chosen}"),
        ("services_verification", f"application_id in {chosen}"),
        ("services_happening", f"application_id in {chosen}"),
        (
            "clocks_clock",
            f"""id in (select clock_id from services_application where id in {chosen} union all
                        select clock_id from services_verification where application_id in {chosen})""",
        ),
    ):
        link.execute(note.format(table, condition), [table])
    clocks = "(select id from mine where table_name = 'clocks_clock')"
    link.execute(note.format("clocks_move", f"clock_id in {clocks}"), ["clocks_move"])
    people = "(select id from mine where table_name = 'people_person')"
    for table in ("people_address", "people_phone"):
        link.execute(note.format(table, f"person_id in {people}"), [table])


def _columns(link: Owner, table: str, hours: int) -> list[tuple[str, str]]:
    """Every column with the expression of its copy."""
    bonds = dict(
        link.execute(
            """select a.attname, c.confrelid::regclass::text from pg_constraint c
               join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
               where c.contype = 'f' and c.conrelid = %s::regclass and cardinality(c.conkey) = 1""",
            [table],
        ).fetchall()
    )
    rows = link.execute(
        """select column_name, data_type from information_schema.columns
           where table_schema = 'public' and table_name = %s and is_generated = 'NEVER'""",
        [table],
    ).fetchall()
    return [(name, _value(table, name, kind, bonds, hours)) for name, kind in rows]


def _value(table: str, name: str, kind: str, bonds: dict[str, str], hours: int) -> str:
    if (table, name) in UNIQUE:
        return f'case when "{name}" is null then null else {UNIQUE[table, name]} end'
    target = bonds.get(name) or LOOSE.get((table, name)) or (table if name == "id" else "")
    if target in COPIED:
        fresh = f"overlay({name}::text placing lpad(to_hex(n), 12, '0') from 25 for 12)::uuid"
        if target == "accounts_user":  # an officer stays who he is
            copied = "(select id from mine where table_name = 'accounts_user')"
            return f"case when {name} in {copied} then {fresh} else {name} end"
        return fresh
    if kind == "date" and table == "documents_certificate":
        return f"({name} - n * interval '{hours} hours')::date"
    if kind == "timestamp with time zone":
        return f"{name} - n * interval '{hours} hours'"
    return f'"{name}"'  # one column is called order
