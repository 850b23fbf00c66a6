"""What other apps may use of the index of persons."""

from khidmat.people.identity import Identity, Residence
from khidmat.people.models import Address, Person
from khidmat.people.operations import register
from khidmat.people.states import AddressKind, IdKind, Relation

__all__ = [
    "Address",
    "AddressKind",
    "IdKind",
    "Identity",
    "Person",
    "Relation",
    "Residence",
    "register",
]
