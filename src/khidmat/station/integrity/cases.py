"""Investigation, custody and court: by whom, on what basis, for how long, and what had to be done before."""

from khidmat.station.custody_states import MOST_POLICE_DAYS
from khidmat.station.evidence import TAKING, WitnessKind
from khidmat.station.integrity.line import Claim, Line
from khidmat.station.models.court import listed
from khidmat.station.tasks import Task, every

BASIS = """
    SELECT r.id::text FROM <<station_arrest by fir_id>> r WHERE NOT EXISTS (
        SELECT FROM station_fir f JOIN station_complaint c ON c.id = f.complaint_id
          JOIN station_accused a ON a.id = r.accused_id AND a.fir_id = f.id
          JOIN station_diaryentry e ON e.id = r.entry_id AND e.kind = 'arrest' AND e.about_id = f.id
         WHERE f.id = r.fir_id AND f.station_id = r.station_id AND r.arrested_at <= r.recorded_at
           AND (r.basis = 'section_54' AND r.ground <> ''
                OR r.basis IN ('warrant', 'court_order') AND r.paper_number <> '' AND r.paper_court <> '')
           AND (r.ground <> 'concerned' OR r.arrested_at >= c.taken_at)
           AND (r.paper_on IS NULL OR r.paper_on <= (r.arrested_at AT TIME ZONE 'Asia/Karachi')::date))"""
#: Two machines' clocks differ, the ledger's order does not: who was named last before it in the same chain.
BY_THE_INVESTIGATOR = """
    SELECT w.id::text FROM <<station_{table} by fir_id>> w
      JOIN audit_event e ON e.subject_id = w.id AND e.code = '{code}' JOIN audit_link l ON l.event_id = e.id
     WHERE w.by_id <> coalesce(
        (SELECT (d.body::jsonb -> 'data' ->> 'officer')::uuid FROM audit_event d JOIN audit_link o ON o.event_id = d.id
          WHERE d.subject_id = w.fir_id AND d.code = 'station.fir.designated' AND o.chain = l.chain AND o.seq < l.seq
          ORDER BY o.seq DESC LIMIT 1),
        (SELECT g.officer_id FROM station_designation g WHERE g.fir_id = w.fir_id AND g.number = 1))"""
#: A leaf is also written by whoever stood in the joint team's order of that hour.
OR_HIS_TEAM = """
       AND w.by_id NOT IN (
        SELECT m.officer_id FROM station_teammember m WHERE m.order_id = (
            SELECT t.id FROM station_teamorder t WHERE t.fir_id = w.fir_id AND t.at <= w.at
             ORDER BY t.number DESC LIMIT 1))"""
FIFTEEN = f"""
    SELECT r.accused_id::text FROM station_remand m JOIN <<station_arrest by accused_id>> r ON r.id = m.arrest_id
     WHERE m.kind = 'police' GROUP BY r.accused_id HAVING sum(m.days) > {MOST_POLICE_DAYS}"""
UNPRODUCED = """
    SELECT m.id::text FROM <<station_remand by arrest_id>> m WHERE NOT EXISTS (
        SELECT FROM station_production p WHERE p.arrest_id = m.arrest_id AND p.at <= m.at)"""
WHERE_HE_IS = """
    SELECT c.id::text FROM <<station_custody by id>> c
      LEFT JOIN LATERAL (SELECT * FROM station_whereabouts w WHERE w.custody_id = c.id ORDER BY w.number DESC LIMIT 1) w
             ON true
     WHERE (c.status, c.cell, c.held_as, c.moves) IS DISTINCT FROM
           (coalesce(w.place_kind, 'with_officer'), coalesce(w.cell, ''), coalesce(w.held_as, ''),
            coalesce(w.number, 0))"""
#: One body has one custody, and every arrest of it is of the same person, once in each case.
HELD_TWICE = """
    SELECT c.person_id::text FROM <<station_custody by person_id>> c
     WHERE c.status NOT IN ('released', 'escaped') GROUP BY c.person_id HAVING count(c.person_id) > 1
    UNION ALL
    SELECT c.id::text FROM <<station_arrest by custody_id>> r JOIN station_custody c ON c.id = r.custody_id
      JOIN station_accused a ON a.id = r.accused_id GROUP BY c.id
    HAVING bool_or(a.person_id IS DISTINCT FROM c.person_id) OR c.person_id IS NULL AND count(DISTINCT a.id) > 1
    UNION ALL
    SELECT r.custody_id::text FROM <<station_arrest by custody_id>> r WHERE r.status = 'held'
     GROUP BY r.custody_id, r.fir_id HAVING count(*) > 1"""
#: Nobody is held for no reason, and nobody goes while a case holds him; each arrest ended as is written.
HELD_FOR_A_CASE = """
    SELECT c.id::text FROM <<station_custody by id>> c
     WHERE (c.status NOT IN ('released', 'escaped'))
        <> EXISTS (SELECT FROM station_arrest r WHERE r.custody_id = c.id AND r.status = 'held')
        OR (c.status = 'escaped') <> EXISTS (SELECT FROM station_escape e WHERE e.custody_id = c.id)
    UNION ALL
    SELECT r.id::text FROM <<station_arrest by id>> r
     WHERE (r.status = 'released') <> EXISTS (SELECT FROM station_release l WHERE l.arrest_id = r.id)"""
