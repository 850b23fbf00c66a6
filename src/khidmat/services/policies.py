"""Who may do what with applications."""

from django.utils.translation import gettext_lazy as _

from khidmat.kernel.policy import Scope, reach, rule
from khidmat.kernel.roles import Role

EVERYBODY = frozenset(Role) - {Role.SYSTEM}

RULES = [
    rule("services.catalogue.read", EVERYBODY, Scope.ANY),
    rule("services.mine.apply", {Role.CITIZEN}, Scope.OWN),
    rule("services.mine.read", {Role.CITIZEN}, Scope.OWN),
    # A program enters for others as a counter does, and with the counter's own operations.
    rule("services.counter.enter", {Role.OPERATOR, Role.CLIENT}, Scope.OWN),
    # Who answers the phone says a status and sees no file: no territory is needed.
    rule("services.phone.answer", {Role.OPERATOR, Role.IN_CHARGE, Role.CLIENT}, Scope.ANY),
    rule("services.program.enter", {Role.CLIENT}, Scope.OWN),
    rule("services.application.read", {Role.APPROVER, Role.DISTRICT_OFFICER}, Scope.DISTRICT),
    rule("services.application.decide", {Role.APPROVER, Role.DISTRICT_OFFICER}, Scope.DISTRICT),
    # Above those who decide; the region where the district's own officer had a part.
    rule("services.appeal.decide", {Role.DISTRICT_OFFICER, Role.SENIOR_OFFICER}, Scope.SUBTREE),
    rule("services.correction.decide", {Role.RECORD_KEEPER}, Scope.DISTRICT),
    rule("services.paper.reissue", {Role.DISTRICT_OFFICER}, Scope.DISTRICT),
    rule("services.feedback.read", {Role.APPROVER, Role.DISTRICT_OFFICER}, Scope.DISTRICT),
    rule("services.feedback.read", {Role.IN_CHARGE}, Scope.SUBTREE),
    rule("services.verification.read", {Role.STATION_HEAD, Role.STATION_OFFICER}, Scope.OFFICE),
    rule("services.verification.read", {Role.CIRCLE_OFFICER}, Scope.SUBTREE),
    rule("services.verification.mark", {Role.STATION_HEAD}, Scope.OFFICE),
    rule("services.verification.mark", {Role.CIRCLE_OFFICER}, Scope.SUBTREE),
    rule("services.verification.report", {Role.STATION_HEAD, Role.STATION_OFFICER}, Scope.OFFICE),
    rule("services.statement.read", {Role.APPROVER, Role.DISTRICT_OFFICER}, Scope.DISTRICT),
    rule(
        "services.statement.read", {Role.IN_CHARGE, Role.CIRCLE_OFFICER, Role.SENIOR_OFFICER}, Scope.SUBTREE
    ),
    rule("services.statement.read", {Role.STATION_HEAD}, Scope.OFFICE),
    rule("services.work.read", {Role.APPROVER, Role.DISTRICT_OFFICER}, Scope.DISTRICT),
    rule("services.work.read", {Role.IN_CHARGE, Role.CIRCLE_OFFICER, Role.SENIOR_OFFICER}, Scope.SUBTREE),
    rule("services.work.read", {Role.STATION_HEAD}, Scope.OFFICE),
]
SCOPES = [
    reach(
        "apply",
        _("Enter applications for people and follow them"),
        "services.program.enter",
        "services.counter.enter",
    ),
    reach("phone", _("Say on the phone line where an application stands"), "services.phone.answer"),
    reach(
        "decide",
        _("Read the files of the district and decide, in the officer's place"),
        "services.application.read",
        "services.application.decide",
    ),
]
