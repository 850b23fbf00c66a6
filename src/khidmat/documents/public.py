"""What other apps may use of certificates."""

from khidmat.documents.codes import new_code, parse_code
from khidmat.documents.facts import Address, BadFacts, CertificateFacts, DisclosedCase
from khidmat.documents.keys import KeysError, demo_keys
from khidmat.documents.limits import Limit, count
from khidmat.documents.limits import so_far as tries_so_far
from khidmat.documents.models import Certificate
from khidmat.documents.operations import attach_file, issue_number, revoke, supersede
from khidmat.documents.press import produce
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
    "DisclosedCase",
    "KeysError",
    "Limit",
    "Slip",
    "Table",
    "Unprintable",
    "attach_file",
    "count",
    "demo_keys",
    "issue_number",
    "missing_letters",
    "new_code",
    "papers",
    "parse_code",
    "print_slip",
    "print_table",
    "produce",
    "qr_svg",
    "revoke",
    "supersede",
    "tries_so_far",
    "typesetter",
]
