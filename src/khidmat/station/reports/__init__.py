"""The figures of the station's books."""

from khidmat.station.reports.crime import CRIME

REPORTS = [CRIME]
