"""Who may see and revoke certificates. Everybody may verify: the code on the paper is the right to ask."""

from django.utils.translation import gettext_lazy as _

from khidmat.kernel.policy import Scope, reach, rule
from khidmat.kernel.roles import Role

VERIFY, VERIFY_MANY = "documents.verify", "documents.verify.many"
READ, REVOKE = "documents.certificate.read", "documents.certificate.revoke"

RULES = [
    rule(VERIFY, frozenset(Role) - {Role.SYSTEM}, Scope.ANY),
    rule(VERIFY_MANY, {Role.CLIENT}, Scope.ANY),
    rule(READ, {Role.OPERATOR, Role.APPROVER, Role.DISTRICT_OFFICER}, Scope.DISTRICT),
    rule(REVOKE, {Role.DISTRICT_OFFICER}, Scope.DISTRICT),
]
SCOPES = [reach("verify", _("Verify many certificates at once"), VERIFY_MANY)]
