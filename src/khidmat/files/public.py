"""What other apps may use of files."""

from khidmat.files.limits import MAX_BYTES
from khidmat.files.models import Blob
from khidmat.files.operations import keep, receive
from khidmat.files.queries import answer, path

__all__ = ["MAX_BYTES", "Blob", "answer", "keep", "path", "receive"]
