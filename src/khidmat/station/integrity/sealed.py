"""Whose identity the law seals, and the open texts in which it may not stand: diary, ledger, messages."""

from khidmat.station.integrity.line import Claim, Line

#: Shorter names stand in other words by chance.
SHORTEST = 4
#: Everything that could tell who somebody is in a sealed matter, with the complaint and the FIR it belongs to.
NAMES = f"""
    WITH matter AS (
        SELECT c.id AS complaint, f.id AS fir FROM <<station_complaint by id>> c
          LEFT JOIN station_fir f ON f.complaint_id = c.id
         WHERE c.sensitive OR f.sealed OR f.id IS NOT NULL AND station_has_child(f.id)),
    said AS (
        SELECT m.*, unnest(ARRAY[t.name, t.father, t.cnic, t.mobile, t.child_name]) AS who
          FROM matter m JOIN station_telling t ON t.complaint_id = m.complaint
        UNION ALL
        SELECT m.*, unnest(ARRAY[x.name, x.name_ur, x.father, x.cnic]) FROM matter m
          JOIN station_accused a ON a.fir_id = m.fir JOIN station_accusedtext x ON x.accused_id = a.id),
    names AS (SELECT DISTINCT complaint, fir, who FROM said WHERE length(who) >= {SHORTEST})"""
IN_DIARY = f"""{NAMES}
    SELECT e.id::text FROM names n JOIN station_diaryentry e ON e.about_id IN (n.complaint, n.fir)
     WHERE position(n.who IN e.text) > 0 OR position(n.who IN e.text_ur) > 0"""
IN_LEDGER = f"""{NAMES}
    SELECT v.id::text FROM names n JOIN audit_event v ON v.subject_id IN (n.complaint, n.fir)
     WHERE position(n.who IN v.body) > 0
    UNION ALL
    SELECT v.id::text FROM names n JOIN station_accused a ON a.fir_id = n.fir
      LEFT JOIN station_arrest r ON r.accused_id = a.id
      JOIN audit_event v ON v.subject_id IN (a.id, r.id) WHERE position(n.who IN v.body) > 0"""
IN_MESSAGES = f"""{NAMES}
    SELECT m.id::text FROM names n JOIN notify_message m ON m.about IN (n.complaint, n.fir)
     WHERE position(n.who IN m.body) > 0 OR position(n.who IN m.subject) > 0"""
#: A matter that the law seals by itself is sealed in its rows, and stays so in an FIR.
UNSEALED = """
    SELECT c.id::text FROM <<station_complaint by id>> c LEFT JOIN station_fir f ON f.complaint_id = c.id
     WHERE c.matter = 'missing_child' AND NOT c.sensitive OR c.sensitive AND NOT coalesce(f.sealed, true)"""

LINES = (
    Line("sealed_stays_sealed", Claim.SEALED, UNSEALED),
    Line("sealed_name_not_in_the_diary", Claim.SEALED, IN_DIARY),
    Line("sealed_name_not_in_the_ledger", Claim.SEALED, IN_LEDGER),
    Line("sealed_name_not_in_messages", Claim.SEALED, IN_MESSAGES),
)
