"""Who may take money, and who may see what was taken."""

from khidmat.kernel.policy import Scope, rule
from khidmat.kernel.roles import Role

EVERYBODY = frozenset(Role) - {Role.SYSTEM, Role.CLIENT}

RULES = [
    rule("payments.receipt.check", EVERYBODY, Scope.ANY),
    rule("payments.cash.take", {Role.OPERATOR}, Scope.OWN),
    rule("payments.receipt.read", {Role.OPERATOR}, Scope.OFFICE),
]
