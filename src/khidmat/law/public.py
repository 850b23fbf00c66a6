"""What other apps may use of the law."""

from khidmat.law.loading import listed
from khidmat.law.models import Act, Head, Section
from khidmat.law.operations import load_law
from khidmat.law.queries import book, heads, in_force, read
from khidmat.law.timing import rules as clock_rules
from khidmat.law.written import Book, Cited, Reading

__all__ = [
    "Act",
    "Book",
    "Cited",
    "Head",
    "Reading",
    "Section",
    "book",
    "clock_rules",
    "heads",
    "in_force",
    "listed",
    "load_law",
    "read",
]
