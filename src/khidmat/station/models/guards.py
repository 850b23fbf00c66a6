"""What the database asks of every row that somebody adds to a case."""

import pgtrigger

KEPT = pgtrigger.Update | pgtrigger.Delete
BY_HIM = """
IF NEW.by_id IS DISTINCT FROM (
    SELECT d.officer_id FROM station_designation d WHERE d.fir_id = NEW.fir_id ORDER BY d.number DESC LIMIT 1
) THEN
    RAISE EXCEPTION 'station: only who investigates now writes this' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""
#: Besides him, whoever the last order puts into the joint investigation team of the case.
BY_HIM_OR_HIS_TEAM = """
IF NEW.by_id IS DISTINCT FROM (
    SELECT d.officer_id FROM station_designation d WHERE d.fir_id = NEW.fir_id ORDER BY d.number DESC LIMIT 1
) AND NOT EXISTS (
    SELECT FROM station_teammember m WHERE m.officer_id = NEW.by_id AND m.order_id = (
        SELECT o.id FROM station_teamorder o WHERE o.fir_id = NEW.fir_id ORDER BY o.number DESC LIMIT 1)
) THEN
    RAISE EXCEPTION 'station: only who investigates now writes this' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""
IN_ITS_BOOK = """
PERFORM FROM station_fir f JOIN station_diaryentry e ON e.id = NEW.entry_id
  WHERE f.id = NEW.fir_id AND e.about_id = f.id AND e.station_id = f.station_id;
IF NOT FOUND THEN
    RAISE EXCEPTION 'station: an act in a case rests on its diary entry' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""
FOLLOWS = """
IF NEW.number <> 1 + coalesce((SELECT max(o.number) FROM {table} o WHERE o.fir_id = NEW.fir_id), 0) THEN
    RAISE EXCEPTION 'station: what is written in a case follows in its order' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


def kept(name: str) -> pgtrigger.Trigger:
    """No row ever changes or goes."""
    return pgtrigger.Protect(name=f"{name}_kept", operation=KEPT)


def by_the_investigator(name: str) -> pgtrigger.Trigger:
    """Only the officer of the last designation writes it (`fir_id`, `by_id`)."""
    return before(f"{name}_by_io", BY_HIM)


def by_investigators(name: str) -> pgtrigger.Trigger:
    """Only the officer of the last designation or an officer of the joint team writes it (`fir_id`, `by_id`)."""
    return before(f"{name}_by_io", BY_HIM_OR_HIS_TEAM)


def in_diary(name: str) -> pgtrigger.Trigger:
    """It rests on an entry of the station's diary about this case (`fir_id`, `entry_id`)."""
    return before(f"{name}_in_diary", IN_ITS_BOOK)


def in_order(name: str, table: str) -> pgtrigger.Trigger:
    """Numbers run from 1 without a gap in each case (`fir_id`, `number`)."""
    return before(f"{name}_order", FOLLOWS.format(table=table))


def before(name: str, func: str, **rows: str) -> pgtrigger.Trigger:
    """A guard before a row is added; `rows`: names of rows it looks up, each with its table."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        declare=list(rows.items()) or None,
        func=func,
    )
