"""What other apps may use of the index of persons."""

from khidmat.people.identity import Identity, Residence
from khidmat.people.models import Address, Person
from khidmat.people.operations import look_up, register
from khidmat.people.states import AddressKind, IdKind, Purpose, Relation

__all__ = [
    "Address",
    "AddressKind",
    "IdKind",
    "Identity",
    "Person",
    "Purpose",
    "Relation",
    "Residence",
    "look_up",
    "register",
]
