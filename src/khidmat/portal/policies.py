"""Every officer has a home; most may search, not those who look after accounts or cash."""

from khidmat.kernel.policy import Scope, rule
from khidmat.kernel.roles import POSTED, Role

RULES = [
    rule("portal.home.read", POSTED, Scope.OFFICE),
    rule("portal.search.use", set(POSTED) - {Role.ADMINISTRATOR, Role.IN_CHARGE}, Scope.DISTRICT),
]
