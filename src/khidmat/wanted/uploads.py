"""A file between its dry run and its import: on disk, under its sender's name, for a day. It is never served."""

import json
import time
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from khidmat.kernel.errors import NotFound
from khidmat.kernel.ids import uuid7
from khidmat.kernel.urdu import clean
from khidmat.wanted.reasons import BadFile, FileFault
from khidmat.wanted.sheet import MEGABYTE, MOST_BYTES

KEPT_SECONDS = 24 * 3600
NAME_LIMIT = 200


class Kept(NamedTuple):
    """A kept upload: where it lies, what its sender called it, the encoding he chose."""

    path: Path
    name: str
    encoding: str


def keep(upload: UploadedFile[bytes], *, encoding: str, owner: UUID) -> UUID:
    """Keep the upload for its sender; returns the id by which only he finds it. Raises `BadFile` when too big."""
    if (upload.size or 0) > MOST_BYTES:
        raise BadFile(FileFault.TOO_BIG, size=(upload.size or 0) // MEGABYTE, max=MOST_BYTES // MEGABYTE)
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _sweep(folder)
    key = uuid7()
    path = folder / _name(owner, key)
    path.touch(mode=0o600)
    with path.open("wb") as out:
        for chunk in upload.chunks():
            out.write(chunk)
    about = {"name": clean(upload.name or "")[-NAME_LIMIT:], "encoding": encoding}
    path.with_suffix(".json").write_text(json.dumps(about), encoding="utf-8")
    return key


def find(key: UUID, *, owner: UUID | None) -> Kept:
    """A kept upload of this sender. Raises `NotFound` for another's, a forged id or one swept away."""
    path = _folder() / _name(owner, key) if owner else None
    try:
        about = json.loads(path.with_suffix(".json").read_text(encoding="utf-8")) if path else None
    except OSError:
        about = None
    if path is None or about is None:
        raise NotFound(_("This file was not found. Send it again."))
    return Kept(path, about["name"], about["encoding"])


def _folder() -> Path:
    return Path(settings.FILES) / "imports"


def _name(owner: UUID, key: UUID) -> str:
    return f"{owner.hex}-{key.hex}"


def _sweep(folder: Path) -> None:
    """Take away what nobody confirmed: a register of names must not lie about."""
    oldest = time.time() - KEPT_SECONDS
    for path in folder.iterdir():
        if path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)
