"""For every line of the verification one thing that breaks it, and nothing else, written past all guards."""

from khidmat.station.integrity.books import INSIDE, SERIES, TABLE_OF

HELD = """(SELECT r.fir_id FROM station_arrest r JOIN station_custody c ON c.id = r.custody_id
    WHERE c.gender = 'man')"""
CHILD = "(SELECT id FROM station_complaint WHERE status = 'registered' AND sensitive)"
WAITING = "(SELECT id FROM station_complaint WHERE status = 'received' AND sensitive)"
TRIED = "(SELECT fir_id FROM station_courtcase)"
PISTOL = "(SELECT id FROM station_item WHERE kind = 'weapon')"
BICYCLE = "(SELECT id FROM station_item WHERE status = 'away')"
OTHER = "(SELECT id FROM accounts_user WHERE username = 'hina')"


def last(table: str) -> str:
    return f"(SELECT id FROM {table} WHERE number IS NOT NULL ORDER BY number DESC, id DESC LIMIT 1)"


def again(table: str, changed: str, where: str = "true") -> str:
    """A row once more, with another key."""
    fresh = f"to_jsonb(t) || jsonb_build_object('id', gen_random_uuid(), {changed})"
    return f"INSERT INTO {table} SELECT (jsonb_populate_record(t, {fresh})).* FROM {table} t WHERE {where}"


def hole(table: str) -> str:
    return f"UPDATE {table} SET number = number + 90 WHERE id = {last(table)}"


def hole_in_series(kind: str, table: str) -> str:
    """The counter is made to agree: only the gap is left."""
    return f"""{hole(table)}; UPDATE org_serial s SET last = (
        SELECT max(number) FROM {table} t WHERE t.station_id = s.office_id AND t.year = s.year) WHERE kind = '{kind}'"""


def said(code: str, old: str, new: str) -> str:
    """Events with other words."""
    return f"UPDATE audit_event SET body = replace(body, '{old}', '{new}') WHERE code = '{code}'"


