"""The diary, complaints and FIRs: what rests on what, and the numbers."""

from khidmat.station.integrity.line import Claim, Line, unbroken

#: Legal numbers of a station and a year, by the counter of `org` that gives them.
SERIES = {
    "fir": "station_fir",
    "etag": "station_complaint",
    "item": "station_item",
    "road": "station_roadcertificate",
    "inquest": "station_inquest",
}
#: What is numbered inside one case, one accused, one charge, one thing.
INSIDE = {
    "designation": "fir_id", "added": "fir_id", "section": "fir_id", "accused": "fir_id", "zimni": "fir_id",
    "casestep": "fir_id", "finalreport": "fir_id", "courtcase": "fir_id", "hearing": "fir_id", "charge": "fir_id",
    "witness": "fir_id", "statement": "fir_id", "memo": "fir_id", "review": "fir_id", "age": "accused_id",
    "whereabouts": "custody_id", "hand": "arrest_id", "verdict": "charge_id", "movement": "item_id",
}  # fmt: skip
TABLE_OF = {"section": "station_firsection"}


def _table(name: str) -> str:
    return TABLE_OF.get(name, f"station_{name}")


RESTS = """
    SELECT f.id::text FROM <<station_fir by id>> f WHERE NOT EXISTS (
        SELECT FROM station_diaryentry e WHERE e.id = f.entry_id AND e.station_id = f.station_id
           AND e.about_id = f.id AND e.kind = 'cognizable' AND e.written_at <= f.registered_at)"""
TOLD_OF_NONE = """
    SELECT e.id::text FROM <<station_diaryentry by id>> e
     WHERE e.about_kind = 'fir' AND NOT EXISTS (SELECT FROM station_fir f WHERE f.id = e.about_id)"""
COUNTERS = " UNION ALL ".join(
    f"""SELECT '{kind} ' || s.office_id || ' ' || s.year FROM org_serial s
         WHERE s.kind = '{kind}' AND s.last <> (
             SELECT coalesce(max(n.number), 0) FROM {table} n WHERE n.station_id = s.office_id AND n.year = s.year)
        UNION ALL
        SELECT '{kind} ' || n.station_id || ' ' || n.year FROM {table} n
         WHERE n.number IS NOT NULL AND NOT EXISTS (SELECT FROM org_serial s
             WHERE s.office_id = n.station_id AND s.kind = '{kind}' AND s.year = n.year)"""
    for kind, table in SERIES.items()
)
#: The frame of a day: opening first and only then, closing last, and the day's row says the same.
FRAMED = """
    SELECT d.id::text FROM <<station_diaryday by id>> d
      LEFT JOIN LATERAL (SELECT * FROM station_diaryentry e WHERE e.day_id = d.id ORDER BY e.number DESC LIMIT 1) l
             ON true
     WHERE (d.closed_at IS NOT NULL) <> coalesce(l.kind = 'closing', false)
        OR EXISTS (SELECT FROM station_diaryentry e WHERE e.day_id = d.id
                      AND (e.station_id <> d.station_id OR (e.kind = 'opening') <> (e.number = 1)
                           OR e.kind = 'closing' AND e.number < l.number))"""
ONE_OPEN = """
    SELECT d.station_id::text FROM station_diaryday d WHERE d.closed_at IS NULL
     GROUP BY d.station_id HAVING count(*) > 1"""
BACKWARDS = """
    SELECT id::text FROM (SELECT e.id, e.happened_at, e.written_at,
                            lag(e.written_at) OVER (PARTITION BY e.day_id ORDER BY e.number) AS before
                       FROM <<station_diaryentry by day_id>> e) x
     WHERE x.written_at < x.before OR x.happened_at > x.written_at"""
#: A child's matter is closed by its FIR alone: not otherwise decided, and waited for until then.
CHILD = """
    SELECT c.id::text FROM <<station_complaint by id>> c
     WHERE c.matter = 'missing_child' AND NOT EXISTS (SELECT FROM station_fir f WHERE f.complaint_id = c.id)
       AND (c.status <> 'received' OR NOT EXISTS (
           SELECT FROM station_duty d JOIN clocks_clock k ON k.id = d.clock_id
            WHERE d.complaint_id = c.id AND d.kind = 'decide' AND k.met_at IS NULL AND k.cancelled_at IS NULL))"""
DECIDED = """
    SELECT c.id::text FROM <<station_complaint by id>> c
     WHERE c.status <> coalesce((SELECT d.kind FROM station_decision d WHERE d.complaint_id = c.id
                                  AND d.at = c.decided_at AND d.kind = c.status LIMIT 1),
                                CASE WHEN c.decided_at IS NULL THEN 'received' END, '')
        OR (c.status = 'registered') <> EXISTS (SELECT FROM station_fir f WHERE f.complaint_id = c.id)
        OR (c.status = 'transferred') <> EXISTS (SELECT FROM station_complaint o WHERE o.came_from_id = c.id)
           AND NOT EXISTS (SELECT FROM station_fir f JOIN station_firtransfer t ON t.fir_id = f.id
                            WHERE f.complaint_id = c.id)"""

LINES = (
    Line("fir_rests_on_its_entry", Claim.DIARY_FIRST, RESTS),
    Line("entry_tells_of_a_fir", Claim.DIARY_FIRST, TOLD_OF_NONE),
    *(
        Line(
            f"numbers_of_{kind}",
            Claim.NUMBERS,
            unbroken(table, "station_id, year", where="number IS NOT NULL"),
        )
        for kind, table in SERIES.items()
    ),
    Line("numbers_of_counters", Claim.NUMBERS, COUNTERS),
    Line("numbers_of_diary", Claim.NUMBERS, unbroken("station_diaryentry", "day_id", by="day_id")),
    *(
        Line(f"numbers_of_{name}", Claim.NUMBERS, unbroken(_table(name), series, by=series))
        for name, series in INSIDE.items()
    ),
    Line("missing_child_has_fir", Claim.CHILDREN, CHILD),
    Line("diary_opens_and_closes", Claim.REGISTERS, FRAMED),
    Line("diary_has_one_open_day", Claim.REGISTERS, ONE_OPEN),
    Line("diary_runs_forward", Claim.REGISTERS, BACKWARDS),
    Line("complaint_is_as_decided", Claim.REGISTERS, DECIDED),
)
