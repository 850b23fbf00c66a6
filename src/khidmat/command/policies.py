"""Who may open reports; which ones, each report says itself."""

from khidmat.kernel.policy import Scope, rule
from khidmat.kernel.roles import Role

RULES = [
    rule("command.report.read", {Role.APPROVER, Role.DISTRICT_OFFICER}, Scope.DISTRICT),
    rule("command.report.read", {Role.CIRCLE_OFFICER}, Scope.SUBTREE),
    rule("command.report.read", {Role.STATION_HEAD}, Scope.OFFICE),
]
