"""Who may look for persons."""

from khidmat.kernel.policy import Scope, rule
from khidmat.kernel.roles import Role

RULES = [
    rule("people.person.search", {Role.OPERATOR}, Scope.DISTRICT),
    rule(
        "people.person.look_up",
        {
            Role.OPERATOR,
            Role.RECORD_KEEPER,
            Role.STATION_HEAD,
            Role.CIRCLE_OFFICER,
            Role.APPROVER,
            Role.DISTRICT_OFFICER,
        },
        Scope.PROVINCE,
        purpose=True,
    ),
]
