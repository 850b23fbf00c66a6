"""Ledger events of accounts. Codes, secrets and what was typed never enter the ledger."""

from django.utils.translation import gettext_lazy as _

from khidmat.audit.public import event

ADDED = event("accounts.added", "user", _("%(username)s was added as staff"), "username")
POSTED = event("accounts.posted", "user", _("Posted at an office"), "posting", "role", "office", "since")
UNPOSTED = event("accounts.unposted", "user", _("Posting ended"), "posting", "until")
RENEWED = event("accounts.renewed", "user", _("Temporary password given; second step and sessions removed"))
REFUSED = event("accounts.refused", "user", _("A sign-in was not accepted"), "stage", "attempt")
BARRED = event(
    "accounts.barred", "user", _("Sign-in was stopped for a while after %(tries)s tries"), "tries", "attempt"
)
ENTERED = event("accounts.entered", "user", _("Somebody signed in"), "means", "session")
LOCKED = event("accounts.locked", "session", _("The screen was locked"))
UNLOCKED = event("accounts.unlocked", "session", _("The screen was opened again"))
ENDED = event("accounts.ended", "session", _("A session ended"), "ending")
PASSWORD_CHANGED = event("accounts.password_changed", "user", _("Password changed"))
FACTOR_ADDED = event("accounts.factor_added", "user", _("A second step was added"), "factor")
FACTOR_REMOVED = event("accounts.factor_removed", "user", _("A second step was removed"), "factor")
RECOVERY_MADE = event("accounts.recovery_made", "user", _("New recovery codes made"))
CODE_SENT = event("accounts.code_sent", "mobile_code", _("A one-time code was sent"))
CODE_REFUSED = event("accounts.code_refused", "mobile_code", _("A one-time code was not accepted"), "tries")
LANGUAGE_CHOSEN = event("accounts.language_chosen", "user", _("The language was chosen"), "language")
CLIENT_ADDED = event(
    "accounts.client_added",
    "client",
    _("The program %(name)s may use the API"),
    "name",
    "posting",
    "role",
    "office",
    "scopes",
)
CLIENT_AGREED = event(
    "accounts.client_agreed", "client", _("The officer agreed that a program works in his place")
)
CLIENT_ENDED = event("accounts.client_ended", "client", _("A program may no longer use the API"))
TOKEN_ISSUED = event("accounts.token_issued", "token", _("A token was issued"), "client", "until")
TOKEN_ENDED = event("accounts.token_ended", "token", _("A token was ended"), "client")

ALL = [
    ADDED,
    POSTED,
    UNPOSTED,
    RENEWED,
    REFUSED,
    BARRED,
    ENTERED,
    LOCKED,
    UNLOCKED,
    ENDED,
    PASSWORD_CHANGED,
    FACTOR_ADDED,
    FACTOR_REMOVED,
    RECOVERY_MADE,
    CODE_SENT,
    CODE_REFUSED,
    LANGUAGE_CHOSEN,
    CLIENT_ADDED,
    CLIENT_AGREED,
    CLIENT_ENDED,
    TOKEN_ISSUED,
    TOKEN_ENDED,
]
