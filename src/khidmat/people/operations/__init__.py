"""All writes of the index of persons."""

from khidmat.people.operations.correcting import correct
from khidmat.people.operations.looking import (
    check_statement,
    look_up,
    note_number,
    open_person,
    open_photo,
    search,
)
from khidmat.people.operations.merging import merge, unmerge
from khidmat.people.operations.registering import register

__all__ = [
    "check_statement",
    "correct",
    "look_up",
    "merge",
    "note_number",
    "open_person",
    "open_photo",
    "register",
    "search",
    "unmerge",
]
