"""A million FIRs and twenty million diary entries from one real case: rows of its shape, made by the database.

One case is registered today by the operations; every column of the copies is that row's but for what names, numbers and
dates it. Times lie evenly over the years before, over the twenty stations of Kasur; of each station the last cases are
open, as many as a busy station has in hand. Keys count upwards as those of real rows do. The bonds are sound by
construction and are not looked up again: triggers and foreign keys are off while it lasts.
"""

from dataclasses import dataclass

from bench.ground import Owner

#: The first groups of a key tell the table; what follows counts its rows.
KEY = "('{:08x}-0000-7000-8000-' || lpad(to_hex({}), 12, '0'))::uuid"
DAY, ENTRY, COMPLAINT, FIR, STEP, CLOCK, OTHER = range(0x018F0001, 0x018F0008)
#: Cases that a station has in hand.
IN_HAND = 150


@dataclass(frozen=True)
class Size:
    """How much is stored: cases, entries, and the days over which they lie."""

    firs: int
    entries: int
    days: int


def key(kind: int, number: str) -> str:
    """SQL: the key of a numbered row."""
    return KEY.format(kind, number)


def fill(link: Owner, size: Size) -> None:
    """Fill the books behind the one case that is there; the caller commits."""
    link.execute("set local session_replication_role = replica")
    link.execute("set local work_mem = '256MB'")
    stations = _stations(link)
    _days(link, size)
    _entries(link, size, stations)
    _cases(link, size, stations)
    for table, changes in _books().items():
        _copy(link, table, "cases n", changes)
    for table, kind in (("station_fir", "fir"), ("station_complaint", "etag")):
        link.execute(f"""
            insert into org_serial (office_id, kind, year, last)
            select station_id, '{kind}', year, max(number) from {table} group by station_id, year
                on conflict on constraint org_serial_one do update set last = excluded.last""")


def _stations(link: Owner) -> int:
    """A numbered table of the stations, with who keeps the books and who investigates there."""
    link.execute("""
        create temporary table stations on commit drop as
        select (row_number() over (order by o.code) - 1)::int as s, o.id,
               (select p.user_id from accounts_posting p
                 where p.office_id = o.id and p.role = 'station_clerk' limit 1) as clerk,
               (select p.user_id from accounts_posting p
                 where p.office_id = o.id and p.role = 'station_officer' limit 1) as officer
          from org_office o
         where o.kind = 'station' and exists (
               select from accounts_posting p where p.office_id = o.id and p.role = 'station_clerk')""")
    row = link.execute("select count(*) from stations").fetchone()
    return int(row[0]) if row else 0


def _days(link: Owner, size: Size) -> None:
    """Days of each station, all closed but for the day of the real case, which stays as it is."""
    link.execute(f"""
        create temporary table days on commit drop as
        select st.s * {size.days} + d as n, st.s, d, st.id as station, st.clerk,
               (current_date - {size.days} + d)::date as day
          from stations st, generate_series(0, {size.days} - 1) d""")
    moment = "(n.day + time '{}') at time zone 'Asia/Karachi'"
    changes = {
        "id": key(DAY, "n.n"), "station_id": "n.station", "day": "n.day", "opened_at": moment.format("08:00"),
        "closed_at": moment.format("21:00"), "opened_by_id": "n.clerk", "closed_by_id": "n.clerk", "cash": "0",
    }  # fmt: skip
    _copy(link, "station_diaryday", "days n", changes)


