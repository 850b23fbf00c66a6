"""Who may read the table of offences: every officer. It is law and names nobody."""

from khidmat.kernel.policy import Scope, rule
from khidmat.kernel.roles import POSTED

READ = "law.section.read"

RULES = [rule(READ, POSTED, Scope.ANY)]
