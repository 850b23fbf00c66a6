"""What other apps may use of certificates."""

from khidmat.documents.codes import new_code, parse_code
from khidmat.documents.copies import CopyFacts
from khidmat.documents.facts import Address, BadFacts, CertificateFacts, DisclosedCase
from khidmat.documents.keys import KeysError, demo_keys
from khidmat.documents.limits import Limit, count
from khidmat.documents.limits import so_far as tries_so_far
from khidmat.documents.models import Certificate, SignedCopy
from khidmat.documents.operations import (
    attach_copy,
    attach_file,
    facts_of,
    issue_number,
    order_copy,
    revoke,
    supersede,
)
from khidmat.documents.press import produce, produce_copy
from khidmat.documents.qr import svg as qr_svg
from khidmat.documents.render import missing_letters, papers
from khidmat.documents.setting import Unprintable, typesetter
from khidmat.documents.slip import Slip, print_slip
from khidmat.documents.tables import Table, print_table

__all__ = [
    "Address",
    "BadFacts",
    "Certificate",
    "CertificateFacts",
    "CopyFacts",
    "DisclosedCase",
    "KeysError",
    "Limit",
    "SignedCopy",
    "Slip",
    "Table",
    "Unprintable",
    "attach_copy",
    "attach_file",
    "count",
    "demo_keys",
    "facts_of",
    "issue_number",
    "missing_letters",
    "new_code",
    "order_copy",
    "papers",
    "parse_code",
    "print_slip",
    "print_table",
    "produce",
    "produce_copy",
    "qr_svg",
    "revoke",
    "supersede",
    "tries_so_far",
    "typesetter",
]
