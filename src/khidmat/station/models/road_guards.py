"""What the database refuses of road certificates, of second signatures and of differences."""

from khidmat.station.removals import BY_ORDER

#: A certificate moves by a signature that stands in a row of its own.
BY_A_SIGNATURE = """
IF NEW.status IS DISTINCT FROM OLD.status AND NOT EXISTS (
    SELECT FROM station_roadsign s WHERE s.certificate_id = NEW.id AND s.kind = NEW.status
) THEN
    RAISE EXCEPTION 'station: a road certificate moves by a signature' USING ERRCODE = 'check_violation';
END IF;
IF (NEW.number, NEW.year, NEW.entry_id) IS DISTINCT FROM (OLD.number, OLD.year, OLD.entry_id)
   AND NOT (OLD.status = 'prepared' AND NEW.status = 'issued') THEN
    RAISE EXCEPTION 'station: a road certificate keeps its number' USING ERRCODE = 'check_violation';
END IF;
IF NEW.number IS NOT NULL AND OLD.number IS NULL THEN
    IF NEW.number <> 1 + coalesce((SELECT max(o.number) FROM station_roadcertificate o
                                    WHERE o.station_id = NEW.station_id AND o.year = NEW.year), 0) THEN
        RAISE EXCEPTION 'station: numbers of register XXI follow one another' USING ERRCODE = 'check_violation';
    END IF;
    IF NOT EXISTS (SELECT FROM station_diaryentry e WHERE e.id = NEW.entry_id AND e.station_id = NEW.station_id
                      AND e.kind = 'property_out' AND e.about_id = NEW.id
                      AND NEW.year = extract(year FROM e.written_at AT TIME ZONE 'Asia/Karachi')) THEN
        RAISE EXCEPTION 'station: a road certificate rests on its diary entry' USING ERRCODE = 'check_violation';
    END IF;
END IF;
RETURN NEW;
"""
#: Narcotics, cash and weapons, and whatever leaves by order of a court, are let go by two people of two posts: the
#: clerk and the SHO. A destruction is seen by two witnesses.
TWO_PEOPLE = f"""
SELECT * INTO paper FROM station_roadcertificate c WHERE c.id = NEW.certificate_id FOR UPDATE;
IF NEW.kind = 'issued' AND (NEW.by_id = paper.prepared_by_id OR NEW.role = paper.prepared_role
    OR NEW.role NOT IN ('station_clerk', 'station_head')) AND (
    paper.purpose IN ({", ".join(f"'{one.value}'" for one in BY_ORDER)}) OR EXISTS (
        SELECT FROM station_roadarticle a JOIN station_item i ON i.id = a.item_id
         WHERE a.certificate_id = paper.id AND i.kind IN ('narcotic', 'cash', 'weapon'))
) THEN
    RAISE EXCEPTION 'station: two people of two posts let this go' USING ERRCODE = 'check_violation';
END IF;
IF NEW.kind = 'received' AND (NEW.name = '' OR NEW.name = paper.carrier) THEN
    RAISE EXCEPTION 'station: who receives is not who carried' USING ERRCODE = 'check_violation';
END IF;
IF NEW.kind = 'received' AND paper.purpose = 'destroyed'
   AND (SELECT count(*) FROM station_roadwitness w WHERE w.certificate_id = paper.id) < 2 THEN
    RAISE EXCEPTION 'station: a destruction has two witnesses' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""
#: A thing goes out under a certificate of its own store that names it and was let go, and comes back under the same.
UNDER_A_CERTIFICATE = """
IF NEW.kind = 'deposit' THEN RETURN NEW; END IF;
SELECT * INTO paper FROM station_roadcertificate c WHERE c.id = NEW.certificate_id;
IF NOT EXISTS (SELECT FROM station_roadarticle a
                WHERE a.certificate_id = NEW.certificate_id AND a.item_id = NEW.item_id)
   OR paper.station_id <> (SELECT i.station_id FROM station_item i WHERE i.id = NEW.item_id)
   OR NOT EXISTS (SELECT FROM station_roadsign s WHERE s.certificate_id = paper.id AND s.kind = 'issued') THEN
    RAISE EXCEPTION 'station: property leaves on a road certificate' USING ERRCODE = 'check_violation';
END IF;
IF NEW.kind IN ('entrust', 'settle') AND (
    NOT EXISTS (SELECT FROM station_roadsign s WHERE s.certificate_id = paper.id AND s.kind = 'received')
    OR (NEW.kind = 'entrust') <> (paper.purpose = 'holder') OR paper.purpose IN ('laboratory', 'court')) THEN
    RAISE EXCEPTION 'station: property is handed over when it was received there'
        USING ERRCODE = 'check_violation';
END IF;
IF NEW.kind <> 'send' AND NEW.certificate_id <> (SELECT m.certificate_id FROM station_movement m
    WHERE m.item_id = NEW.item_id AND m.number = NEW.number - 1) THEN
    RAISE EXCEPTION 'station: property comes back on the certificate on which it left'
        USING ERRCODE = 'check_violation';
END IF;
IF NEW.kind = 'send' AND paper.purpose IN ('state', 'destroyed') AND EXISTS (
    SELECT FROM station_item i LEFT JOIN station_proclamation p ON p.item_id = i.id
     WHERE i.id = NEW.item_id AND i.basis IN ('unclaimed', 'suspected')
       AND (p.id IS NULL OR (p.proclaimed_on + interval '6 months')::date
                >= (NEW.recorded_at AT TIME ZONE 'Asia/Karachi')::date)
) THEN
    RAISE EXCEPTION 'station: an owner has six months to come forward' USING ERRCODE = 'check_violation';
END IF;
IF NEW.kind = 'send' AND EXISTS (
    SELECT FROM station_movement m JOIN station_item i ON i.id = m.item_id
     WHERE m.item_id = NEW.item_id AND m.number = NEW.number - 1 AND i.kind IN ('narcotic', 'cash', 'weapon')
       AND NOT EXISTS (SELECT FROM station_countersign c WHERE c.movement_id = m.id)
) THEN
    RAISE EXCEPTION 'station: what came in under one signature does not leave' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""
ANOTHER_PERSON = """
IF NOT EXISTS (
    SELECT FROM station_movement m JOIN station_item i ON i.id = m.item_id
     WHERE m.id = NEW.movement_id AND m.kind IN ('deposit', 'back') AND m.by_id <> NEW.by_id
       AND NEW.role IN ('station_clerk', 'station_head') AND (i.kind <> 'narcotic' OR NEW.weight_mg IS NOT NULL)
) THEN
    RAISE EXCEPTION 'station: another keeper signs, and weighs narcotics' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""
BY_A_TURN = """
IF NEW.status IS DISTINCT FROM OLD.status AND NOT EXISTS (
    SELECT FROM station_discrepancyturn t WHERE t.discrepancy_id = NEW.id AND t.status = NEW.status
       AND t.number = (SELECT max(o.number) FROM station_discrepancyturn o WHERE o.discrepancy_id = NEW.id)
) THEN
    RAISE EXCEPTION 'station: a difference is settled by an answer' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""
