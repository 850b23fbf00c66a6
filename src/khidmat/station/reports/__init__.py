"""The figures of the station's books."""

from khidmat.station.reports.clocks import CLOCKS
from khidmat.station.reports.crime import CRIME
from khidmat.station.reports.outcomes import OUTCOMES
from khidmat.station.reports.pendency import PENDENCY
from khidmat.station.reports.recovery import RECOVERY

REPORTS = [CRIME, OUTCOMES, PENDENCY, CLOCKS, RECOVERY]