BREAKS: dict[str, str] = {
    **{f"numbers_of_{kind}": hole_in_series(kind, table) for kind, table in SERIES.items()},
    **{f"numbers_of_{name}": hole(TABLE_OF.get(name, f"station_{name}")) for name in INSIDE},
    "fir_rests_on_its_entry": f"""UPDATE station_fir SET registered_at = registered_at - interval '9 days'
        WHERE id = {HELD}""",
    "entry_tells_of_a_fir": """UPDATE station_diaryentry SET about_id = gen_random_uuid()
        WHERE about_kind = 'fir' AND kind = 'cognizable' AND id NOT IN (SELECT entry_id FROM station_fir)""",
    "numbers_of_diary": hole("station_diaryentry"),
    "numbers_of_counters": "UPDATE org_serial SET last = last + 1 WHERE kind = 'fir'",
    "missing_child_has_fir": f"""UPDATE clocks_clock SET met_at = due_at WHERE id = (
        SELECT clock_id FROM station_duty WHERE complaint_id = {WAITING} AND kind = 'decide')""",
    "diary_opens_and_closes": "UPDATE station_diaryday SET closed_at = opened_at",
    "diary_has_one_open_day": again("station_diaryday", "'day', t.day + 1"),
    "diary_runs_forward": "UPDATE station_diaryentry SET happened_at = written_at + interval '1 hour' WHERE number = 3",
    "complaint_is_as_decided": f"UPDATE station_complaint SET decided_at = taken_at WHERE id = {WAITING}",
    "arrest_after_its_basis": "UPDATE station_arrest SET arrested_at = arrested_at - interval '9 days'",
    "case_diary_by_the_investigator": f"""UPDATE station_designation SET officer_id = {OTHER}
        WHERE fir_id = {HELD} AND number = 1""",
    "final_report_by_the_investigator": f"UPDATE station_designation SET officer_id = {OTHER} WHERE fir_id = {TRIED}",
    "remand_within_fifteen_days": "UPDATE station_remand SET days = 16",
    "remand_after_production": "UPDATE station_production SET at = at + interval '9 days'",
    "closed_when_steps_are_done": f"UPDATE station_taskmark SET code = 'x' WHERE code = 'site' AND fir_id = {TRIED}",
    "person_is_where_it_says": """UPDATE station_custody SET cell = '', status = 'hospital', held_as = ''
        WHERE gender = 'man'""",
    "person_is_held_once": """UPDATE station_custody SET person_id = (SELECT id FROM people_person LIMIT 1)
        WHERE gender = 'man'""",
    "person_is_held_for_a_case": "UPDATE station_arrest SET status = 'released'",
    "classes_are_held_apart": "UPDATE station_custody SET cell = '1'; UPDATE station_whereabouts SET cell = '1'",
    "case_has_one_state": f"UPDATE station_casestep SET current = true WHERE fir_id = {TRIED}",
    "record_follows_the_verdict": "UPDATE station_verdict SET outcome = 'acquitted'",
    "item_is_in_one_place": f"UPDATE station_item SET status = 'gone' WHERE id = {PISTOL}",
    "item_balance_holds": "UPDATE station_movement SET balance = 7 WHERE kind = 'back'",
    "item_is_out_once": f"""DELETE FROM station_roadarticle WHERE item_id = {BICYCLE};
        UPDATE station_movement SET certificate_id = NULL WHERE item_id = {BICYCLE}""",
    "item_was_let_go": """UPDATE station_roadsign SET by_id = (
        SELECT max(prepared_by_id::text)::uuid FROM station_roadcertificate)""",
    "road_is_as_signed": "DELETE FROM station_roadsign WHERE kind = 'received'",
    "difference_is_as_answered": "UPDATE station_discrepancy SET status = 'seen'",
    "count_is_whole": "DELETE FROM station_countfind",
    "seized_lies_with_its_case": f"UPDATE station_memo SET fir_id = {TRIED}",
    "sealed_stays_sealed": f"UPDATE station_fir SET sealed = false WHERE complaint_id = {CHILD}",
    "sealed_name_not_in_the_diary": f"""UPDATE station_telling SET name = (SELECT left(text_ur, 20)
        FROM station_diaryentry WHERE about_id = {CHILD} LIMIT 1) WHERE complaint_id = {CHILD}""",
    "sealed_name_not_in_the_ledger": f"""UPDATE station_telling SET name = 'station.complaint.taken'
        WHERE complaint_id = {CHILD}""",
    "sealed_name_not_in_messages": f"""UPDATE notify_message SET body = body || (SELECT name FROM station_telling
        WHERE complaint_id = {CHILD}) WHERE about = {CHILD}""",
    "row_has_its_event": again(
        "station_accused", "'number', t.number + 1, 'person_id', null", f"fir_id = {TRIED}"
    ),
    "event_has_its_row": "DELETE FROM station_accused WHERE fir_id NOT IN (SELECT fir_id FROM station_arrest)",
    "fir_is_as_told": "UPDATE station_firtext SET delay = 'altered'",
    "entry_is_as_told": "UPDATE station_diaryentry SET text = 'altered' WHERE number = 3",
    "case_diary_is_one_chain": f"UPDATE station_zimni SET digest = 'x' WHERE id = {last('station_zimni')}",
    "case_diary_is_as_told": said("station.zimni.written", '"digest":"', '"digest":"0'),
    "steps_are_told": said("station.case.stepped", "case.stepped", "case.leapt"),
    "ledger_is_linked": "UPDATE audit_head SET seq = seq + 1",
}
#: What a forgery breaks besides its own line: words of the diaries stand in the ledger too.
ALSO = {
    "entry_tells_of_a_fir": {"entry_is_as_told"},
    "numbers_of_diary": {"entry_is_as_told"},
    "diary_runs_forward": {"entry_is_as_told"},
    "numbers_of_zimni": {"case_diary_is_one_chain", "case_diary_is_as_told"},
    "numbers_of_whereabouts": {"person_is_where_it_says"},
}
