"""The count of what was written since the last one: a run that counts all the time pays for what is new only.

A row is new when the transaction that wrote it is. What new rows are, what they name, and what that names in turn is
touched: a leaf touches its case, and the case its complaint. A line then goes through what is touched, and looks up
everything else as ever. Rows deleted and events altered in place, which no role of the program can do, are seen by
the whole count alone.
"""

from collections.abc import Callable

from khidmat.station.integrity.line import Line

#: Runs a query and gives its first column.
Ask = Callable[[str], list[str]]

#: Tables with the columns that name something: all of the books and what their lines look up. An office or an officer
#: has a hand in everything, so that naming one tells nothing.
NAMING = """
    SELECT c.relname || ' ' || string_agg(a.attname, ' ') FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
       AND (c.relname LIKE 'station\\_%' AND c.relname NOT LIKE '%event'
            OR c.relname IN ('clocks_clock', 'notify_message', 'wanted_criminalrecord'))
       AND a.attnum > 0 AND a.atttypid = 'uuid'::regtype AND NOT EXISTS (
           SELECT FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'f' AND a.attnum = ANY (k.conkey)
              AND k.confrelid IN ('org_office'::regclass, 'accounts_user'::regclass))
     GROUP BY c.relname"""
#: What is touched by what it names itself: the case of a complaint, the complaint of a clock.
ALSO = {"station_fir": "complaint_id", "station_duty": "clock_id"}
NOW = "SELECT pg_current_snapshot()::text"
#: The millisecond of the last event: keys of one millisecond are in no order.
LAST = "SELECT left(id::text, 13) FROM audit_event ORDER BY id DESC LIMIT 1"


class Lately:
    """Counts again and again; `ask` and `do` run on one connection of the owner, which keeps a table of its own."""

    def __init__(self, ask: Ask, do: Callable[[str], object]) -> None:
        self._ask, self._do = ask, do
        named = [row.split() for row in ask(NAMING)]
        self._tables = {table: columns for table, *columns in named}
        do("CREATE TEMP TABLE lately (id uuid PRIMARY KEY, turn integer NOT NULL)")
        self._mark()

    def _mark(self) -> None:
        """Everything that is there now is old from now on."""
        self._since = self._ask(NOW)[0]
        first = [*self._ask(LAST), "00000000-0000"][0]
        self._event = f"{first}-0000-0000-000000000000"

    def counts(self, lines: tuple[Line, ...]) -> dict[str, list[str]]:
        """For each line what breaks it and is touched by what was written since the last count, or the beginning."""
        self._touch()
        found = {line.name: self._ask(line.over(self._rows)) for line in lines}
        self._mark()
        return found

    def _rows(self, table: str, by: str) -> str:
        """SQL: the rows of a table that are looked at."""
        events = (
            f"SELECT {'id' if table == 'audit_link' else '*'} FROM audit_event WHERE id >= '{self._event}'"
        )
        if table == "audit_event":
            return f"({events})"
        if table == "audit_link":
            return f"(SELECT * FROM audit_link WHERE event_id IN ({events}))"
        return f"(SELECT * FROM {table} WHERE {by} IN (SELECT id FROM lately))"

    def _touch(self) -> None:
        """Collect what is new, what it names, and so on, until nothing is added."""
        self._do("TRUNCATE lately")
        # Not seen by the last count; another transaction that is still open anywhere makes nothing else new.
        fresh = f"NOT pg_visible_in_snapshot(xmin::text::xid8, '{self._since}')"
        told = f"SELECT subject_id FROM audit_event WHERE id >= '{self._event}'"
        turn = self._add(0, [*(self._naming(table, fresh) for table in self._tables), told])
        while turn:
            last = f"IN (SELECT id FROM lately WHERE turn = {turn - 1})"
            ways = [(table, "id") for table, columns in self._tables.items() if "id" in columns]
            turn = self._add(
                turn, [self._naming(table, f"{by} {last}") for table, by in [*ways, *ALSO.items()]]
            )

    def _naming(self, table: str, where: str) -> str:
        return f"SELECT unnest(ARRAY[{', '.join(self._tables[table])}]) FROM {table} WHERE {where}"

    def _add(self, turn: int, found: list[str]) -> int:
        """Note keys that are not there yet; gives the turn that follows, 0 when there were none."""
        added = self._ask(f"""
            WITH added AS (
                INSERT INTO lately SELECT DISTINCT key, {turn} FROM ({" UNION ALL ".join(found)}) AS found (key)
                 WHERE key IS NOT NULL ON CONFLICT DO NOTHING RETURNING id)
            SELECT count(*)::text FROM added""")
        self._do("ANALYZE lately")
        return turn + 1 if added != ["0"] else 0
