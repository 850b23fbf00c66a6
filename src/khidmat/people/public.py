"""What other apps may use of the index of persons."""

from khidmat.people import evidence
from khidmat.people.identity import Identity, OtherName, Residence
from khidmat.people.likeness import Lookalike, contradicted
from khidmat.people.models import Address, Person, Phone
from khidmat.people.operations import check_statement, look_up, note_number, register, search
from khidmat.people.queries import lookalikes, named
from khidmat.people.states import AddressKind, IdKind, Purpose, Relation

__all__ = [
    "Address",
    "AddressKind",
    "IdKind",
    "Identity",
    "Lookalike",
    "OtherName",
    "Person",
    "Phone",
    "Purpose",
    "Relation",
    "Residence",
    "check_statement",
    "contradicted",
    "evidence",
    "look_up",
    "lookalikes",
    "named",
    "note_number",
    "register",
    "search",
]