HELD_TOGETHER = """
    SELECT c.station_id || ' ' || c.cell FROM station_custody c WHERE c.status = 'lock_up'
     GROUP BY c.station_id, c.cell HAVING count(DISTINCT c.held_as) > 1"""
ONE_STATE = """
    SELECT f.id::text FROM <<station_fir by id>> f WHERE (
        SELECT count(*) FILTER (WHERE s.current) <> 1 OR count(*) FILTER (
            WHERE s.current AND s.number = (SELECT max(o.number) FROM station_casestep o WHERE o.fir_id = f.id)) <> 1
          FROM station_casestep s WHERE s.fir_id = f.id)"""
#: Convicted of one charge is convicted; acquitted or discharged when every charge is answered, pending before.
VERDICTS = """
    SELECT k.accused_id::text FROM <<station_caserecord by accused_id>> k
      JOIN wanted_criminalrecord first ON first.id = k.record_id
      JOIN wanted_criminalrecord now ON now.series = first.series AND now.superseded_by_id IS NULL
      JOIN LATERAL (
          SELECT coalesce(bool_or(v.outcome = 'convicted'), false) AS convicted, count(c.id) AS charges,
                 count(v.outcome) AS answered,
                 coalesce(bool_or(v.outcome NOT IN ('convicted', 'discharged')), false) AS acquitted
            FROM station_charge c LEFT JOIN LATERAL (
                 SELECT x.outcome FROM station_verdict x WHERE x.charge_id = c.id
                  ORDER BY x.number DESC LIMIT 1) v ON true
           WHERE c.accused_id = k.accused_id) said ON true
     WHERE (now.stage = 'convicted') <> said.convicted
        OR now.stage = 'acquitted' AND NOT (said.acquitted AND said.answered = said.charges)
        OR now.stage = 'discharged'
           AND NOT (said.charges > 0 AND said.answered = said.charges AND NOT said.acquitted)"""

#: A paper of the case that stood in the diary before the report did: entries of one station are in order.
THERE = """EXISTS (
    SELECT FROM {rows} JOIN station_diaryentry e ON e.id = p.entry_id JOIN station_diaryday d ON d.id = e.day_id
     WHERE p.fir_id = r.fir_id AND (d.day, e.number) <= (rd.day, re.number){more})"""
POLICE = "station_statement p JOIN station_witness w ON w.id = p.witness_id"
HEARD = (WitnessKind.COMPLAINANT, WitnessKind.VICTIM)
OTHERS = tuple(kind for kind in WitnessKind if kind != WitnessKind.COMPLAINANT)


def _there(rows: str, more: str = "") -> str:
    return THERE.format(rows=rows, more=f" AND {more}" if more else "")


SHOWN = {
    "zimni": _there("station_zimni p"),
    "plan": _there("station_siteplan p"),
    "complainant": _there(POLICE, f"p.law = '161' AND w.kind IN ({listed(HEARD)})"),
    "witness": _there(POLICE, f"p.law = '161' AND w.kind IN ({listed(OTHERS)})"),
    "inquest": _there("station_inquest p"),
    "docket": _there("station_docketresult p"),
    "laboratory": _there("station_forensicresult p"),
    "memo": _there("station_memo p", f"p.kind IN ({listed(TAKING)})"),
    "magistrate": _there("station_statement p", "p.law = '164'"),
}


def _open(task: Task) -> str:
    """SQL: final reports that were written while this step was open."""
    heads = f"h.code IN ({listed(task.heads)})" if task.heads else "true"
    shown = f" AND NOT {SHOWN[task.met_by]}" if task.met_by else ""
    marked = _there("station_taskmark p", f"p.code = '{task.code}'")
    return f"""
        SELECT r.id || ' {task.code}' FROM <<station_finalreport by fir_id>> r JOIN station_fir f ON f.id = r.fir_id
          LEFT JOIN law_head h ON h.id = f.head_id JOIN station_diaryentry re ON re.id = r.entry_id
          JOIN station_diaryday rd ON rd.id = re.day_id
         WHERE r.kind <> 'interim' AND {heads} AND NOT {marked}{shown}"""


LINES = (
    Line("arrest_after_its_basis", Claim.BASIS_FIRST, BASIS),
    Line(
        "case_diary_by_the_investigator",
        Claim.INVESTIGATOR,
        BY_THE_INVESTIGATOR.format(table="zimni", code="station.zimni.written") + OR_HIS_TEAM,
    ),
    Line(
        "final_report_by_the_investigator",
        Claim.INVESTIGATOR,
        BY_THE_INVESTIGATOR.format(table="finalreport", code="station.case.reported"),
    ),
    Line("remand_within_fifteen_days", Claim.FIFTEEN_DAYS, FIFTEEN),
    Line("remand_after_production", Claim.FIFTEEN_DAYS, UNPRODUCED),
    Line(
        "closed_when_steps_are_done",
        Claim.STEPS_DONE,
        " UNION ALL ".join(_open(one) for one in every() if one.mandatory),
    ),
    Line("person_is_where_it_says", Claim.REGISTERS, WHERE_HE_IS),
    Line("person_is_held_once", Claim.REGISTERS, HELD_TWICE),
    Line("person_is_held_for_a_case", Claim.REGISTERS, HELD_FOR_A_CASE),
    Line("classes_are_held_apart", Claim.REGISTERS, HELD_TOGETHER),
    Line("case_has_one_state", Claim.REGISTERS, ONE_STATE),
    Line("record_follows_the_verdict", Claim.REGISTERS, VERDICTS),
)
