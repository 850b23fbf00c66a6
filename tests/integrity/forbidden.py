"""For every guard of the station's tables the statement that it alone must refuse, written by the owner."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pgtrigger
from django.apps import apps
from django.db import models

from tests.integrity.breaks import again

#: Of which files of models the life of `whole.py` makes a row in every table.
LIVED = {
    "absconding", "accused", "arrest", "counting", "court", "custody", "desk", "diary", "examining", "fir", "inquest",
    "papers", "property", "registers", "remand", "roads", "supervising", "team", "transfer", "trial", "zimni",
}  # fmt: skip
STRANGER = "gen_random_uuid()"
NATURAL = (models.PositiveIntegerField, models.PositiveSmallIntegerField, models.PositiveBigIntegerField)
NOBODY = "'00000000-0000-0000-0000-000000000001'::uuid"
SHEET = Path(__file__).with_name("forbidden.csv")


@dataclass(frozen=True, slots=True)
class Attempt:
    """What must not be: the guard that refuses it, its table, the statement."""

    guard: str
    table: str
    sql: str


def every() -> list[Attempt]:
    """All of them, in the order of the guards."""
    found = list(written())
    for model in apps.get_app_config("station").get_models():
        if model.__module__.rpartition(".")[2] in LIVED:
            found += [*kept(model), *in_order(model), *unique(model), *positive(model)]
    return sorted(found, key=lambda one: one.guard)


def written() -> Iterator[Attempt]:
    """Those of `forbidden.csv`: a row once more with a change that one guard refuses, or written over."""
    with SHEET.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            table, change = f"station_{line['table']}", line["change"]
            over = f"UPDATE {table} t SET {change}"
            sql = over if line["act"] == "over" else again(table, change, line["rows"] or "true")
            yield Attempt(marked(f"station_{line['guard']}"), table, sql)


def kept(model: type[models.Model]) -> Iterator[Attempt]:
    """A row that is written over, or taken away where only that is refused."""
    table, key = model._meta.db_table, model._meta.pk.column
    for trigger in triggers(model):
        if type(trigger) is pgtrigger.Protect:
            over = pgtrigger.Update in getattr(trigger.operation, "operations", [])
            sql = f"UPDATE {table} SET {key} = {key}" if over else f"DELETE FROM {table}"
            yield Attempt(marked(str(trigger.name)), table, sql)


def in_order(model: type[models.Model]) -> Iterator[Attempt]:
    """A row by a stranger, on no entry of the diary, or far behind the last one."""
    wrong = {"by_io": f"'by_id', {STRANGER}", "in_diary": f"'entry_id', {STRANGER}"}
    wrong |= dict.fromkeys(("order", "next"), "'number', 999")
    for trigger in triggers(model):
        for ending, change in wrong.items():
            if str(trigger.name).endswith(f"_{ending}"):
                table = model._meta.db_table
                yield Attempt(marked(str(trigger.name)), table, again(table, change))


def unique(model: type[models.Model]) -> Iterator[Attempt]:
    """A row twice: what two writers come to who looked at the same last number at the same moment."""
    table = model._meta.db_table
    for field in model._meta.local_fields:
        if field.unique and not field.primary_key:
            yield twice(model, f"{table}_{field.column}_key", [field])
    for rule in model._meta.constraints:
        if isinstance(rule, models.UniqueConstraint):
            yield twice(
                model, rule.name, [one for one in model._meta.local_fields if one.name in rule.fields]
            )


def twice(model: type[models.Model], guard: str, fields: Iterable[Any]) -> Attempt:
    """A rule that does not count what is absent is given something to count."""
    given = {models.PositiveIntegerField: "1", models.PositiveSmallIntegerField: "2026"}
    fresh = [f"'{model._meta.pk.column}', {STRANGER}"]
    fresh += [
        f"'{one.column}', coalesce(t.{one.column}, {given.get(type(one), NOBODY)})"
        for one in fields
        if one.null
    ]
    sql = again(model._meta.db_table, ", ".join(fresh))
    return Attempt(guard, model._meta.db_table, f"{sql}; {sql}")


def positive(model: type[models.Model]) -> Iterator[Attempt]:
    """A number below nought."""
    table = model._meta.db_table
    for field in model._meta.local_fields:
        if isinstance(field, NATURAL):
            yield Attempt(f"{table}_{field.column}_check", table, again(table, f"'{field.column}', -1"))


def triggers(model: type[models.Model]) -> list[pgtrigger.Trigger]:
    """What `Meta.triggers` of a model says."""
    return list(getattr(model._meta, "triggers", []))


@cache
def of_models() -> set[str]:
    """The names of all triggers that the models declare."""
    found = apps.get_app_config("station").get_models()
    return {str(one.name) for model in found for one in triggers(model)}


def marked(guard: str) -> str:
    """A guard as the database calls it: a trigger of a model has a mark before its name (and a digest behind it)."""
    return f"pgtrigger_{guard}" if guard in of_models() else guard
