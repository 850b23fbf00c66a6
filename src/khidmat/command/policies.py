"""Who may open reports and the page of the day; which figures, each report says itself."""

from khidmat.kernel.policy import Scope, rule
from khidmat.kernel.roles import Role

RULES = [
    rule("command.report.read", {Role.APPROVER, Role.DISTRICT_OFFICER}, Scope.DISTRICT),
    rule("command.report.read", {Role.IN_CHARGE, Role.CIRCLE_OFFICER, Role.SENIOR_OFFICER}, Scope.SUBTREE),
    rule("command.report.read", {Role.STATION_HEAD}, Scope.OFFICE),
    rule("command.day.read", {Role.APPROVER, Role.DISTRICT_OFFICER}, Scope.DISTRICT),
    rule("command.day.read", {Role.IN_CHARGE, Role.CIRCLE_OFFICER, Role.SENIOR_OFFICER}, Scope.SUBTREE),
    rule("command.day.read", {Role.STATION_HEAD}, Scope.OFFICE),
    # The list says where each book is; each book has its own right.
    rule(
        "command.registers.read",
        {
            Role.STATION_HEAD,
            Role.STATION_CLERK,
            Role.STATION_OFFICER,
            Role.MAGISTRATE,
            Role.CIRCLE_OFFICER,
            Role.DISTRICT_OFFICER,
        },
        Scope.ANY,
    ),
]
