"""Rows against the ledger: nothing stands in the books that was not told to it, as it was told, and nothing is gone."""

from khidmat.station.integrity.line import Claim, Line

#: The event that every row of a table has, one each.
TOLD = {
    "station_diaryentry": "station.diary.written",
    "station_complaint": "station.complaint.taken",
    "station_fir": "station.fir.registered",
    "station_zimni": "station.zimni.written",
    "station_finalreport": "station.case.reported",
    "station_accused": "station.accused.named",
    "station_arrest": "station.custody.arrested",
}
#: Who was accused when the FIR was registered stands in its event.
WITH_ANOTHER = {
    "station_accused": "AND NOT EXISTS (SELECT FROM station_fir f WHERE f.id = t.fir_id AND f.entry_id = t.entry_id)"
}
UNTOLD = " UNION ALL ".join(
    f"""SELECT '{table} ' || t.id FROM <<{table} by id>> t WHERE (
        SELECT count(*) FROM audit_event v WHERE v.subject_id = t.id AND v.code = '{code}') <> 1
        {WITH_ANOTHER.get(table, "")}"""
    for table, code in TOLD.items()
)
GONE = " UNION ALL ".join(
    f"""SELECT '{table} ' || v.subject_id FROM <<audit_event>> v WHERE v.code = '{code}'
           AND NOT EXISTS (SELECT FROM {table} t WHERE t.id = v.subject_id)"""
    for table, code in TOLD.items()
)
INSTANT = """to_char({} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')"""
#: The same text as `digests.of_entry` makes.
ENTRY = f"""json_build_array(e.id::text, e.number, e.kind, {INSTANT.format("e.happened_at")} || '+00:00',
    {INSTANT.format("e.written_at")} || '+00:00', e.text, e.text_ur, coalesce(e.written_by_id::text, ''), e.role,
    coalesce(e.strikes_id::text, ''), e.reason, e.about_kind, coalesce(e.about_id::text, ''))::text"""
#: The same text as `digests.of_zimni` makes.
LEAF = f"""json_build_array(z.previous, z.fir_id::text, z.number::text, {INSTANT.format("z.informed_at")},
    {INSTANT.format("z.began_at")}, {INSTANT.format("z.ended_at")}, z.places, z.circumstances, z.by_id::text, z.role,
    {INSTANT.format("z.at")})::text"""
#: The same text as `operations.fir` makes.
WORDS = "concat_ws(E'\\n', f.sections, t.brief, t.accused, t.delay, t.steps, t.presence)"


def _altered(rows: str, key: str, code: str, said: str) -> str:
    return f"""
        SELECT {key}::text FROM {rows} JOIN audit_event v ON v.subject_id = {key} AND v.code = '{code}'
         WHERE v.body::jsonb -> 'data' ->> 'digest' <> encode(sha256(convert_to({said}, 'UTF8')), 'hex')"""


CHAIN = f"""
    SELECT z.id::text FROM <<station_zimni by fir_id>> z
     WHERE z.digest <> encode(sha256(convert_to({LEAF}, 'UTF8')), 'hex') OR z.previous <> coalesce(
        (SELECT b.digest FROM station_zimni b WHERE b.fir_id = z.fir_id AND b.number < z.number
          ORDER BY b.number DESC LIMIT 1), '')"""
STEPS = """
    SELECT f.id::text FROM <<station_fir by id>> f
     WHERE (SELECT count(*) FROM station_casestep s WHERE s.fir_id = f.id AND s.number > 1) <>
           (SELECT count(*) FROM audit_event v WHERE v.subject_id = f.id AND v.code = 'station.case.stepped')"""
#: Every event is linked, and every chain ends where its head says. `audit_verify` makes each hash anew.
LEDGER = """
    SELECT v.id::text FROM <<audit_event>> v WHERE NOT EXISTS (SELECT FROM audit_link l WHERE l.event_id = v.id)
    UNION ALL
    SELECT l.chain::text FROM <<audit_link>> l GROUP BY l.chain
    HAVING max(l.seq) - min(l.seq) + 1 <> count(*) OR min(l.seq) <> 1 + coalesce(
               (SELECT max(b.seq) FROM audit_link b WHERE b.chain = l.chain AND b.seq < min(l.seq)), 0)
        OR NOT EXISTS (SELECT FROM audit_head h WHERE h.chain = l.chain)
    UNION ALL
    SELECT h.chain::text FROM audit_head h
     WHERE h.seq IS DISTINCT FROM (SELECT max(l.seq) FROM audit_link l WHERE l.chain = h.chain)"""

LINES = (
    Line("row_has_its_event", Claim.TRACE, UNTOLD),
    Line("event_has_its_row", Claim.TRACE, GONE),
    Line(
        "entry_is_as_told",
        Claim.TRACE,
        _altered("<<station_diaryentry by id>> e", "e.id", "station.diary.written", ENTRY),
    ),
    Line(
        "fir_is_as_told",
        Claim.TRACE,
        _altered(
            "<<station_fir by id>> f JOIN station_firtext t ON t.fir_id = f.id",
            "f.id",
            "station.fir.registered",
            WORDS,
        ),
    ),
    Line("case_diary_is_one_chain", Claim.TRACE, CHAIN),
    Line(
        "case_diary_is_as_told",
        Claim.TRACE,
        _altered("<<station_zimni by fir_id>> z", "z.id", "station.zimni.written", LEAF),
    ),
    Line("steps_are_told", Claim.TRACE, STEPS),
    Line("ledger_is_linked", Claim.TRACE, LEDGER),
)
