"""The bytes of a file between its sending and its being taken in: on disk, under its key. They are never served."""

import hashlib
import time
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from khidmat.wanted.reasons import BadFile, FileFault
from khidmat.wanted.sheet import MEGABYTE, MOST_BYTES

KEPT_SECONDS = 24 * 3600


def keep(upload: UploadedFile[bytes], key: UUID) -> str:
    """Keep the bytes for the worker, which is another system user; returns their SHA-256. Raises `BadFile`."""
    if (upload.size or 0) > MOST_BYTES:
        raise BadFile(FileFault.TOO_BIG, size=(upload.size or 0) // MEGABYTE, max=MOST_BYTES // MEGABYTE)
    path, digest = place(key), hashlib.sha256()
    path.parent.mkdir(mode=0o2770, parents=True, exist_ok=True)
    path.touch(mode=0o640)
    with path.open("wb") as out:
        for chunk in upload.chunks():
            out.write(chunk)
            digest.update(chunk)
    return digest.hexdigest()


def place(key: UUID) -> Path:
    """Where the bytes of a file lie, or lay."""
    return Path(settings.FILES) / "imports" / key.hex


def drop(key: UUID) -> None:
    """Take the bytes away; none is fine."""
    place(key).unlink(missing_ok=True)


def sweep() -> None:
    """Take away what is older than a day, whatever became of its row."""
    folder, oldest = Path(settings.FILES) / "imports", time.time() - KEPT_SECONDS
    for path in folder.iterdir() if folder.exists() else ():
        if path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)
