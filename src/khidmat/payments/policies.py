"""Who may take money, who counts after him, and who may see what was taken."""

from khidmat.kernel.policy import Scope, rule
from khidmat.kernel.roles import Role

EVERYBODY = frozenset(Role) - {Role.SYSTEM, Role.CLIENT}

RULES = [
    rule("payments.receipt.check", EVERYBODY, Scope.ANY),
    rule("payments.cash.take", {Role.OPERATOR}, Scope.OWN),
    rule("payments.receipt.read", {Role.OPERATOR, Role.IN_CHARGE}, Scope.OFFICE),
    rule("payments.receipt.read", {Role.DISTRICT_OFFICER}, Scope.DISTRICT),
    rule("payments.receipt.refund", {Role.IN_CHARGE}, Scope.OFFICE),
    rule("payments.fee.exempt", {Role.IN_CHARGE}, Scope.DISTRICT),
    rule("payments.advice.give", {Role.PUBLIC}, Scope.ANY),
    rule("payments.advice.read", {Role.IN_CHARGE, Role.DISTRICT_OFFICER}, Scope.DISTRICT),
    rule("payments.day.read", {Role.IN_CHARGE}, Scope.OFFICE),
    rule("payments.day.read", {Role.DISTRICT_OFFICER}, Scope.DISTRICT),
    rule("payments.day.close", {Role.IN_CHARGE}, Scope.OFFICE),
    rule("payments.day.see", {Role.DISTRICT_OFFICER}, Scope.DISTRICT),
]
