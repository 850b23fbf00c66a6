"""The reports of citizen services."""

from khidmat.services.reports.feedback import FEEDBACK
from khidmat.services.reports.lateness import LATENESS
from khidmat.services.reports.statement import STATEMENT
from khidmat.services.reports.work import WORK

REPORTS = [STATEMENT, LATENESS, WORK, FEEDBACK]
