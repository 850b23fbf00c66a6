"""Who may look for persons."""

from khidmat.kernel.policy import Scope, rule
from khidmat.kernel.roles import Role

RULES = [
    rule("people.person.read", {Role.RECORD_KEEPER, Role.APPROVER, Role.DISTRICT_OFFICER}, Scope.DISTRICT),
    rule("people.person.merge", {Role.RECORD_KEEPER, Role.DISTRICT_OFFICER}, Scope.DISTRICT),
    # Added to the right to merge, which says where: two card numbers that are one person's.
    rule("people.person.merge_cards", {Role.DISTRICT_OFFICER}, Scope.ANY),
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
