"""Where bytes lie: under their SHA-256, written beside their place and moved there; half a file is never seen."""

import os
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings

from khidmat.kernel import failpoints


def place(digest: str) -> Path:
    """The path of a digest."""
    return Path(settings.FILES) / digest[:2] / digest


def store(data: bytes) -> str:
    """Put bytes in their place, durably. Returns the digest; the same bytes are stored once."""
    digest = sha256(data).hexdigest()
    target = place(digest)
    if target.exists():
        return digest
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o2770)
    with NamedTemporaryFile(dir=target.parent, delete=False) as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
        Path(file.name).chmod(0o640)
    failpoints.reach("files.written")
    Path(file.name).replace(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return digest
