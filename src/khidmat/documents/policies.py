"""Who may see and revoke certificates. Everybody may verify: the code on the paper is the right to ask."""

from khidmat.kernel.policy import Scope, rule
from khidmat.kernel.roles import Role

VERIFY, READ, REVOKE = "documents.verify", "documents.certificate.read", "documents.certificate.revoke"

RULES = [
    rule(VERIFY, frozenset(Role) - {Role.SYSTEM}, Scope.ANY),
    rule(READ, {Role.OPERATOR, Role.APPROVER, Role.DISTRICT_OFFICER}, Scope.DISTRICT),
    rule(REVOKE, {Role.DISTRICT_OFFICER}, Scope.DISTRICT),
]
