"""The malkhana: where each thing is, and whether registers XIX and XXI say the same."""

from khidmat.station.integrity.line import Claim, Line
from khidmat.station.models.property import LEFT

PLACE = f"""
    SELECT i.id::text FROM <<station_item by id>> i WHERE i.status IS DISTINCT FROM (
        SELECT CASE m.kind {LEFT} END FROM station_movement m WHERE m.item_id = i.id ORDER BY m.number DESC LIMIT 1)"""
BALANCE = """
    SELECT id::text FROM (
        SELECT m.id, m.balance, sum(CASE WHEN m.kind IN ('deposit', 'back') THEN m.quantity
                                         WHEN m.kind = 'send' THEN -m.quantity ELSE 0 END)
                                OVER (PARTITION BY m.item_id ORDER BY m.number) AS sums
              FROM <<station_movement by item_id>> m) x
     WHERE x.balance <> x.sums OR x.balance < 0"""
#: Nothing is out on two certificates, and what is out is on one.
OUT = """
    SELECT i.id::text FROM <<station_item by id>> i WHERE i.status IN ('away', 'held') AND (
        SELECT count(DISTINCT m.certificate_id) FROM station_movement m WHERE m.item_id = i.id AND m.kind = 'send'
           AND m.number > coalesce((SELECT max(b.number) FROM station_movement b
                                     WHERE b.item_id = i.id AND b.kind = 'back'), 0)) <> 1"""
ROADS = """
    SELECT c.id::text FROM <<station_roadcertificate by id>> c
     WHERE (c.status <> 'prepared') <> EXISTS (SELECT FROM station_roadsign s WHERE s.certificate_id = c.id
                                                  AND s.kind = c.status)
        OR c.status = 'prepared' AND EXISTS (SELECT FROM station_roadsign s WHERE s.certificate_id = c.id)
        OR (c.number IS NOT NULL) <> (c.status IN ('issued', 'received'))
        OR c.number IS NOT NULL AND NOT EXISTS (SELECT FROM station_diaryentry e WHERE e.id = c.entry_id
                                                   AND e.station_id = c.station_id AND e.kind = 'property_out')
        OR c.number IS NOT NULL AND EXISTS (
            SELECT FROM station_roadarticle a WHERE a.certificate_id = c.id AND NOT EXISTS (
                SELECT FROM station_movement m WHERE m.certificate_id = c.id AND m.item_id = a.item_id
                   AND m.kind = 'send'))"""
LET_GO = """
    SELECT m.id::text FROM <<station_movement by certificate_id>> m JOIN station_item i ON i.id = m.item_id
      JOIN station_roadcertificate c ON c.id = m.certificate_id
      LEFT JOIN station_roadsign s ON s.certificate_id = c.id AND s.kind = 'issued'
     WHERE m.kind = 'send' AND (s.id IS NULL
        OR i.kind IN ('narcotic', 'cash', 'weapon') AND s.by_id = c.prepared_by_id)"""
DIFFERENCES = """
    SELECT d.id::text FROM <<station_discrepancy by id>> d
     WHERE d.status <> coalesce((SELECT t.status FROM station_discrepancyturn t WHERE t.discrepancy_id = d.id
                                  ORDER BY t.number DESC LIMIT 1), 'open')"""
COUNTS = """
    SELECT c.id::text FROM <<station_count by id>> c WHERE c.status = 'closed' AND EXISTS (
        SELECT FROM station_countline l WHERE l.count_id = c.id
           AND NOT EXISTS (SELECT FROM station_countfind f WHERE f.line_id = l.id))"""
#: What a memo took lies in the store of its case.
SEIZED = """
    SELECT x.id::text FROM <<station_memoitem by memo_id>> x JOIN station_memo m ON m.id = x.memo_id
      JOIN station_item i ON i.id = x.item_id
     WHERE i.fir_id IS DISTINCT FROM m.fir_id"""

LINES = (
    Line("item_is_in_one_place", Claim.ONE_PLACE, PLACE),
    Line("item_balance_holds", Claim.ONE_PLACE, BALANCE),
    Line("item_is_out_once", Claim.ONE_PLACE, OUT),
    Line("item_was_let_go", Claim.ONE_PLACE, LET_GO),
    Line("road_is_as_signed", Claim.REGISTERS, ROADS),
    Line("difference_is_as_answered", Claim.REGISTERS, DIFFERENCES),
    Line("count_is_whole", Claim.REGISTERS, COUNTS),
    Line("seized_lies_with_its_case", Claim.REGISTERS, SEIZED),
)
