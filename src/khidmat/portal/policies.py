"""Every officer has a home; most may search, not those who look after accounts or cash."""

from khidmat.kernel.policy import Scope, rule
from khidmat.kernel.roles import POSTED, Role

NO_SEARCH = {
    Role.ADMINISTRATOR,
    Role.IN_CHARGE,
    Role.SENIOR_OFFICER,
    Role.STATION_CLERK,
    Role.FRONT_DESK,
    Role.MAGISTRATE,
    Role.PROSECUTOR,
}

RULES = [
    rule("portal.home.read", POSTED, Scope.OFFICE),
    # A regional officer has figures, the head of a counter money and staff, a court what the station wrote: they do not
    # look persons up. Nor does the desk, which asks a visitor, or the clerk, who writes what he is told.
    rule(
        "portal.search.use",
        set(POSTED) - NO_SEARCH,
        Scope.DISTRICT,
    ),
]
