"""Every officer has a home; most may search, not those who look after accounts or cash."""

from khidmat.kernel.policy import Scope, rule
from khidmat.kernel.roles import POSTED, Role

RULES = [
    rule("portal.home.read", POSTED, Scope.OFFICE),
    # A regional officer has figures, the head of a counter money and staff: neither looks persons up.
    rule(
        "portal.search.use",
        set(POSTED) - {Role.ADMINISTRATOR, Role.IN_CHARGE, Role.SENIOR_OFFICER},
        Scope.DISTRICT,
    ),
]