def _entries(link: Owner, size: Size, stations: int) -> None:
    """The entries of every day, numbered from its opening to its closing."""
    each = max(4, size.entries // (stations * size.days))
    rows = f"""(select d.n * {each} + m as e, d.n, d.day, d.station, d.clerk, m,
                       (d.day + time '08:00') at time zone 'Asia/Karachi'
                       + m * interval '13 hours' / {each} as at
                  from days d, generate_series(0, {each} - 1) m) n"""
    kind = f"case n.m when 0 then 'opening' when {each} - 1 then 'closing' else 'other' end"
    changes = {
        "id": key(ENTRY, "n.e"), "day_id": key(DAY, "n.n"), "station_id": "n.station", "number": "n.m + 1",
        "kind": kind, "happened_at": "n.at", "written_at": "n.at", "written_by_id": "n.clerk",
        "about_kind": "''", "about_id": "null",
    }  # fmt: skip
    _copy(link, "station_diaryentry", rows, changes)
    link.execute(f"create temporary table entry_of on commit drop as select {each} as each")


def _cases(link: Owner, size: Size, stations: int) -> None:
    """The cases in the order of their stations and hours, each with an entry of its own."""
    mine = size.firs // stations
    link.execute(f"""
        create temporary table cases on commit drop as
        select n, c.s, c.id as station, c.clerk, c.officer, c.d, c.left_over, c.at,
               {key(ENTRY, "c.e")} as entry, extract(year from c.at at time zone 'Asia/Karachi')::int as year,
               1 + row_number() over (partition by c.s, extract(year from c.at at time zone 'Asia/Karachi')
                                      order by c.i)::int as number
          from (select st.s::bigint * {mine} + i as n, st.*, i, {mine} - i as left_over,
                       i * {size.days}::bigint / {mine} as d,
                       (st.s * {size.days} + i * {size.days}::bigint / {mine}) * o.each + 1 + i % (o.each - 2) as e,
                       (current_date - {size.days} + (i * {size.days}::bigint / {mine})::int + time '08:00')
                         at time zone 'Asia/Karachi' + (1 + i % (o.each - 2)) * interval '13 hours' / o.each as at
                  from stations st, entry_of o, generate_series(0::bigint, {mine} - 1) i) c""")


def _books() -> dict[str, dict[str, str]]:
    """What differs from the real case in each table that belongs to one."""
    fir, complaint, clock = key(FIR, "n.n"), key(COMPLAINT, "n.n"), key(CLOCK, "2 * n.n")
    deciding, own = key(CLOCK, "2 * n.n + 1"), key(OTHER, "n.n")
    is_open = f"n.left_over <= {IN_HAND}"
    numbered = {"station_id": "n.station", "number": "n.number", "year": "n.year"}
    ended = {"office_id": "n.station", "started_at": "n.at", "alert_at": "null", "breached_at": "null"}
    return {
        "station_complaint": {
            **numbered, "id": complaint, "code": "lpad(upper(to_hex(n.n)), 8, 'G')", "taken_at": "n.at",
            "taken_by_id": "n.clerk", "decided_at": "n.at", "status": "'registered'",
        },
        "station_telling": {"complaint_id": complaint},
        "station_fir": {
            **numbered, "id": fir, "complaint_id": complaint, "entry_id": "n.entry", "registered_at": "n.at",
            "recorded_by_id": "n.clerk", "despatched_at": "n.at",
        },
        "station_firtext": {"fir_id": fir},
        "station_firsection": {"id": own, "fir_id": fir},
        "station_designation": {"id": own, "fir_id": fir, "officer_id": "n.officer", "by_id": "n.clerk", "at": "n.at"},
        "station_casestep": {
            "id": key(STEP, "n.n"), "fir_id": fir, "station_id": "n.station", "by_id": "n.clerk", "at": "n.at",
            "entry_id": "n.entry",
            "status": f"case when {is_open} then 'investigating' when n.n % 3 = 0 then 'untraced' else 'decided' end",
        },
        "clocks_clock": {
            **ended, "id": clock, "rule": "'challan.final'", "due_at": "n.at + interval '14 days'",
            "met_at": f"case when {is_open} then null else n.at + interval '9 days' end",
        },
        "station_caseclock": {"id": own, "fir_id": fir, "clock_id": clock},
        "station_duty": {"id": own, "complaint_id": complaint, "clock_id": deciding},
        "station_accused": {"id": own, "fir_id": fir, "added_at": "n.at", "by_id": "n.clerk", "entry_id": "n.entry"},
        "station_accusedtext": {"accused_id": own},
    }  # fmt: skip


def _copy(link: Owner, table: str, rows: str, changes: dict[str, str]) -> None:
    """Add a row of the table's own first shape for each of these."""
    found = link.execute(
        "select column_name from information_schema.columns where table_name = %s and is_generated = 'NEVER'"
        " order by ordinal_position",
        [table],
    )
    columns = [str(name) for (name,) in found.fetchall()]
    values = ", ".join(changes.get(name, f't."{name}"') for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    link.execute(
        f"insert into {table} ({names}) select {values} from {rows} cross join (select * from {table} limit 1) t"
    )
    if table == "clocks_clock":  # a second one, of the complaint's decision, met the same hour
        changes = {**changes, "id": key(CLOCK, "2 * n.n + 1"), "met_at": "n.at + interval '1 minute'"}
        changes |= {"rule": "'desk.theft'", "due_at": "n.at + interval '1 day'"}
        values = ", ".join(changes.get(name, f't."{name}"') for name in columns)
        link.execute(
            f"insert into {table} ({names}) select {values} from {rows} cross join (select * from {table} limit 1) t"
        )
