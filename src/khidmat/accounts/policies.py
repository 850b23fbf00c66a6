"""Who may do what with accounts."""

from khidmat.kernel.policy import Scope, rule
from khidmat.kernel.roles import POSTED, Role

EVERYBODY = [Role.PUBLIC, Role.CITIZEN, *POSTED]
#: Who can have a token, and visitors.
API_READERS = [Role.PUBLIC, Role.CLIENT, Role.APPROVER, Role.DISTRICT_OFFICER]

RULES = [
    # Sign-in, sign-out and the lock page: whoever stands before the door.
    rule("accounts.session.open", EVERYBODY, Scope.ANY),
    rule("accounts.own.manage", [Role.CITIZEN, *POSTED], Scope.OWN),
    rule("accounts.officer.list", [Role.ADMINISTRATOR], Scope.DISTRICT),
    rule("accounts.officer.add", [Role.ADMINISTRATOR], Scope.DISTRICT),
    rule("accounts.officer.renew", [Role.ADMINISTRATOR], Scope.DISTRICT),
    rule("accounts.posting.make", [Role.ADMINISTRATOR], Scope.DISTRICT),
    rule("accounts.posting.end", [Role.ADMINISTRATOR], Scope.DISTRICT),
    rule("accounts.client.read", [Role.ADMINISTRATOR], Scope.DISTRICT),
    rule("accounts.client.manage", [Role.ADMINISTRATOR], Scope.DISTRICT),
    # The API's own document says nothing that this file does not.
    rule("accounts.api.read", API_READERS, Scope.ANY),
    # The demo's inbox answers 404 in every other mode (`pages.demo`).
    rule("accounts.inbox.read", EVERYBODY, Scope.ANY),
]
