"""No investigation is closed while a mandatory step of it is open: what the database asks of a final report."""

import pgtrigger

from khidmat.station.court_states import ReportKind
from khidmat.station.models.guards import before
from khidmat.station.tasks import every

#: Code, the paper that shows it done, its heads; both may be empty. `tasks.yaml` changed means a migration.
MANDATORY = ", ".join(
    f"('{one.code}', '{one.met_by or ''}', '{' '.join(one.heads)}')" for one in every() if one.mandatory
)
#: `station_shows` reads as the owner: the papers of a sealed case count, though nobody unsealed them for this.
STEPS_DONE = f"""
IF NEW.kind = '{ReportKind.INTERIM}' THEN RETURN NEW; END IF;
SELECT h.code INTO head FROM station_fir f JOIN law_head h ON h.id = f.head_id WHERE f.id = NEW.fir_id;
SELECT t.code INTO undone FROM (VALUES {MANDATORY}) t(code, paper, heads)
 WHERE (t.heads = '' OR head = ANY (string_to_array(t.heads, ' ')))
   AND NOT EXISTS (SELECT FROM station_taskmark m WHERE m.fir_id = NEW.fir_id AND m.code = t.code)
   AND NOT station_shows(NEW.fir_id, t.paper) LIMIT 1;
IF undone IS NOT NULL THEN
    RAISE EXCEPTION 'station: the step % is still open', undone USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


def steps_done(name: str) -> pgtrigger.Trigger:
    """Every mandatory step of the case's head is shown by its paper, or marked done or spared (`fir_id`, `kind`)."""
    return before(f"{name}_steps", STEPS_DONE, head="text", undone="text")
