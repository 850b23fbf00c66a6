"""Who may see and change criminal records: the record keepers of the district, nobody else."""

from khidmat.kernel.policy import Scope, rule
from khidmat.kernel.roles import Role

READ, IMPORT, CHANGE = "wanted.record.read", "wanted.record.import", "wanted.record.change"

RULES = [
    rule(READ, {Role.RECORD_KEEPER}, Scope.DISTRICT),
    rule(IMPORT, {Role.RECORD_KEEPER}, Scope.DISTRICT),
    rule(CHANGE, {Role.RECORD_KEEPER}, Scope.DISTRICT),
]
