"""Who may hand in a receipt: anybody who can sign it; the page checks the signature."""

from khidmat.kernel.policy import Scope, rule
from khidmat.kernel.roles import Role

RULES = [rule("notify.receipt", {Role.PUBLIC}, Scope.ANY)]
