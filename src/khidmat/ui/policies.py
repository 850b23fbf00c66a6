"""Everybody who sees pages may choose the language."""

from khidmat.kernel.policy import Rule, Scope, rule
from khidmat.kernel.roles import Role

RULES: list[Rule] = [rule("ui.language.choose", set(Role) - {Role.CLIENT}, Scope.ANY)]
