"""Everybody may choose the language."""

from khidmat.kernel.policy import Rule, Scope, rule
from khidmat.kernel.roles import Role

RULES: list[Rule] = [rule("ui.language.choose", Role, Scope.ANY)]
