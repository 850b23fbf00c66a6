"""Who may see candidates and decide about them: the record keepers of the district, nobody else."""

from khidmat.kernel.policy import Scope, rule
from khidmat.kernel.roles import Role

READ, ADJUDICATE = "screening.check.read", "screening.check.adjudicate"

RULES = [
    rule(READ, {Role.RECORD_KEEPER}, Scope.DISTRICT),
    rule(ADJUDICATE, {Role.RECORD_KEEPER}, Scope.DISTRICT),
]
